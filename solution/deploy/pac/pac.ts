/** What a release has pac do. Two back ends: the program itself, and Microsoft's wrapper around it. */
export interface Pac {
  /** How the transcript names it: `pac 2.11.2 (/usr/local/bin/pac)`. */
  readonly name: string;
  /** Imports a solution and waits for its end. Throws DEPLOY.PAC_REFUSED with what pac says. */
  readonly importSolution: (request: ImportRequest) => Promise<void>;
  /** Uninstalls a solution. */
  readonly deleteSolution: (uniqueName: string) => Promise<void>;
  /** Forgets the sign-in and takes away what was written for it. To be called at the end, whatever happened. */
  readonly close: () => Promise<void>;
}

export interface ImportRequest {
  /** Absolute path of the zip. */
  readonly zip: string;
  /** Absolute path of the deployment settings. */
  readonly settings?: string;
  /** The new version takes the place of the installed one, and what it no longer has goes away. Managed solutions only. */
  readonly upgrade: boolean;
  /** Publishes what was imported; managed solutions are published by their import. */
  readonly publish: boolean;
}

/** Whom pac is told about: an application with its proof, or nobody, where it uses the sign-in it has. */
export interface PacTarget {
  readonly url: string;
  readonly application?: {
    readonly tenant: string;
    readonly application: string;
    readonly proof: PacProof;
  };
}

/** A secret, or a provider of pipelines that pac asks by itself. */
export type PacProof =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "pipeline"; readonly provider: "GitHub" | "AzureDevOps" };
