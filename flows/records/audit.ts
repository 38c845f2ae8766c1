import { longestLine } from "../customize/inputs.ts";
import { platform } from "../facts.ts";
import { call, type Expression } from "../kit/expression.ts";
import {
  add,
  concat,
  contains,
  empty,
  first,
  length,
  lineFeed,
  orEmpty,
  replace,
  skip,
  split,
  take,
  trim,
  utcNow,
  when,
} from "../kit/functions.ts";

const stampLength = "yyyy-MM-dd HH:mm - ".length;

/**
 * The audit with a line in front of it, newest first, the old end cut off. A line that says the same as the newest
 * one replaces it, with the new time and how often it was said: "text (3)".
 */
export function auditWith(audit: Expression, line: Expression, maximum: number): Expression {
  // What is joined has to stay within the platform's bound, the old end included.
  const old = take(orEmpty(audit), Math.min(maximum, platform.textLength - longestLine - 100));
  const newest = first(split(old, lineFeed));
  // What is left of the newest line without these words: nothing, or the count behind them.
  const rest = replace(skip(newest, stampLength), line, "");
  const count = replace(replace(rest, " (", ""), ")", "");
  const times = when(
    contains(newest, line),
    when(empty(rest), 1, when(call("isInt", count), call("int", count), 0)),
    0,
  );
  const behind = when(
    call("greater", times, 0),
    concat(" (", add(times, 1), ")", skip(old, length(newest))),
    concat(lineFeed, old),
  );
  return take(trim(concat(utcNow("yyyy-MM-dd HH:mm - "), line, behind)), maximum);
}
