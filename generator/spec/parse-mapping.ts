import type { ErrorObject } from "ajv";
import type { Diagnostic, NextAction, Place } from "../diagnostics/diagnostic.ts";
import { closest } from "./closest.ts";
import { schemaCodes } from "./codes.ts";
import { isMapping } from "./mapping-validator.ts";
import type { Mapping } from "./schema/mapping-schema.ts";
import type { Path, YamlDocument } from "./yaml-document.ts";

/** Holds the value of a document against the shape of a mapping. Every misfit is a finding at its place. */
export function parseMapping(document: YamlDocument): {
  readonly mapping?: Mapping;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = document;
  if (isMapping(value)) return { mapping: value, diagnostics: [] };
  const errors = withoutEchoes(isMapping.errors ?? []);
  return { diagnostics: errors.map((error) => misfit(document, error)) };
}

/** A union reports the misfits of all its members and then itself; the deepest ones say most. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const meaningful = errors.filter(({ keyword }) => keyword !== "anyOf" && keyword !== "const");
  return meaningful.length === 0 ? errors : meaningful;
}

function misfit(document: YamlDocument, error: ErrorObject): Diagnostic {
  const path = pathOf(document.value, error.instancePath);
  const place = path.length === 0 ? "The mapping" : path.join(".");
  const details = { where: document.place(path) };
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(document, path, String(error.params["additionalProperty"]), keysOf(error));
    case "required":
      return schemaCodes.finding(
        "MISSING_KEY",
        { place, key: String(error.params["missingProperty"]) },
        details,
      );
    case "enum":
    case "const":
      return unknownValue(document, path, place, error);
    case "type":
      return schemaCodes.finding("WRONG_TYPE", { place, wanted: typeWords(error.params["type"]) }, details);
    default:
      return schemaCodes.finding("OUT_OF_RANGE", { place, reason: error.message ?? "does not fit" }, details);
  }
}

function unknownKey(
  document: YamlDocument,
  parent: Path,
  key: string,
  allowed: readonly string[],
): Diagnostic {
  const where = document.place([...parent, key], "key");
  const place = parent.length === 0 ? "the mapping" : parent.join(".");
  return schemaCodes.finding(
    "UNKNOWN_KEY",
    { key, place },
    { where, allowed, nextActions: suggest(key, allowed, where) },
  );
}

function unknownValue(document: YamlDocument, path: Path, place: string, error: ErrorObject): Diagnostic {
  const options: unknown = error.params["allowedValues"] ?? [error.params["allowedValue"]];
  const allowed = Array.isArray(options) ? options.map(String) : [];
  const where = document.place(path);
  const value = String(error.data);
  return schemaCodes.finding(
    "UNKNOWN_VALUE",
    { place, value },
    { where, allowed, nextActions: suggest(value, allowed, where) },
  );
}

/** Proposals for a misspelt word, each as an edit of the file. */
export function suggest(word: string, candidates: readonly string[], where: Place): readonly NextAction[] {
  return closest(word, candidates).map((text): NextAction => {
    const { start, end } = where;
    const edit =
      start === undefined || end === undefined
        ? {}
        : { edit: { offset: start.offset, length: end.offset - start.offset, text } };
    return { kind: "edit-file", label: `Did you mean ${text}?`, ...edit };
  });
}

function keysOf(error: ErrorObject): readonly string[] {
  const properties: unknown = error.parentSchema?.["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function typeWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text",
    boolean: "true or false",
    integer: "a whole number",
    number: "a number",
    array: "a list",
    object: "a group of keys",
  };
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.map((each) => words[String(each)] ?? String(each)).join(" or ");
}

/** The path of a JSON pointer; numbers where the value holds lists. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let at = value;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(at) ? Number(key) : key);
    at =
      typeof at === "object" && at !== null
        ? Object.entries(at).find(([each]) => each === key)?.[1]
        : undefined;
  }
  return path;
}
