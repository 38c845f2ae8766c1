import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { Place, Position } from "../../generator/diagnostics/diagnostic.ts";
import type { FoundExpression } from "./find-expressions.ts";

/** The text of a flow file, and the name under which findings speak of it. */
export interface FlowSource {
  readonly file: string;
  readonly text: string;
}

/** Says where in its file the character at `offset` of an expression stands. */
export type Locate = (found: FoundExpression, offset: number) => Place;

/** Finds places by parsing the file once more, with positions; only when the first one is asked for. */
export function locator(source: FlowSource): Locate {
  let parsed: ParsedFile | undefined;
  return (found, offset) => {
    parsed ??= parseWithPositions(source.text);
    return placeOf(source, parsed, found, offset);
  };
}

interface ParsedFile {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** YAML holds JSON, and its parser knows where every value stands. */
function parseWithPositions(text: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return { document, lines };
}

function placeOf(
  source: FlowSource,
  { document, lines }: ParsedFile,
  found: FoundExpression,
  offset: number,
): Place {
  const path = found.pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const parent = path.slice(0, -1).map(index);
  const key = path.at(-1) ?? "";
  const node =
    found.where === "value"
      ? document.getIn([...parent, index(key)], true)
      : keyNode(document.getIn(parent, true), key);
  const range = isNode(node) ? node.range : undefined;
  const place = { file: source.file, path };
  if (range === undefined || range === null) return place;
  const raw = source.text.slice(range[0] + 1, range[1] - 1);
  const start = range[0] + 1 + rawOffset(raw, offset);
  return { ...place, start: position(lines, start), end: position(lines, range[1] - 1) };
}

function index(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

function keyNode(holder: unknown, key: string): unknown {
  if (typeof holder !== "object" || holder === null || !("items" in holder)) return undefined;
  const pairs = Array.isArray(holder.items) ? holder.items : [];
  return pairs.map((pair: { readonly key?: unknown }) => pair.key).find((each) => String(each) === key);
}

/** Where the character at `offset` of a text stands in its JSON spelling. */
function rawOffset(raw: string, offset: number): number {
  let position = 0;
  for (let count = 0; count < offset && position < raw.length; count += 1) {
    position += raw.charAt(position) !== "\\" ? 1 : raw.charAt(position + 1) === "u" ? 6 : 2;
  }
  return position;
}

function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, offset };
}
