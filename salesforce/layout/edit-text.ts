import { type Element, printElements } from "../metadata/element.ts";
import type { Node } from "./read-tree.ts";

/** A change of a text: what stands between two offsets gives way. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.from - one.from)
    .reduce((result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to), text);
}

/** Elements before the place of another, written as the file writes: its line ends, its indentation. */
export function insertBefore(text: string, node: Node, elements: readonly Element[]): Edit {
  const from = lineStart(text, node.start);
  return { from, to: from, insert: written(text, node, elements) };
}

/** The same, behind it. */
export function insertAfter(text: string, node: Node, elements: readonly Element[]): Edit {
  const from = lineEnd(text, node.end);
  return { from, to: from, insert: written(text, node, elements) };
}

/** Cuts an element out with the line it stands on, as if it had never been there. */
export function cut(text: string, node: Node): Edit {
  const from = lineStart(text, node.start);
  // Without a line of its own before it, the line end behind it belongs to others.
  const ownsLine = from === 0 || text[from - 1] === "\n";
  return { from, to: ownsLine ? lineEnd(text, node.end) : node.end, insert: "" };
}

function written(text: string, node: Node, elements: readonly Element[]): string {
  const start = lineStart(text, node.start);
  const standsOnLine = start === 0 || text[start - 1] === "\n";
  if (!standsOnLine) return printElements(elements, { indent: "", step: "", lineEnd: "" });
  const indent = text.slice(start, node.start);
  const step = indent.includes("\t") ? "\t" : "    ";
  return printElements(elements, { indent, step, lineEnd: text.includes("\r\n") ? "\r\n" : "\n" });
}

/** Where the line of an element begins, if nothing but blanks stands before it; else the element itself. */
function lineStart(text: string, offset: number): number {
  const begin = text.lastIndexOf("\n", offset - 1) + 1;
  return begin > 0 && /^[ \t]*$/.test(text.slice(begin, offset)) ? begin : offset;
}

/** Behind the line end that follows, if there is nothing else on the line. */
function lineEnd(text: string, offset: number): number {
  const rest = /^[ \t]*\r?\n/.exec(text.slice(offset));
  return rest === null ? offset : offset + rest[0].length;
}
