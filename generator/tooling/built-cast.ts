import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cast } from "../../simulator/scenario/theatre.ts";
import { builtSchema } from "../cli/built-schema.ts";
import { fixtureReader } from "../cli/scenario-files.ts";
import { assert } from "../diagnostics/failure.ts";
import { build } from "../pipeline.ts";

/** What scenarios are played with when nothing else is given: the managed zips built from the mapping of the package. */
export function builtCast(root: string): Cast {
  const { artifacts, model } = build({
    file: "mapping.yaml",
    text: readFileSync(join(root, "mapping.yaml"), "utf8"),
  });
  assert(model !== undefined, "the mapping of the package has mistakes");
  const zips = (layout: "single" | "split") =>
    artifacts.flatMap(({ solution, content }) =>
      solution?.layout === layout && solution.managed && typeof content !== "string" ? [content] : [],
    );
  const organization = model.variables.find(({ key }) => key === "organizationId");
  assert(organization !== undefined, "the mapping of the package names no organization variable");
  return {
    layouts: { single: zips("single"), split: zips("split") },
    turnOnOrder: model.flows.map(({ name }) => name),
    organizationVariable: organization.schemaName,
    ...builtSchema(artifacts),
    fixture: fixtureReader(),
  };
}
