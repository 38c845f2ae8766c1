import type { Artifact } from "../../generator/model/artifact.ts";
import type { Model } from "../../generator/model/model.ts";
import type { DataverseClient } from "../deploy/dataverse/client.ts";
import type { Machine } from "../deploy/machine.ts";

/** What the doctor examines, and through what. Nothing is asked before a check asks it. */
export interface Patient {
  readonly machine: Machine;
  readonly cosell: CosellFacts;
  readonly mapping: MappingFacts;
  readonly out: OutFolder;
  /** Settings files to look into, as the user names them. */
  readonly settings: readonly string[];
  /** The environment that was named, or why none can be asked. */
  readonly environment: Access<Environment>;
  readonly salesforce: Access<SalesforceClient>;
  readonly partnerCenter: Access<PartnerCenterClient>;
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

/** REST of one organization. Answers are parsed JSON; every method throws a Failure where Salesforce refuses. */
export interface SalesforceClient {
  /** How findings name the organization. */
  readonly name: string;
  /** The answer to a GET of a path below `/services/data/vNN.0`; nothing for 404. */
  readonly get: (path: string) => Promise<unknown>;
}

/** The Referrals and Webhook APIs of one tenant. Nothing for 404. */
export interface PartnerCenterClient {
  readonly referrals: (query: string) => Promise<unknown>;
  readonly registration: () => Promise<unknown>;
}
