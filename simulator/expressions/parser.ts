import { assert } from "../../generator/diagnostics/failure.ts";
import { ExpressionError } from "./expression-error.ts";
import { maximumDepth } from "./facts.ts";
import { scan, type Token, type TokenKind } from "./scanner.ts";
import type { AccessExpression, CallExpression, Expression } from "./syntax.ts";

/** Parses what stands behind `@` or inside `@{}`; `offset` is where it stands in its template. */
export function parseExpression(text: string, offset = 0): Expression {
  return new Parser(text, scan(text, offset)).parse();
}

/** Recursive descent over the tokens of one expression. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#expression(1);
    this.#expect("EndOfData");
    return expression;
  }

  #expression(depth: number): Expression {
    this.#checkDepth(depth);
    // Older designers wrote `@not(@equals(1, 2))`; the platform still takes the inner mark.
    if (depth > 1) this.#take("At");
    const token = this.#current();
    const { start, end } = token;
    switch (token.kind) {
      case "StringLiteral":
        this.#position += 1;
        return { kind: "text", value: token.value, start, end };
      case "IntegerLiteral":
      case "FloatLiteral":
        this.#position += 1;
        return { kind: "number", text: token.value, start, end };
      case "Identifier": {
        const constant = constants.get(token.value.toLowerCase());
        if (constant === undefined) return this.#accesses(this.#call(depth), depth);
        this.#position += 1;
        return { kind: "constant", value: constant, start, end };
      }
      default:
        throw this.#unexpected("Identifier");
    }
  }

  #call(depth: number): CallExpression {
    const name = this.#expect("Identifier");
    this.#expect("LeftParenthesis");
    const operands: Expression[] = [];
    let close = this.#take("RightParenthesis");
    while (close === undefined) {
      operands.push(this.#expression(depth + 1));
      if (this.#take("Comma") === undefined) close = this.#expect("RightParenthesis");
    }
    return { kind: "call", name: name.value, arguments: operands, start: name.start, end: close.end };
  }

  #accesses(target: CallExpression, depth: number): CallExpression | AccessExpression {
    let result: CallExpression | AccessExpression = target;
    let length = depth;
    while (true) {
      const safe = this.#take("QuestionMark") !== undefined;
      const dotted = this.#take("Dot") !== undefined;
      if (!dotted && this.#take("LeftSquareBracket") === undefined) {
        if (safe) throw this.#unexpected("LeftSquareBracket");
        return result;
      }
      length += 1;
      this.#checkDepth(length);
      const key: Expression = dotted ? this.#dottedName() : this.#expression(length);
      const end: number = dotted ? key.end : this.#expect("RightSquareBracket").end;
      result = { kind: "access", target: result, key, safe, dotted, start: target.start, end };
    }
  }

  #dottedName(): Expression {
    const { value, start, end } = this.#expect("Identifier");
    return { kind: "text", value, start, end };
  }

  #current(): Token {
    const token = this.#tokens[this.#position];
    assert(token !== undefined, "the parser went beyond the end of data");
    return token;
  }

  #take(kind: TokenKind): Token | undefined {
    const token = this.#current();
    if (token.kind !== kind) return undefined;
    if (kind !== "EndOfData") this.#position += 1;
    return token;
  }

  #expect(kind: TokenKind): Token {
    const token = this.#take(kind);
    if (token === undefined) throw this.#unexpected(kind);
    return token;
  }

  #unexpected(expected: TokenKind): ExpressionError {
    const actual = this.#current();
    return new ExpressionError(
      `Unable to parse template language expression '${this.#text}': expected token '${expected}' and actual token '${actual.kind}'.`,
      "syntax",
      actual.start,
    );
  }

  #checkDepth(depth: number): void {
    if (depth <= maximumDepth) return;
    throw new ExpressionError(
      `The template language expression is nested deeper than the limit of '${maximumDepth}' levels.`,
      "limit",
      this.#current().start,
      "EXPR.TOO_DEEP",
    );
  }
}

const constants: ReadonlyMap<string, true | false | null> = new Map<string, true | false | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
