import { hash } from "node:crypto";
import type { Artifact, ArtifactKind } from "./model/artifact.ts";
import type { Layout, Origin } from "./model/model.ts";

/** Where the manifest lies in the output folder. */
export const manifestPath = "manifest.json";

/** The list of everything that a build has made. Its shape is a contract. */
export interface Manifest {
  /** The version of cosell whose command has made the folder; a build through the library names none. */
  readonly cosell?: string;
  readonly artifacts: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly id: string;
  readonly kind: ArtifactKind;
  /** Relative to the folder of the manifest, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** The place of the mapping that made it. */
  readonly origin: Origin;
  /** Zips of solutions only. */
  readonly solution?: string;
  readonly version?: string;
  readonly layout?: Layout;
  readonly managed?: boolean;
}

/** Lists artefacts in the order of their paths. */
export function listArtifacts(artifacts: readonly Artifact[]): Manifest {
  const known = new Map<Artifact["content"], Print>();
  const entries = artifacts.map(({ id, kind, path, content, origin, solution }): ManifestEntry => {
    const { bytes, sha256 } = known.get(content) ?? printOf(content);
    known.set(content, { bytes, sha256 });
    return { id, kind, path, bytes, sha256, origin, ...solution };
  });
  return { artifacts: entries.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

type Print = Pick<ManifestEntry, "bytes" | "sha256">;

/** Many files lie in the folders of both layouts; what they share is looked at once. */
function printOf(content: Artifact["content"]): Print {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return { bytes: bytes.byteLength, sha256: hash("sha256", bytes) };
}

/** The text of `manifest.json`. */
export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
