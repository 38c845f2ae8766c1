import { readFileSync } from "node:fs";
import { assert } from "../../../generator/diagnostics/failure.ts";
import type { Model } from "../../../generator/model/model.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";

/** The model of the mapping at the root of the project, after an edit of its text. */
export function defaultModel(edit: (text: string) => string = (text) => text): Model {
  const url = new URL("../../../mapping.yaml", import.meta.url);
  const { model } = readMapping({ file: "mapping.yaml", text: edit(readFileSync(url, "utf8")) });
  assert(model !== undefined, "the mapping has errors");
  return model;
}
