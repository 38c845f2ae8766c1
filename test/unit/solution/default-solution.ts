import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { assert } from "../../../generator/diagnostics/failure.ts";
import type { Artifact } from "../../../generator/model/artifact.ts";
import { build } from "../../../generator/pipeline.ts";

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** Everything that the default mapping builds. */
export const defaultArtifacts: readonly Artifact[] = build({ file: "mapping.yaml", text }).artifacts;

/** The bytes of a zip of the default mapping by its path: `single/CosellSync_1_0_0_0.zip`. */
export function zipAt(path: string): Uint8Array {
  const content = defaultArtifacts.find((artifact) => artifact.path === path)?.content;
  assert(content instanceof Uint8Array, `the default mapping builds no ${path}`);
  return content;
}

/** The files of a zip; a new map for every caller. */
export const filesOf = (zip: Uint8Array): Map<string, Uint8Array> => new Map(Object.entries(unzipSync(zip)));
