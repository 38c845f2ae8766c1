import type { Clock } from "../../world/clock.ts";
import type { Service } from "../../world/service.ts";
import type { Quirks } from "./quirks.ts";

/** A row by logical column names. Ids are lower-case GUIDs without braces. */
export type Row = Readonly<Record<string, unknown>>;

/** What a release tool passes along with an import (the deployment settings file). */
export interface ImportSettings {
  readonly environmentVariables?: Readonly<Record<string, string>>;
  readonly connectionReferences?: Readonly<
    Record<string, { readonly connectionId: string; readonly connectorId?: string }>
  >;
  /**
   * `upgrade` removes components the new version no longer has (the default); `update` keeps them; `holding` puts the new
   * version beside the installed one until it is promoted.
   */
  readonly mode?: "upgrade" | "update" | "holding";
  /** pac's --skip-lower-version: a version that is not higher is passed over, not refused. */
  readonly skipLowerVersion?: boolean;
  /** Turn the flows on whose state in the package is on; default false. */
  readonly activateFlows?: boolean;
  /** pac's --force-overwrite: removes what a maker changed on top of managed components. */
  readonly overwriteUnmanaged?: boolean;
}

export interface ImportIssue {
  /** The platform's name or number of the problem: `ChildFlowNeverPublished`, `0x8004801d`. */
  readonly code: string;
  readonly message: string;
  /** The number that wraps an answer of the flow service: `0x80060467`. */
  readonly xrmCode?: string;
}

export type ImportOutcome =
  | {
      readonly kind: "imported" | "upgraded";
      readonly solution: string;
      readonly version: string;
      readonly added: readonly string[];
      readonly updated: readonly string[];
      readonly removed: readonly string[];
      readonly warnings: readonly ImportIssue[];
    }
  | { readonly kind: "skipped"; readonly solution: string; readonly version: string; readonly reason: string }
  | { readonly kind: "refused"; readonly errors: readonly ImportIssue[] };

/** A cloud flow that lives in the environment. */
export interface InstalledFlow {
  readonly id: string;
  readonly name: string;
  readonly state: "on" | "off";
  readonly solution: string;
  readonly managed: boolean;
  readonly customizable: boolean;
  /** The text of the flow file, exactly as it stands in the package (or in the maker's layer over it). */
  readonly clientData: string;
  /** GUIDs of the child flows it calls. */
  readonly children: readonly string[];
  /** Logical names of the connection references it uses. */
  readonly connectionReferences: readonly string[];
  /** Values of its environment-variable parameters, by schema name, taken when it was turned on; undefined while off. */
  readonly variableValues: Readonly<Record<string, string | undefined>> | undefined;
}

export interface InstalledConnector {
  readonly name: string;
  readonly id: string;
  readonly internalId: string;
  readonly displayName: string;
  readonly definition: unknown;
  readonly connectionParameters: unknown;
  readonly policyTemplates: unknown;
}

/** A flow that is about to be on. */
export interface FlowToCheck {
  readonly id: string;
  readonly name: string;
  /** The text of the flow file. */
  readonly clientData: string;
}

/** Finds what the flow service itself would refuse. */
export type FlowCheck = (flow: FlowToCheck) => Pick<ImportIssue, "code" | "message"> | undefined;

export type TurnOnOutcome = { readonly ok: true } | { readonly ok: false; readonly error: ImportIssue };

/** An environment has two ids: one of its database, one by which the admin centre and Power Automate know it. */
export interface Organization {
  readonly organizationId: string;
  readonly environmentId: string;
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly url: string;
}

export interface DataverseControl {
  readonly importSolution: (zip: Uint8Array, settings?: ImportSettings) => ImportOutcome;
  readonly uninstall: (solution: string) => readonly ImportIssue[];
  readonly solutions: () => readonly {
    readonly name: string;
    readonly version: string;
    readonly managed: boolean;
  }[];
  readonly flows: () => readonly InstalledFlow[];
  /** By GUID or by display name. */
  readonly flow: (idOrName: string) => InstalledFlow | undefined;
  readonly turnOn: (idOrName: string) => TurnOnOutcome;
  readonly turnOff: (idOrName: string) => TurnOnOutcome;
  /** A maker saves another definition of a customizable flow: an unmanaged layer over the managed one. */
  readonly customizeFlow: (idOrName: string, clientData: string) => TurnOnOutcome;
  /** Removes the maker's layer over a managed flow. */
  readonly removeCustomization: (idOrName: string) => TurnOnOutcome;
  readonly connectors: () => readonly InstalledConnector[];
  /** Makes a connection that references can be bound to; returns its id. It is shared with everybody unless told otherwise. */
  readonly createConnection: (
    connectorId: string,
    options?: { readonly user?: string; readonly shared?: boolean },
  ) => string;
  readonly connection: (
    connectionId: string,
  ) => { readonly id: string; readonly connectorId: string; readonly user: string } | undefined;
  /** Every connection of the environment; one whose user is locked out is no longer alive. */
  readonly connections: () => readonly {
    readonly id: string;
    readonly connectorId: string;
    readonly user: string;
    readonly shared: boolean;
    readonly alive: boolean;
  }[];
  /** Whether connections to a connector of that name can be made: one of Microsoft's, or a custom one that is there. */
  readonly hasConnector: (connectorId: string) => boolean;
  /** How the environment calls itself. */
  readonly organization: () => Organization;
  /** From now on calls of the user are answered with 401, until `false` is given. */
  readonly lockOut: (user: string, isOut?: boolean) => void;
  readonly bindConnectionReference: (logicalName: string, connectionId: string) => void;
  readonly connectionReferences: () => readonly {
    readonly logicalName: string;
    readonly connectorId: string;
    readonly connectionId: string | undefined;
  }[];
  /** The current value, else the default. */
  readonly variable: (schemaName: string) => string | undefined;
  readonly setVariable: (schemaName: string, value: string | undefined) => void;
  readonly rows: (entitySet: string) => readonly Row[];
  readonly usage: () => { readonly calls: number; readonly byOperation: Readonly<Record<string, number>> };
}

export interface DataverseOptions {
  readonly clock: Clock;
  /** Decides the ids of rows that the package does not fix. */
  readonly seed: number;
  /** The host of the environment, as its URL names it. */
  readonly host?: string;
  readonly quirks?: Partial<Quirks>;
  /** Standard connectors that exist in the environment, by name (`shared_salesforce`). */
  readonly standardConnectors?: readonly string[];
  readonly checkFlow?: FlowCheck;
  /** The run history of the flow service, as rows of flowruns. */
  readonly flowRuns?: () => readonly Row[];
  /** Told after every call that may have changed flows, their connections or the values they take in. */
  readonly flowsChanged?: () => void;
}

/** An emulated environment. `handle` speaks the Web API under /api/data and the connector under /apim/commondataserviceforapps. */
export interface Dataverse extends Service {
  readonly control: DataverseControl;
  readonly token: (user: string) => string;
}
