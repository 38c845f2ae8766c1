import { parseDateTime } from "../records/instants.ts";
import type { Condition, Literal, SelectQuery } from "./model.ts";

/** A query whose texts and moments are numbered in place of being written out, and what they were. */
export interface QueryShape {
  readonly text: string;
  readonly values: readonly string[];
}

const valueForm = /'([^'\\\r\n]*)'|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z\b/g;

/**
 * Takes the values out of a query. Flows ask the same few questions about ever other records and moments, so that the
 * parser needs to see each question only once. Undefined where a text has escapes, whose meaning the parser decides.
 */
export function shapeOf(query: string): QueryShape | undefined {
  if (query.includes("\\")) return undefined;
  const values: string[] = [];
  const text = query.replace(valueForm, (written: string, inside: string | undefined) => {
    const index = values.push(inside ?? written) - 1;
    return inside === undefined ? `${new Date(index * 1000).toISOString().slice(0, 19)}Z` : `'${index}'`;
  });
  return { text, values };
}

/** The query that a parsed shape stands for; `text` is the query as written. Undefined where a moment is none. */
export function fillShape(
  parsed: SelectQuery,
  { values }: QueryShape,
  text: string,
): SelectQuery | undefined {
  let isWhole = true;
  const literal = (given: Literal): Literal => {
    if (given.kind === "text") return { kind: "text", value: values[Number(given.value)] ?? "" };
    if (given.kind !== "datetime") return given;
    const milliseconds = parseDateTime(values[given.milliseconds / 1000] ?? "");
    isWhole &&= milliseconds !== undefined;
    return { kind: "datetime", milliseconds: milliseconds ?? 0 };
  };
  const condition = (given: Condition): Condition => {
    switch (given.kind) {
      case "all":
      case "any":
        return { ...given, parts: given.parts.map(condition) };
      case "not":
        return { ...given, part: condition(given.part) };
      case "compare":
        return { ...given, literal: literal(given.literal) };
      case "in":
      case "includes":
        return { ...given, literals: given.literals.map(literal) };
      case "in-query":
        return { ...given, query: query(given.query) };
    }
  };
  const query = (given: SelectQuery): SelectQuery => ({
    ...given,
    columns: given.columns.map((column) =>
      column.kind === "children" ? { ...column, query: query(column.query) } : column,
    ),
    where: given.where === undefined ? undefined : condition(given.where),
    text,
  });
  const filled = query(parsed);
  return isWhole ? filled : undefined;
}
