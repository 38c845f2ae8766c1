import type { Schema } from "./definition.ts";
import { maximumSchemaDepth } from "./facts.ts";
import { isObject } from "./json.ts";

export interface TypeRules {
  /** Whether null may stand for a typed value that is not declared nullable. */
  readonly nullTolerated: boolean;
  /** Whether required properties are asked for; answers are only looked at for types. */
  readonly requiredAsked: boolean;
}

/** The first thing in a value that is not as its schema says, in the platform's words; undefined when there is none. */
export function firstProblem(
  operationId: string,
  place: string,
  value: unknown,
  schema: Schema,
  rules: TypeRules,
  depth = 0,
): string | undefined {
  if (depth > maximumSchemaDepth || schema.type === undefined || schema.format === "binary") return undefined;
  if (value === null || value === undefined) {
    if (schema.nullable || rules.nullTolerated) return undefined;
    return typeProblem(operationId, place, schema.type, "Null");
  }
  const actual = typeName(value);
  if (!fits(schema.type, value)) return typeProblem(operationId, place, schema.type, actual);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return undefined;
    for (const [index, each] of value.entries()) {
      const problem = firstProblem(operationId, `${place}/${index}`, each, items, rules, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (rules.requiredAsked) {
    const missing = schema.required.find((name) => value[name] === undefined);
    if (missing !== undefined) {
      return `The API operation '${operationId}' is missing required property '${place}/${missing}'.`;
    }
  }
  for (const [name, property] of schema.properties) {
    if (value[name] === undefined) continue;
    const problem = firstProblem(operationId, `${place}/${name}`, value[name], property, rules, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function typeProblem(operationId: string, place: string, type: string, actual: string): string {
  const wanted = type.charAt(0).toUpperCase() + type.slice(1);
  return `The API operation '${operationId}' requires the property '${place}' to be of type '${wanted}' but is of type '${actual}'.`;
}

function fits(type: NonNullable<Schema["type"]>, value: unknown): boolean {
  switch (type) {
    case "integer":
      return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === type;
  }
}

/** Type names as the platform's messages spell them (those of Newtonsoft's JTokenType). */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "Null";
  if (Array.isArray(value)) return "Array";
  switch (typeof value) {
    case "string":
      return "String";
    case "boolean":
      return "Boolean";
    case "bigint":
      return "Integer";
    case "number":
      return Number.isInteger(value) ? "Integer" : "Float";
    default:
      return "Object";
  }
}
