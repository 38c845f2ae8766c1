import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  visit,
} from "yaml";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { readCodes } from "./codes.ts";
import { maximumAliases, type Range, rangeOfNode, syntaxProblems, treeProblems } from "./yaml-problems.ts";
import { decodeText, type Source } from "./yaml-text.ts";

export type { Source } from "./yaml-text.ts";

export type Path = readonly (string | number)[];

/** A YAML document whose values know where they stand. */
export interface YamlDocument {
  readonly value: unknown;
  /** The text without a byte-order mark; offsets count in it. */
  readonly text: string;
  /** Where the value at a path stands, or its key. Falls back to the nearest place around it. */
  readonly place: (path: Path, what?: "key" | "value") => Place;
}

const maximumDepth = 50;
/** The parser opens up to three things for one level: the collection, its item, and what is being read of it. */
const maximumOpen = 3 * maximumDepth;
/** After the first few mistakes a parser has lost its way. */
const mostProblems = 20;
/** So many mistakes of the smallest kind have been seen before the parser is stopped. */
const mostFaultyTokens = 1000;

/** Reads YAML text. Bad input is a finding with its place; nothing is thrown. */
export function readYaml(source: Source): {
  readonly document?: YamlDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const decoded = decodeText(source);
  if ("code" in decoded) return { diagnostics: [decoded] };
  const { file } = source;
  const { text } = decoded;
  const lines = new LineCounter();
  const documents = parse(text, lines);
  if (documents === tooDeep) return { diagnostics: [deep(file)] };
  const [first, second] = documents;
  if (first === undefined || isEmpty(first)) {
    return { diagnostics: [readCodes.finding("EMPTY", { file }, { where: { file } })] };
  }
  if (isTooDeep(first)) return { diagnostics: [deep(file)] };

  const at = ([from, to]: Range): Place => placeAt(file, lines, from, to);
  const syntax = syntaxProblems(first, text, at);
  const problems = syntax.length > 0 ? syntax : treeProblems(first, at);
  if (problems.length > 0) return { diagnostics: problems.slice(0, mostProblems) };
  if (second !== undefined) {
    const where = at([second.range[0], second.range[0] + 3]);
    return { diagnostics: [readCodes.finding("SEVERAL_DOCUMENTS", { file }, { where })] };
  }
  const value = unfold(first);
  if (value === tooManyAliases) {
    return { diagnostics: [readCodes.finding("TOO_MANY_ALIASES", { file }, { where: { file } })] };
  }
  const place = (path: Path, what: "key" | "value" = "value"): Place => {
    const range = rangeOf(first, path, what);
    return { ...(range === undefined ? { file } : at(range)), path };
  };
  return { document: { value, text, place }, diagnostics: [] };
}

const tooDeep = Symbol("too deep");

/** The first two documents: a second one is all that must be known of the rest. */
function parse(text: string, lines: LineCounter): readonly Document.Parsed[] | typeof tooDeep {
  const tokens = tokensOf(text, lines);
  if (tokens === tooDeep) return tooDeep;
  const composer = new Composer({ lineCounter: lines, uniqueKeys: false, logLevel: "silent" });
  const documents: Document.Parsed[] = [];
  // Mistakes before any document are told of an empty one.
  for (const document of composer.compose(tokens, true, text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

/**
 * What the parser makes of the text, stopped at once where it goes too deep or finds nothing but faults: the steps
 * after it descend by recursion, and describe every fault.
 */
function tokensOf(text: string, lines: LineCounter): readonly CST.Token[] | typeof tooDeep {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  let faults = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error") faults += 1;
    }
    if (parser.stack.length > maximumOpen) return tooDeep;
    if (faults > mostFaultyTokens) break;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Comments, dashes or `~`, and no mistakes. */
function isEmpty({ contents, errors, warnings }: Document.Parsed): boolean {
  const isNothing = contents === null || (isScalar(contents) && contents.value === null);
  return isNothing && errors.length + warnings.length === 0;
}

const deep = (file: string): Diagnostic =>
  readCodes.finding("TOO_DEEP", { file, maximum: maximumDepth }, { where: { file } });

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
function rangeOf(document: Document.Parsed, path: Path, what: "key" | "value"): Range | undefined {
  if (what === "key") {
    const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isNode(key) && String(key) === String(path.at(-1)))
      : undefined;
    const range = rangeOfNode(pair?.key);
    if (range !== undefined) return range;
  }
  for (let length = path.length; length > 0; length -= 1) {
    const range = rangeOfNode(document.getIn(path.slice(0, length), true));
    if (range !== undefined) return range;
  }
  return rangeOfNode(document.contents);
}

function placeAt(file: string, lines: LineCounter, from: number, to: number): Place {
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), offset };
  };
  return { file, start: at(from), end: at(to) };
}
