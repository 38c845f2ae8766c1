import { type JsonReading, parseJson } from "./parse-json.ts";

/**
 * Reads JSON as the platform's library does, and JSON.parse does not: with comments, commas behind the last member,
 * control characters in texts, and blanks of every kind. Published connectors have all of them.
 */
export function parseLooseJson(text: string): JsonReading {
  return parseJson(strict(text.replace(/^\u{feff}/u, "")));
}

/**
 * The text as a strict reader takes it. One pass, whatever the text is, and a piece only for what is changed: it may
 * have been made to exhaust us.
 */
function strict(text: string): string {
  const pieces: string[] = [];
  /** Where what is not yet among the pieces begins. */
  let rest = 0;
  const replace = (from: number, end: number, by: string): void => {
    pieces.push(text.slice(rest, from), by);
    rest = end;
  };
  /** A comma with nothing but blanks behind it, and its piece where it has one. */
  let comma: { readonly at: number; readonly piece?: number } | undefined;
  for (let at = 0; at < text.length; ) {
    const { kind, end } = partAt(text, at);
    const start = at;
    at = end;
    if (kind === "blank") {
      if (end === start + 1 && " \n\r\t".includes(text.charAt(start))) continue;
      if (comma !== undefined && comma.piece === undefined) {
        replace(comma.at, comma.at + 1, ",");
        comma = { at: comma.at, piece: pieces.length - 1 };
      }
      replace(start, end, " ");
      continue;
    }
    const mark = text.charAt(start);
    if (comma !== undefined && (mark === "]" || mark === "}")) {
      if (comma.piece === undefined) replace(comma.at, comma.at + 1, " ");
      else pieces[comma.piece] = " ";
    }
    comma = mark === "," ? { at: start } : undefined;
    if (kind !== "text") continue;
    const part = text.slice(start, end);
    if (part.search(control) !== -1) replace(start, end, part.replace(control, escaped));
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(rest);
}

interface Part {
  readonly kind: "blank" | "text" | "other";
  readonly end: number;
}

/** A text in quotes, a comment or blanks, a mark of structure, or whatever stands between those. */
function partAt(text: string, at: number): Part {
  const character = text.charAt(at);
  if (character === '"') return { kind: "text", end: endOfText(text, at) };
  if (text.startsWith("//", at)) return { kind: "blank", end: found(text, "\n", at) };
  if (text.startsWith("/*", at)) return { kind: "blank", end: found(text, "*/", at + 2) };
  if (blank.test(character)) return { kind: "blank", end: at + 1 };
  if ("{}[],:/".includes(character)) return { kind: "other", end: at + 1 };
  word.lastIndex = at;
  word.test(text);
  return { kind: "other", end: Math.max(word.lastIndex, at + 1) };
}

const blank = /\s/;
const word = /[^\s"{}[\],:/]+/y;
/** Whatever comes before the space among the characters. */
const control = /[^ -\u{10ffff}]/gu;

/** Behind the mark, or the end where there is none. */
function found(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === '"') return at + 1;
  }
  return text.length;
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
