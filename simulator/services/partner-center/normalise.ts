import { Failure, unreachable } from "../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "./codes.ts";
import { isGuid } from "./ids.ts";
import { readInstant, writeInstant } from "./instants.ts";
import { accepted, invalid, type Result } from "./result.ts";
import type { Fields, RecordShape, Shape, ValueOf } from "./shape.ts";

/** What to do with a property that only the service sets. */
export type ReadOnlyPolicy = "refused" | "ignored" | "kept";

/**
 * Reads a JSON value of a request into the full form of its shape: names in any case, numbers also as text, every
 * property present. A name the shape does not have ends in EMU_PC.PROPERTY_UNKNOWN.
 */
export function normalise<S extends Shape>(
  shape: S,
  value: unknown,
  policy: ReadOnlyPolicy,
  path = "",
): Result<ValueOf<S>> {
  const result = read(shape, value, policy, path);
  // `read` walks value and shape together and returns exactly what ValueOf describes; the compiler cannot follow
  // a recursion over a type parameter.
  return result as Result<ValueOf<S>>;
}

/** The value of a shape before anything is set. */
export function emptyOf<S extends Shape>(shape: S): ValueOf<S> {
  // As above: `empty` builds what ValueOf describes.
  return empty(shape) as ValueOf<S>;
}

/** Finds a field by its name in any case, with the name as the service spells it. */
export function fieldOf(fields: Fields, name: string): readonly [string, Shape] | undefined {
  const exact = fields[name];
  if (exact !== undefined && Object.hasOwn(fields, name)) return [name, exact];
  const wanted = name.toLowerCase();
  return Object.entries(fields).find(([candidate]) => candidate.toLowerCase() === wanted);
}

/** An object that came out of JSON, or undefined. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function read(shape: Shape, value: unknown, policy: ReadOnlyPolicy, path: string): Result<unknown> {
  if (value === null || value === undefined) return accepted(empty(shape));
  if (shape.readOnly === true && policy === "ignored") return accepted(empty(shape));
  if (shape.readOnly === true && policy === "refused") {
    return invalid("readOnly", path, `${path} is set by the service and cannot be given.`);
  }
  switch (shape.kind) {
    case "record":
      return readRecord(shape, value, policy, path);
    case "optional":
      return readRecord(shape.of, value, policy, path);
    case "list":
      return readList(shape.item, value, policy, path);
    case "number":
      return readNumber(value, path);
    case "flag":
      return typeof value === "boolean" ? accepted(value) : wrongType(path, "true or false");
    case "instant":
      return readDate(value, path);
    case "text":
      if (typeof value !== "string") return wrongType(path, "text");
      if (shape.guid === true && !isGuid(value)) return wrongType(path, "a GUID");
      if (shape.values !== undefined && !shape.values.includes(value)) {
        return invalid("enum", path, `${path} must be one of ${shape.values.join(", ")}, not '${value}'.`);
      }
      return accepted(value);
    default:
      return unreachable(shape, "shape");
  }
}

function readRecord(
  shape: RecordShape<Fields>,
  value: unknown,
  policy: ReadOnlyPolicy,
  path: string,
): Result<unknown> {
  const given = asObject(value);
  if (given === undefined) return wrongType(path, "an object");
  const values = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(given)) {
    // Annotations such as @odata.context come back in a PUT and say nothing.
    if (name.startsWith("@odata.")) continue;
    const field = fieldOf(shape.fields, name);
    if (field === undefined) throw unknownProperty(path, name);
    const [spelled, fieldShape] = field;
    if (values.has(spelled)) return invalid("duplicate", `${path}/${spelled}`, `${spelled} is given twice.`);
    const result = read(fieldShape, inner, policy, `${path}/${spelled}`);
    if (!result.ok) return result;
    values.set(spelled, result.value);
  }
  const full = Object.entries(shape.fields).map(([name, fieldShape]): [string, unknown] => [
    name,
    values.has(name) ? values.get(name) : empty(fieldShape),
  ]);
  return accepted(Object.fromEntries(full));
}

function readList(item: Shape, value: unknown, policy: ReadOnlyPolicy, path: string): Result<unknown> {
  if (!Array.isArray(value)) return wrongType(path, "an array");
  const items: unknown[] = [];
  for (const [index, element] of value.entries()) {
    if (element === null) return wrongType(`${path}/${index}`, "a value");
    const result = read(item, element, policy, `${path}/${index}`);
    if (!result.ok) return result;
    items.push(result.value);
  }
  return accepted(items);
}

/** Documented samples send numbers as text ("10000"); the service stores a number. */
function readNumber(value: unknown, path: string): Result<unknown> {
  if (typeof value === "number" && Number.isFinite(value)) return accepted(value);
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return accepted(Number(value));
  return wrongType(path, "a number");
}

function readDate(value: unknown, path: string): Result<unknown> {
  const time = typeof value === "string" ? readInstant(value) : undefined;
  return time === undefined ? wrongType(path, "a date-time") : accepted(writeInstant(time));
}

function wrongType(path: string, expected: string) {
  return invalid(
    "type",
    path === "" ? "body" : path,
    `${path === "" ? "The body" : path} must be ${expected}.`,
  );
}

function unknownProperty(path: string, name: string): Failure {
  return new Failure(
    emulatorCodes.finding("PROPERTY_UNKNOWN", { where: path === "" ? "The resource" : path, name }),
  );
}

function empty(shape: Shape): unknown {
  switch (shape.kind) {
    case "list":
      return [];
    case "record":
      return Object.fromEntries(Object.entries(shape.fields).map(([name, inner]) => [name, empty(inner)]));
    default:
      return null;
  }
}
