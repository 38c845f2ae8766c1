import { isCollection, isNode, parse, parseDocument } from "yaml";
import { assert } from "../diagnostics/failure.ts";
import type { Path } from "../spec/yaml-document.ts";

/** What is put in the place of a value of a document. */
export type Edit =
  | { readonly path: Path; readonly value: string | number | boolean }
  /** A value as it is to stand in the text. */
  | { readonly path: Path; readonly text: string }
  /** Items as they stand in the text, without the dash. What is said beside the first item stays. */
  | { readonly path: Path; readonly items: readonly string[] };

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Replaces values where they stand: every other character of the text, comments and alignment included, stays as it is.
 * Printing the document anew would move comments and break lines elsewhere.
 */
export function editYaml(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text);
  const splices = edits.map((edit): Splice => {
    const node = document.getIn(edit.path, true);
    assert(isNode(node) && node.range != null, `there is nothing at ${edit.path.join(".")} to replace`);
    const [start, end] = node.range;
    if ("text" in edit) return { start, end, text: edit.text };
    if ("value" in edit) return { start, end, text: scalarText(edit.value) };
    assert(isCollection(node), `${edit.path.join(".")} is no list`);
    return replaceItems(text, node.items, edit.items);
  });
  return splices
    .toSorted((one, other) => other.start - one.start)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}

function replaceItems(text: string, nodes: readonly unknown[], items: readonly string[]): Splice {
  const ranges = nodes.map((node) => {
    assert(isNode(node) && node.range != null, "an item of the list has no place");
    return node.range;
  });
  const [first] = ranges;
  const last = ranges.at(-1);
  assert(first !== undefined && last !== undefined, "a list without items has no place for them");
  const [start, firstEnd] = first;
  const lineEnd = text.indexOf("\n", firstEnd);
  const comment = text.slice(firstEnd, lineEnd < 0 ? text.length : lineEnd);
  const dash = text.lastIndexOf("\n", start) + 1;
  const [head = "", ...rest] = items;
  const lines = [`${head}${comment}`, ...rest.map((item) => `${text.slice(dash, start)}${item}`)];
  return { start, end: Math.max(last[1], firstEnd + comment.length), text: lines.join("\n") };
}

/** A value as YAML writes it, in flow lists and maps as well as on a line of its own. */
export function scalarText(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const isPlain =
    /^[A-Za-z0-9](?:[A-Za-z0-9 _./+&()-]*[A-Za-z0-9_./)])?$/.test(value) && parse(value) === value;
  return isPlain ? value : JSON.stringify(value);
}
