import {
  type Document,
  isCollection,
  isMap,
  isNode,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from "yaml";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { readCodes } from "./codes.ts";

/** The text of a file, and the name under which findings speak of it. */
export interface Source {
  readonly file: string;
  readonly text: string | Uint8Array;
}

export type Path = readonly (string | number)[];

/** A YAML document whose values know where they stand. */
export interface YamlDocument {
  readonly value: unknown;
  /** The text with LF line ends and without a byte-order mark; offsets count in it. */
  readonly text: string;
  /** Where the value at a path stands, or its key. Falls back to the nearest place around it. */
  readonly place: (path: Path, what?: "key" | "value") => Place;
}

/** A mapping has a few kilobytes; ten times a large one. */
export const maximumBytes = 1_000_000;
const maximumDepth = 50;
const maximumAliases = 100;
/** After the first few mistakes a parser has lost its way. */
const mostProblems = 20;

/** Reads YAML text. Bad input is a finding with its place; nothing is thrown. */
export function readYaml(source: Source): {
  readonly document?: YamlDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const decoded = decode(source);
  if ("code" in decoded) return { diagnostics: [decoded] };
  const { file } = source;
  const { text } = decoded;
  const lines = new LineCounter();
  const documents = parse(text, lines);
  if (documents === tooDeep) return { diagnostics: [deep(file)] };
  const [first, second] = documents;
  if (first === undefined || first.contents === null) {
    return { diagnostics: [readCodes.finding("EMPTY", { file }, { where: { file } })] };
  }
  if (isTooDeep(first)) return { diagnostics: [deep(file)] };
  const problems = first.errors.slice(0, mostProblems).map((error) => problem(file, text, lines, error));
  if (problems.length === 0 && second !== undefined) {
    const where = placeAt(file, lines, second.range[0], second.range[0] + 3);
    problems.push(readCodes.finding("SEVERAL_DOCUMENTS", { file }, { where }));
  }
  if (problems.length > 0) return { diagnostics: problems };
  const value = unfold(first);
  if (value === tooManyAliases) {
    return { diagnostics: [readCodes.finding("TOO_MANY_ALIASES", { file }, { where: { file } })] };
  }
  const place = (path: Path, what: "key" | "value" = "value"): Place => {
    const range = rangeOf(first, path, what);
    return { ...(range === undefined ? { file } : placeAt(file, lines, range[0], range[1])), path };
  };
  return { document: { value, text, place }, diagnostics: [] };
}

const tooDeep = Symbol("too deep");

function parse(text: string, lines: LineCounter): readonly Document.Parsed[] | typeof tooDeep {
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    return "empty" in documents ? [] : documents;
  } catch (error) {
    // The parser descends by recursion; thousands of levels exhaust the stack before anything can be counted.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

const deep = (file: string): Diagnostic =>
  readCodes.finding("TOO_DEEP", { file, maximum: maximumDepth }, { where: { file } });

function decode({ file, text }: Source): Diagnostic | { readonly text: string } {
  const where = { where: { file } };
  const bytes = typeof text === "string" ? text.length : text.byteLength;
  if (bytes > maximumBytes) {
    return readCodes.finding("TOO_LARGE", { file, bytes, maximum: maximumBytes }, where);
  }
  let decoded: string;
  try {
    decoded =
      typeof text === "string"
        ? text
        : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    return readCodes.finding("NOT_TEXT", { file, reason: "it holds bytes that are no characters" }, where);
  }
  const plain = decoded.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  if (plain.includes("\0"))
    return readCodes.finding("NOT_TEXT", { file, reason: "it holds NUL characters" }, where);
  if (plain.trim() === "") return readCodes.finding("EMPTY", { file }, where);
  return { text: plain };
}

interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function problem(file: string, text: string, lines: LineCounter, error: YamlProblem): Diagnostic {
  const where = placeAt(file, lines, error.pos[0], error.pos[1]);
  const details = { where };
  if (error.code === "TAB_AS_INDENT" || text.charAt(error.pos[0]) === "\t")
    return readCodes.finding("TABS", {}, details);
  if (error.code === "DUPLICATE_KEY") {
    const key = text.slice(error.pos[0], error.pos[1]).split(/[:\n]/)[0] ?? "";
    return readCodes.finding("DUPLICATE_KEY", { key }, details);
  }
  return readCodes.finding("INVALID", { reason: error.message }, details);
}

const tooManyAliases = Symbol("too many aliases");

function unfold(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: maximumAliases });
  } catch (error) {
    if (error instanceof ReferenceError) return tooManyAliases;
    throw error;
  }
}

function isTooDeep(document: Document.Parsed): boolean {
  let isDeep = false;
  visit(document, {
    Collection: (_, __, path) => {
      isDeep = path.filter(isCollection).length >= maximumDepth;
      return isDeep ? visit.BREAK : undefined;
    },
  });
  return isDeep;
}

/** The offsets of the value at a path, of its key, or of the nearest thing around it. */
function rangeOf(
  document: Document.Parsed,
  path: Path,
  what: "key" | "value",
): readonly [number, number] | undefined {
  if (what === "key") {
    const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isNode(key) && String(key) === String(path.at(-1)))
      : undefined;
    if (isNode(pair?.key)) return ends(pair.key);
  }
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return ends(node);
  }
  return document.contents === null ? undefined : ends(document.contents);
}

function ends(node: Node): readonly [number, number] | undefined {
  return node.range === undefined || node.range === null ? undefined : [node.range[0], node.range[1]];
}

function placeAt(file: string, lines: LineCounter, from: number, to: number): Place {
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), offset };
  };
  return { file, start: at(from), end: at(to) };
}
