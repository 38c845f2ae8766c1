import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cast } from "../../simulator/scenario/theatre.ts";
import { castOfMapping } from "../cli/cast-of-mapping.ts";
import { assert } from "../diagnostics/failure.ts";
import type { MappingSource } from "../pipeline.ts";

/** The mapping of the package, which scenarios are written for. */
export function packageMapping(root: string): MappingSource {
  return { file: "mapping.yaml", text: readFileSync(join(root, "mapping.yaml"), "utf8") };
}

/** What scenarios are played with when nothing else is given: the managed zips built from the mapping of the package. */
export function builtCast(root: string): Cast {
  const { cast } = castOfMapping(packageMapping(root));
  assert(cast !== undefined, "the mapping of the package has mistakes");
  return cast;
}
