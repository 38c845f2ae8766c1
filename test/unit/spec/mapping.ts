import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { type ReadMapping, readMapping } from "../../../generator/spec/read-mapping.ts";

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

type Tree = Record<string, unknown>;

/** The default mapping with changes over it: groups are merged, lists replaced, null removes a key. */
export function withChanges(changes: Tree): ReadMapping {
  return readMapping({ file: "mapping.yaml", text: stringify(merge(parse(text), changes)) });
}

/** The default mapping with one line of the field map added, or put in place of the one for the same property. */
export function withField(row: { readonly referral: string }): ReadMapping {
  const mapping: { fields: { referral: string }[] } = parse(text);
  const others = mapping.fields.filter(({ referral }) => referral !== row.referral);
  return withChanges({ fields: [...others, row] });
}

export const defaultText = text;

function merge(base: Tree, changes: Tree): Tree {
  const result = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    const old = result[key];
    if (change === null) delete result[key];
    else result[key] = isTree(old) && isTree(change) ? merge(old, change) : change;
  }
  return result;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
