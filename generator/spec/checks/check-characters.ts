import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** What XML 1.0 cannot hold: most control characters, halves of surrogate pairs, and two that are none. */
const foreign = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** Every text of the mapping can be written into the files of a solution. */
export function checkCharacters(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return within(mapping, [], document);
}

function within(value: unknown, path: Path, document: YamlDocument): readonly Diagnostic[] {
  if (typeof value === "string") return inText(value, "value", path, document);
  if (Array.isArray(value)) return value.flatMap((each, index) => within(each, [...path, index], document));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...inText(key, "key", [...path, key], document),
    ...within(each, [...path, key], document),
  ]);
}

function inText(
  text: string,
  what: "key" | "value",
  path: Path,
  document: YamlDocument,
): readonly Diagnostic[] {
  const code = foreign.exec(text)?.[0].codePointAt(0);
  if (code === undefined) return [];
  const character = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const where = document.place(path, what);
  return [mapCodes.finding("CHARACTER_INVALID", { what: path.join("."), character }, { where })];
}
