import { type JsonReading, parseJson } from "./parse-json.ts";

/**
 * Reads JSON as the platform's library does, and JSON.parse does not: with comments, commas behind the last member,
 * control characters in texts, and blanks of every kind. Published connectors have all of them.
 */
export function parseLooseJson(text: string): JsonReading {
  return parseJson(strict(text.replace(/^\u{feff}/u, "")));
}

/** The text as a strict reader takes it. One pass, whatever the text is: it may have been made to exhaust us. */
function strict(text: string): string {
  const pieces: string[] = [];
  /** The piece that is a comma with nothing but blanks behind it. */
  let comma: number | undefined;
  for (let at = 0; at < text.length; ) {
    const { kind, end } = partAt(text, at);
    const part = text.slice(at, end);
    at = end;
    if (kind === "blank") {
      pieces.push(" ");
      continue;
    }
    if (comma !== undefined && (part === "]" || part === "}")) pieces[comma] = " ";
    comma = part === "," ? pieces.length : undefined;
    pieces.push(kind === "text" ? part.replace(control, escaped) : part);
  }
  return pieces.join("");
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
