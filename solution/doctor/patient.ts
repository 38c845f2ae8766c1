import type { Artifact } from "../../generator/model/artifact.ts";
import type { Model } from "../../generator/model/model.ts";
import type { DataverseClient, Row } from "../deploy/dataverse/client.ts";
import type { Machine } from "../deploy/machine.ts";
import type { Connection } from "../deploy/services/power-apps.ts";
import type { PowerAutomate } from "../deploy/services/power-automate.ts";

/** What the doctor examines, and through what. Nothing is asked before a check asks it. */
export interface Patient {
  readonly machine: Machine;
  readonly cosell: CosellFacts;
  readonly mapping: MappingFacts;
  readonly out: OutFolder;
  /** Settings files to look into, as the user names them. */
  readonly settings: readonly string[];
  /** The name of the environment; absent where none was named. */
  readonly environmentName?: string;
  /** The environment that was named, or why none can be asked. */
  readonly environment: Access<Environment>;
  readonly salesforce: Access<SalesforceClient>;
  readonly partnerCenter: Access<PartnerCenterClient>;
  readonly events: Access<EventsClient>;
  /** The flow service of the environment: addresses of triggers, and runs. */
  readonly flowService: Access<PowerAutomate>;
  /** Connections of the environment with their state, as whoever signs in sees them. */
  readonly connections: Access<ConnectionsClient>;
}

/** A service that can be asked, or in words why it cannot. */
export type Access<Client> =
  | { readonly kind: "open"; readonly client: Client }
  | { readonly kind: "closed"; readonly because: string };

export interface CosellFacts {
  readonly version: string;
  readonly nodeVersion: string;
  /** As `engines` of the package writes it. */
  readonly supportedNode: string;
}

/** The mapping, and what a build makes of it now. */
export interface MappingFacts {
  readonly file: string;
  /** Absent when it has mistakes. */
  readonly model?: Model;
  readonly mistakes: number;
  readonly artifacts: readonly Artifact[];
}

export interface OutFolder {
  /** As the user names it. */
  readonly folder: string;
  /** Paths of all files in it, with forward slashes; nothing where there is no such folder. */
  readonly files: () => readonly string[] | undefined;
}

export interface Environment {
  /** As the mapping names it. */
  readonly name: string;
  readonly dataverse: DataverseClient;
}

/** One organization. Every method throws a Failure where Salesforce refuses. */
export interface SalesforceClient {
  /** How findings name the organization. */
  readonly name: string;
  /** The description of an object; nothing where the user sees no such object. */
  readonly describe: (object: string) => Promise<Row | undefined>;
  readonly query: (soql: string) => Promise<readonly Row[]>;
  /** A query of the Tooling API, which knows the metadata of the organization. */
  readonly queryTooling: (soql: string) => Promise<readonly Row[]>;
}

/** The APIs of one tenant of Partner Center; each has a sign-in of its own. */
export interface PartnerCenterClient {
  /** A page of referrals, by system query options: `$top=1`. */
  readonly referrals: (query: string) => Promise<readonly Row[]>;
}

export interface EventsClient {
  /** What Partner Center has registered for the tenant; nothing where nothing is. */
  readonly registration: () => Promise<Row | undefined>;
}

export interface ConnectionsClient {
  readonly list: () => Promise<readonly Connection[]>;
}
