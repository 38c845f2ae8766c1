import { call, type Expression, get } from "./expression.ts";
import {
  coalesce,
  concat,
  constant,
  first,
  join,
  lineFeed,
  replace,
  skip,
  sort,
  split,
  union,
} from "./functions.ts";

// Some steps make several things of each element of a list. They give them as lines of one text, each with a mark in
// front, `4 {"op":…}`. Sorted, the lines of one mark stand together; bare marks are the borders between them.

/** The lines of one mark, each with a line feed and the mark in front; nothing where there are none. */
function markedLines(texts: Expression, mark: number, marks: number): Expression {
  const borders = Array.from({ length: marks + 1 }, (_, index) => borderOf(index + 1));
  const lines = sort(union(constant(borders), split(join(texts, lineFeed), lineFeed)));
  const all = concat(lineFeed, join(lines, lineFeed), lineFeed);
  const after = get(split(all, concat(lineFeed, borderOf(mark), lineFeed)), 1);
  return first(split(concat(lineFeed, after), concat(lineFeed, borderOf(mark + 1), lineFeed)));
}

/** Marks are digits; behind the last of them comes a letter, because 10 would be sorted between 1 and 2. */
const borderOf = (mark: number): string => (mark < 10 ? String(mark) : "a");

/** The lines of one mark without it, joined by a separator. */
export function joinMarked(
  texts: Expression,
  mark: number,
  marks: number,
  separator: "," | "; " | "line feed",
): Expression {
  const by = separator === "line feed" ? lineFeed : separator;
  const length = separator === "; " ? 2 : 1;
  return skip(replace(markedLines(texts, mark, marks), concat(lineFeed, `${mark} `), by), length);
}

/** Whether any text of the list has a line that begins so. */
export function hasLine(texts: Expression, start: string): Expression {
  return call("contains", join(texts, lineFeed), concat(lineFeed, start));
}

/** What a Select or filter gave, or nothing where it did not run. */
export const listOf = (list: Expression): Expression => coalesce(list, constant([]));
