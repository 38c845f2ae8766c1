import type { Origin } from "./model.ts";

export type ArtifactKind =
  | "connector"
  | "flow"
  | "solution-zip"
  | "solution-folder"
  | "deployment-settings"
  | "salesforce-zip"
  | "salesforce-source"
  | "document";

/**
 * One file of the result, as a value. `path` is relative to the output folder, with forward slashes.
 * Text content is written as UTF-8 without a byte-order mark unless the text itself starts with one.
 */
export interface Artifact {
  /** Stable name of the thing, unique in a build: `flow/reconcile`, `solution-zip/CosellSync/managed`. */
  readonly id: string;
  readonly kind: ArtifactKind;
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The place of the mapping that made it. */
  readonly origin: Origin;
  /** Only on zips of a solution. */
  readonly solution?: SolutionArtifact;
}

export interface SolutionArtifact {
  readonly solution: string;
  readonly version: string;
  readonly layout: "single" | "split";
  readonly managed: boolean;
}
