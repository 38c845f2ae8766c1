import type { ErrorObject } from "ajv";
import type { Diagnostic, NextAction, Place, TextEdit } from "../diagnostics/diagnostic.ts";
import { closest } from "./closest.ts";
import { schemaCodes } from "./codes.ts";
import { isMapping } from "./mapping-validator.ts";
import type { Mapping } from "./schema/mapping-schema.ts";
import type { Path, YamlDocument } from "./yaml-document.ts";

/** A file that is no mapping at all has one misfit in every line. */
const mostFindings = 50;

/** Holds the value of a document against the shape of a mapping. Every misfit is a finding at its place. */
export function parseMapping(document: YamlDocument): {
  readonly mapping?: Mapping;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = document;
  if (isMapping(value)) return { mapping: value, diagnostics: [] };
  const errors = withoutEchoes(isMapping.errors ?? []);
  const diagnostics = errors.slice(0, mostFindings).map((error) => misfit(document, error));
  const count = errors.length - mostFindings;
  return {
    diagnostics:
      count > 0
        ? [...diagnostics, schemaCodes.finding("NOT_LISTED", { count }, { where: document.place([], "key") })]
        : diagnostics,
  };
}

/** A value of the wrong type is none of the allowed words either, and a misspelt key is not missing besides. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const mistyped = new Set(
    errors.flatMap(({ keyword, instancePath }) => (keyword === "type" ? [instancePath] : [])),
  );
  const misspelt = new Set(
    errors.flatMap((error) => {
      if (error.keyword !== "additionalProperties") return [];
      const [meant] = closest(String(error.params["additionalProperty"]), keysOf(error));
      return meant === undefined ? [] : [`${error.instancePath}/${meant}`];
    }),
  );
  return errors.filter(({ keyword, instancePath, params }) => {
    if (keyword === "enum") return !mistyped.has(instancePath);
    return keyword !== "required" || !misspelt.has(`${instancePath}/${params["missingProperty"]}`);
  });
}

function misfit(document: YamlDocument, error: ErrorObject): Diagnostic {
  const path = pathOf(document.value, error.instancePath);
  const place = path.length === 0 ? "The mapping" : path.join(".");
  const details = { where: document.place(path) };
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(document, path, String(error.params["additionalProperty"]), keysOf(error));
    case "required":
      return missingKey(document, path, place, String(error.params["missingProperty"]));
    case "enum":
      return unknownValue(document, path, place, error.data, error.params["allowedValues"]);
    case "const":
      return unknownValue(document, path, place, error.data, [error.params["allowedValue"]]);
    case "discriminator":
      return unknownMember(document, path, error);
    case "type":
      return wrongType(document, path, place, error);
    default:
      return schemaCodes.finding("OUT_OF_RANGE", { place, reason: reasonOf(error) }, details);
  }
}

/** What a bound demands, in words. */
function reasonOf({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case "minimum":
      return `must be at least ${params["limit"]}`;
    case "maximum":
      return `must be at most ${params["limit"]}`;
    case "minLength":
    case "minItems":
      return "must not be empty";
    case "uniqueItems":
      return "names something twice";
    default:
      return message ?? "does not fit";
  }
}

function missingKey(document: YamlDocument, path: Path, place: string, key: string): Diagnostic {
  return schemaCodes.finding("MISSING_KEY", { place, key }, { where: document.place(path, "key") });
}

/** The word that tells the members of a union apart. */
function unknownMember(document: YamlDocument, path: Path, error: ErrorObject): Diagnostic {
  const word = String(error.params["tag"]);
  const value: unknown = error.params["tagValue"];
  const place = [...path, word];
  return unknownValue(document, place, place.join("."), value, membersOf(error, word));
}

function membersOf(error: ErrorObject, word: string): readonly string[] {
  const members: unknown = error.parentSchema?.["oneOf"];
  return (Array.isArray(members) ? members : []).flatMap(
    (member: unknown) => wordsAt(member, "properties", word, "enum") ?? [],
  );
}

/** The list of words at a place of a schema. */
function wordsAt(value: unknown, ...keys: readonly string[]): readonly string[] | undefined {
  const found = keys.reduce<unknown>((inner, key) => (isGroup(inner) ? inner[key] : undefined), value);
  return Array.isArray(found) ? found.map(String) : undefined;
}

/** What is only a matter of quotes is offered as an edit: `58.0` is a number to YAML, `"58.0"` a text. */
function wrongType(document: YamlDocument, path: Path, place: string, error: ErrorObject): Diagnostic {
  const wanted = typeWords(error.params["type"]);
  const where = document.place(path);
  const { start, end } = where;
  const given: unknown = error.data;
  const isWord = typeof given === "number" || typeof given === "boolean" || typeof given === "string";
  if (start === undefined || end === undefined || !isWord) {
    return schemaCodes.finding("WRONG_TYPE", { place, wanted }, { where });
  }
  const written = document.text.slice(start.offset, end.offset);
  const text = otherwiseQuoted(written, given, error.params["type"]);
  const edit = text === undefined ? undefined : replacement(where, text);
  const nextActions: readonly NextAction[] =
    edit === undefined ? [] : [{ kind: "edit-file", label: `Did you mean ${text}?`, edit }];
  return schemaCodes.finding("WRONG_TYPE", { place, wanted }, { where, nextActions });
}

function otherwiseQuoted(
  written: string,
  given: string | number | boolean,
  type: unknown,
): string | undefined {
  if (type === "string" && typeof given !== "string") return JSON.stringify(written);
  const yesOrNo: Readonly<Record<string, string>> = {
    yes: "true",
    true: "true",
    no: "false",
    false: "false",
  };
  if (type === "boolean") return yesOrNo[String(given).toLowerCase()];
  const isNumber = typeof given === "string" && /^-?\d+(?:\.\d+)?$/.test(given);
  return (type === "integer" || type === "number") && isNumber ? given : undefined;
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

function unknownValue(
  document: YamlDocument,
  path: Path,
  place: string,
  given: unknown,
  options: unknown,
): Diagnostic {
  const allowed = Array.isArray(options) ? options.map(String) : [];
  const where = document.place(path);
  const value = shown(given);
  return schemaCodes.finding(
    "UNKNOWN_VALUE",
    { place, value },
    { where, allowed, nextActions: suggest(value, allowed, where) },
  );
}

const longestShown = 60;

/** A value as a message names it. */
function shown(value: unknown): string {
  if (value === undefined) return "left out";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "a group of keys";
  const text = String(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

/** Proposals for a misspelt word, each as an edit of the file. */
export function suggest(word: string, candidates: readonly string[], where: Place): readonly NextAction[] {
  return closest(word, candidates).map((text): NextAction => {
    const edit = replacement(where, text);
    return { kind: "edit-file", label: `Did you mean ${text}?`, ...(edit === undefined ? {} : { edit }) };
  });
}

function replacement({ start, end }: Place, text: string): TextEdit | undefined {
  if (start === undefined || end === undefined) return undefined;
  return { offset: start.offset, length: end.offset - start.offset, text };
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
    if (Array.isArray(at)) {
      path.push(Number(key));
      at = at[Number(key)];
    } else {
      path.push(key);
      at = isGroup(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
  }
  return path;
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
