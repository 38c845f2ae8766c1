import type {
  ConditionWithValueQuery,
  LiteralType,
  NegationCondition,
  Query,
} from "@jetstreamapp/soql-parser-js";
import { parseDateTime } from "../records/instants.ts";
import type { Literal, Operator, Path, Condition as Result, SelectQuery } from "./model.ts";

/** A condition of the parser that compares something. */
export type Condition = Exclude<ConditionWithValueQuery, NegationCondition>;

/** What the translation of a condition needs from the query around it. */
export interface Surroundings {
  readonly path: (segments: readonly string[]) => Path;
  readonly refuse: (feature: string) => Error;
  readonly malformed: (reason: string) => Error;
  readonly subquery: (query: Query) => SelectQuery;
}

export function toCondition(source: Condition, around: Surroundings): Result {
  if ("fn" in source) throw around.refuse(`the function ${source.fn.functionName ?? ""} in WHERE`);
  const path = around.path(source.field.split("."));
  const { operator } = source;
  if ("valueQuery" in source) {
    return {
      kind: "in-query",
      path,
      negated: operator === "NOT IN",
      query: around.subquery(source.valueQuery),
    };
  }
  const values = Array.isArray(source.value) ? source.value : [source.value];
  const types = Array.isArray(source.literalType) ? source.literalType : values.map(() => source.literalType);
  const like = operator === "LIKE";
  const literals = values.map((value, index) => literal(value, asLiteralType(types[index]), like, around));
  switch (operator) {
    case "IN":
    case "NOT IN":
      return { kind: "in", path, negated: operator === "NOT IN", literals };
    case "INCLUDES":
    case "EXCLUDES":
      return { kind: "includes", path, negated: operator === "EXCLUDES", literals };
    default: {
      const [only] = literals;
      if (only === undefined) throw around.malformed("unexpected token: <EOF>");
      return { kind: "compare", path, operator: operators[operator], literal: only };
    }
  }
}

const operators: Readonly<Record<"=" | "!=" | "<" | ">" | "<=" | ">=" | "LIKE", Operator>> = {
  "=": "=",
  "!=": "!=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  LIKE: "like",
};

/** The parser's types nest the literal type in places where it is a single one; a list there is a shape we never see. */
function asLiteralType(type: unknown): LiteralType | undefined {
  return typeof type === "string" ? (type as LiteralType) : undefined;
}

function literal(text: string, type: LiteralType | undefined, like: boolean, around: Surroundings): Literal {
  switch (type) {
    case "STRING":
      return { kind: "text", value: unescapeText(text.slice(1, -1), like, around) };
    case "INTEGER":
    case "DECIMAL":
      return { kind: "number", value: Number(text) };
    case "BOOLEAN":
      return { kind: "boolean", value: text.toUpperCase() === "TRUE" };
    case "NULL":
      return { kind: "null" };
    case "DATE":
      return { kind: "date", value: text };
    case "DATETIME": {
      const milliseconds = parseDateTime(text);
      if (milliseconds === undefined) throw around.malformed(`unexpected token: ${text}`);
      return { kind: "datetime", milliseconds };
    }
    case "DATE_LITERAL":
    case "DATE_N_LITERAL":
      return days(text.toUpperCase(), around);
    default:
      throw around.refuse(`the literal ${text}`);
  }
}

function days(text: string, around: Surroundings): Literal {
  const [name, number] = text.split(":");
  const count = Number(number ?? 0);
  switch (name) {
    case "TODAY":
      return { kind: "days", from: 0, to: 0 };
    case "YESTERDAY":
      return { kind: "days", from: -1, to: -1 };
    case "TOMORROW":
      return { kind: "days", from: 1, to: 1 };
    case "LAST_N_DAYS":
      return { kind: "days", from: -count, to: 0 };
    case "NEXT_N_DAYS":
      return { kind: "days", from: 1, to: count };
    case "N_DAYS_AGO":
      return { kind: "days", from: -count, to: -count };
    default:
      throw around.refuse(`the date literal ${text}`);
  }
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** Any other backslash is an error; `\%` and `\_` stay escaped in LIKE, where they mean the character itself. */
function unescapeText(text: string, like: boolean, around: Surroundings): string {
  return text.replace(/\\(u[0-9A-Fa-f]{4}|[\s\S]?)/g, (whole, sequence: string) => {
    if (sequence.length === 5) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
    if (like && (sequence === "%" || sequence === "_" || sequence === "\\")) return whole;
    const character = escapes[sequence];
    if (character === undefined)
      throw around.malformed(
        `Invalid string literal '${text}'. Illegal character sequence '${whole}' in string literal.`,
      );
    return character;
  });
}
