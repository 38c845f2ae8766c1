import { isObject, type JsonTree, objectOf, textIn } from "../json-values.ts";
import { type DefinedOperation, type DefinedParameter, follow } from "./defined-operations.ts";

/** What is wrong with the parameters that a flow gives to an operation. */
export type ParameterProblem =
  | { readonly kind: "unknown" | "missing"; readonly parameter: string }
  | { readonly kind: "type"; readonly parameter: string; readonly type: string };

/**
 * Holds the parameters of a call against the definition. A flow names those of a body by the way into it
 * (`body/details/notes`), or gives the body whole under its own name; what the definition leaves open may be anything.
 */
export function parameterProblems(operation: DefinedOperation, given: JsonTree): readonly ParameterProblem[] {
  const unknown = Object.keys(given)
    .filter((key) => schemaAt(operation, key) === undefined)
    .map((parameter): ParameterProblem => ({ kind: "unknown", parameter }));
  const missing = operation.parameters
    .flatMap((parameter) => missingIn(operation, parameter, given))
    .map((parameter): ParameterProblem => ({ kind: "missing", parameter }));
  const types = Object.entries(given).flatMap(([key, value]): readonly ParameterProblem[] => {
    const type = textIn(schemaAt(operation, key)?.["type"]);
    return isConvertible(value, type) ? [] : [{ kind: "type", parameter: key, type }];
  });
  return [...unknown, ...missing, ...types];
}

/** What the definition says of a parameter; an empty object where it says nothing, undefined where it has none. */
function schemaAt({ parameters, root }: DefinedOperation, key: string): JsonTree | undefined {
  const whole = parameters.find(({ name }) => name === key);
  if (whole !== undefined) return whole.schema;
  const body = parameters.find(({ name, isBody }) => isBody && key.startsWith(`${name}/`));
  return body === undefined ? undefined : within(root, body.schema, key.slice(body.name.length + 1));
}

function within(root: JsonTree, schema: JsonTree, way: string): JsonTree | undefined {
  if (isOpen(schema)) return {};
  const properties = objectOf(schema["properties"]);
  for (const [name, value] of Object.entries(properties)) {
    if (name === way) return follow(root, objectOf(value));
    if (way.startsWith(`${name}/`)) {
      const inner = within(root, follow(root, objectOf(value)), way.slice(name.length + 1));
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

const extensions = [
  "x-ms-dynamic-schema",
  "x-ms-dynamic-properties",
  "x-ms-dynamic-list",
  "allOf",
  "discriminator",
];

/** Whether the schema leaves open what may be inside. */
function isOpen(schema: JsonTree): boolean {
  const { properties, additionalProperties } = schema;
  const isClosed = isObject(properties) && Object.keys(properties).length > 0;
  return (
    !isClosed ||
    (additionalProperties !== undefined && additionalProperties !== false) ||
    extensions.some((name) => name in schema)
  );
}

/** What makers cannot see, or need not fill in, is filled in by the platform. */
function isFilledIn(schema: JsonTree): boolean {
  return (
    "default" in schema ||
    schema["x-ms-visibility"] === "internal" ||
    schema["x-ms-notification-url"] === true ||
    schema["readOnly"] === true
  );
}

function missingIn(
  { root }: DefinedOperation,
  { name, isRequired, schema, isBody }: DefinedParameter,
  given: JsonTree,
): readonly string[] {
  const keys = Object.keys(given);
  if (keys.includes(name)) return [];
  const isGiven = isBody && keys.some((key) => key.startsWith(`${name}/`));
  if (!isGiven && (!isRequired || isFilledIn(schema))) return [];
  return isBody ? missingProperties(root, schema, name, keys, 0) : [name];
}

/** Deeper than any body that makers fill in by hand. */
const deepest = 20;

function missingProperties(
  root: JsonTree,
  schema: JsonTree,
  way: string,
  keys: readonly string[],
  depth: number,
): readonly string[] {
  if (isOpen(schema)) return keys.some((key) => key.startsWith(`${way}/`)) || depth === 0 ? [] : [way];
  const { required } = schema;
  const properties = objectOf(schema["properties"]);
  return (Array.isArray(required) ? required : []).flatMap((each) => {
    const name = textIn(each);
    const property = follow(root, objectOf(properties[name]));
    const key = `${way}/${name}`;
    if (keys.includes(key) || isFilledIn(property)) return [];
    const isInner = property["type"] === "object" || isObject(property["properties"]);
    return isInner && depth < deepest ? missingProperties(root, property, key, keys, depth + 1) : [key];
  });
}

/** A text that is written out is converted where it reads as what is wanted. */
function isConvertible(value: unknown, type: string): boolean {
  if (typeof value !== "string" || value.includes("@") || value.trim() === "") return true;
  switch (type) {
    case "integer":
    case "number":
      return Number.isFinite(Number(value));
    case "boolean":
      return /^(?:true|false)$/i.test(value.trim());
    default:
      return true;
  }
}
