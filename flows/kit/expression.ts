import type { Json } from "../../generator/model/emitted.ts";
import type { VariableKey } from "../../generator/model/model.ts";

const tag: unique symbol = Symbol("expression");

/**
 * An expression of the Workflow Definition Language. It is built as a tree and printed once, when the flow is
 * written, so that quoting is right in one place.
 */
export type Expression =
  | { readonly [tag]: true; readonly kind: "literal"; readonly value: string | number | boolean | null }
  | {
      readonly [tag]: true;
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly Expression[];
    }
  | { readonly [tag]: true; readonly kind: "get"; readonly target: Expression; readonly key: Expression }
  | { readonly [tag]: true; readonly kind: "variable"; readonly variable: VariableKey };

/** What an argument may be: an expression, or a plain value that becomes a literal. */
export type Operand = Expression | string | number | boolean | null;

/** JSON in which expressions may stand wherever a value may. */
export type Value =
  | Expression
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

export function isExpression(value: unknown): value is Expression {
  return typeof value === "object" && value !== null && tag in value;
}

export function literal(value: string | number | boolean | null): Expression {
  return { [tag]: true, kind: "literal", value };
}

function operand(value: Operand): Expression {
  return isExpression(value) ? value : literal(value);
}

export function call(name: string, ...operands: readonly Operand[]): Expression {
  return { [tag]: true, kind: "call", name, arguments: operands.map(operand) };
}

/** The value of an environment variable, which a flow reads as a parameter. */
export function variable(key: VariableKey): Expression {
  return { [tag]: true, kind: "variable", variable: key };
}

/** Follows keys or indexes without failing on what is missing: `target?['a']?[0]`. */
export function get(target: Expression, ...keys: readonly Operand[]): Expression {
  return keys.reduce<Expression>(
    (inner, key) => ({ [tag]: true, kind: "get", target: inner, key: operand(key) }),
    target,
  );
}

/** How the parameter of an environment variable is called in the flow. */
export type ParameterName = (variable: VariableKey) => string;

/** Parts are added to one text, and not joined level by level, which would copy what lies deep again and again. */
export function print(expression: Expression, parameterName: ParameterName): string {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? quote(expression.value) : String(expression.value);
    case "call": {
      let text = `${expression.name}(`;
      let separator = "";
      for (const each of expression.arguments) {
        text += separator;
        text += print(each, parameterName);
        separator = ", ";
      }
      return `${text})`;
    }
    case "get":
      return `${print(expression.target, parameterName)}?[${print(expression.key, parameterName)}]`;
    case "variable":
      return `parameters(${quote(parameterName(expression.variable))})`;
  }
}

function quote(text: string): string {
  return text.includes("'") ? `'${text.replaceAll("'", "''")}'` : `'${text}'`;
}

/** Writes a value as it stands in a flow file: expressions as `@…`, texts escaped so that they stay texts. */
export function render(value: Value, parameterName: ParameterName): Json {
  if (isExpression(value)) {
    return value.kind === "literal" && typeof value.value !== "string"
      ? value.value
      : value.kind === "literal"
        ? escapeText(String(value.value))
        : `@${print(value, parameterName)}`;
  }
  if (typeof value === "string") return escapeText(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each: Value) => render(each, parameterName));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, render(each, parameterName)]));
}

function escapeText(text: string): string {
  if (!text.includes("@")) return text;
  const escaped = text.replaceAll("@{", "@@{");
  return escaped.startsWith("@") && !text.startsWith("@{") ? `@${escaped}` : escaped;
}
