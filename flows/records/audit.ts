import { call, type Expression, type Operand } from "../kit/expression.ts";
import {
  and,
  concat,
  cut,
  empty,
  endsWith,
  first,
  length,
  lineFeed,
  orEmpty,
  replace,
  skip,
  split,
  startsWith,
  string,
  utcNow,
  when,
} from "../kit/functions.ts";

const stampLength = "yyyy-MM-dd HH:mm - ".length;

/**
 * The audit with a line in front of it, newest first, the old end cut off. A line that says the same as the newest
 * one replaces it, with the new time and how often it was said: "text (3)".
 */
export function auditWith(audit: Expression, line: Operand, maximum: number): Expression {
  const old = orEmpty(audit);
  const newest = first(split(old, lineFeed));
  const said = skip(newest, stampLength);
  const count = skip(said, length(line));
  const number = replace(replace(count, " (", ""), ")", "");
  const again = and(
    startsWith(said, line),
    when(empty(count), true, and(startsWith(count, " ("), endsWith(count, ")"), call("isInt", number))),
  );
  const repeated = concat(
    line,
    " (",
    when(empty(count), "2", string(call("add", call("int", number), 1))),
    ")",
    skip(old, length(newest)),
  );
  const rest = when(empty(old), "", concat(lineFeed, old));
  return cut(concat(utcNow("yyyy-MM-dd HH:mm"), " - ", when(again, repeated, concat(line, rest))), maximum);
}
