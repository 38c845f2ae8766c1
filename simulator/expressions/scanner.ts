import { ExpressionError } from "./expression-error.ts";
import { maximumExpressionLength, whitespace } from "./facts.ts";

/** Token kinds, by the names that the platform's messages use. */
export type TokenKind =
  | "Identifier"
  | "StringLiteral"
  | "IntegerLiteral"
  | "FloatLiteral"
  | "LeftParenthesis"
  | "RightParenthesis"
  | "LeftSquareBracket"
  | "RightSquareBracket"
  | "Comma"
  | "Dot"
  | "QuestionMark"
  | "At"
  | "EndOfData";

/** `value` is the text of a string literal with its quotes undone, else the token as written. */
export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  /** Offsets in the whole template. */
  readonly start: number;
  readonly end: number;
}

const punctuation: Readonly<Record<string, TokenKind>> = {
  "(": "LeftParenthesis",
  ")": "RightParenthesis",
  "[": "LeftSquareBracket",
  "]": "RightSquareBracket",
  ",": "Comma",
  ".": "Dot",
  "?": "QuestionMark",
  "@": "At",
};

const numberPattern = /[+-]?\d+(\.\d*)?([eE][+-]?\d+)?/y;

/**
 * All tokens of an expression, the last one EndOfData. Throws where a character cannot start or continue a token.
 * `offset` is where the expression stands in its template.
 */
export function scan(text: string, offset: number): readonly Token[] {
  if (text.length > maximumExpressionLength) {
    throw new ExpressionError(
      `The length of the template language expression is '${text.length}' characters, more than the limit of '${maximumExpressionLength}'.`,
      "limit",
      offset,
      "EXPR.TOO_LONG",
    );
  }
  const tokens: Token[] = [];
  let position = 0;
  const add = (kind: TokenKind, value: string, end: number): void => {
    tokens.push({ kind, value, start: offset + position, end: offset + end });
    position = end;
  };
  while (position < text.length) {
    const character = text.charAt(position);
    const mark = punctuation[character];
    if (whitespace.test(character)) position += 1;
    else if (mark !== undefined) add(mark, character, position + 1);
    else if (character === "'") {
      const end = endOfString(text, position, offset);
      add("StringLiteral", text.slice(position + 1, end - 1).replaceAll("''", "'"), end);
    } else if (/[+\-\d]/.test(character)) {
      const end = endOfNumber(text, position, offset);
      const number = text.slice(position, end);
      add(/[.eE]/.test(number) ? "FloatLiteral" : "IntegerLiteral", number, end);
    } else {
      const end = endOfIdentifier(text, position);
      if (end === position || character === '"') throw unexpected(text, position, offset);
      add("Identifier", text.slice(position, end), end);
    }
  }
  add("EndOfData", "", position);
  return tokens;
}

function endOfString(text: string, start: number, offset: number): number {
  let position = start + 1;
  while (true) {
    const quote = text.indexOf("'", position);
    if (quote === -1) {
      throw new ExpressionError(
        `The template language expression '${text}' is not valid: the string literal at position '${start}' is not terminated.`,
        "syntax",
        offset + start,
      );
    }
    if (text.charAt(quote + 1) !== "'") return quote + 1;
    position = quote + 2;
  }
}

function endOfNumber(text: string, start: number, offset: number): number {
  numberPattern.lastIndex = start;
  const end = numberPattern.test(text) ? numberPattern.lastIndex : start;
  if (end === start || endOfIdentifier(text, end) > end) throw unexpected(text, end, offset);
  return end;
}

function endOfIdentifier(text: string, start: number): number {
  let end = start;
  while (end < text.length && isIdentifierCharacter(text.charAt(end))) end += 1;
  return end;
}

function isIdentifierCharacter(character: string): boolean {
  return !".,(){}@[]?'".includes(character) && !whitespace.test(character);
}

function unexpected(text: string, position: number, offset: number): ExpressionError {
  const character = text.charAt(position);
  return new ExpressionError(
    `The template language expression '${text}' is not valid: the string character '${character}' at position '${position}' is not expected.`,
    "syntax",
    offset + position,
  );
}
