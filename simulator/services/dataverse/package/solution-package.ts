/** What the emulator needs of a solution zip. */
export interface SolutionPackage {
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly version: string;
  readonly managed: boolean;
  readonly publisher: { readonly uniqueName: string; readonly prefix: string };
  readonly flows: readonly PackagedFlow[];
  readonly connectors: readonly PackagedConnector[];
  readonly connectionReferences: readonly PackagedReference[];
  readonly variables: readonly PackagedVariable[];
  readonly missingDependencies: readonly MissingDependency[];
  /** Root components and nodes of other kinds, which are not emulated. */
  readonly otherComponents: readonly string[];
}

export interface PackagedFlow {
  /** Lower case, without braces. */
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly on: boolean;
  readonly customizable: boolean;
  /** The text of the flow file. */
  readonly clientData: string;
}

export interface PackagedConnector {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly iconBrandColor: string | undefined;
  /** File contents by column. */
  readonly openApiDefinition: string;
  readonly connectionParameters: string;
  readonly policyTemplateInstances: string;
}

export interface PackagedReference {
  readonly logicalName: string;
  readonly displayName: string;
  readonly connectorId: string;
  /** The GUID of a custom connector. */
  readonly customConnectorId: string | undefined;
}

export interface PackagedVariable {
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly type: number;
  readonly defaultValue: string | undefined;
  readonly required: boolean;
  readonly value: { readonly id: string | undefined; readonly text: string } | undefined;
}

export interface MissingDependency {
  readonly type: string;
  readonly id: string | undefined;
  readonly schemaName: string | undefined;
  readonly displayName: string | undefined;
  readonly solution: string | undefined;
  readonly dependent: string;
}

export type PackageReading =
  | { readonly ok: true; readonly value: SolutionPackage }
  | { readonly ok: false; readonly code: string; readonly message: string };
