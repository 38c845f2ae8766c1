import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { fault } from "../fault.ts";
import type { Condition, Literal, Operator, Order, Path } from "../query/model.ts";
import { isDate, parseDateTime } from "../records/instants.ts";

type Token = { readonly kind: "text" | "word" | "symbol"; readonly text: string };

const tokenForm = /\s+|'(?<text>(?:[^']|'')*)'|(?<symbol>[(),])|(?<word>[^\s(),']+)/gy;
const comparisons: Readonly<Record<string, Operator>> = {
  eq: "=",
  ne: "!=",
  gt: ">",
  ge: ">=",
  lt: "<",
  le: "<=",
};
const maximumDepth = 50;

/**
 * Reads the part of OData's $filter that the connector is known to take. A quote within a text is doubled.
 * What is no OData is the connector's 400; what is OData but not known here ends the run.
 */
export function parseFilter(filter: string): Condition {
  const tokens = scan(filter);
  let position = 0;
  const peek = (): string | undefined => {
    const token = tokens[position];
    return token?.kind === "text" ? undefined : token?.text.toLowerCase();
  };
  const take = (text: string): boolean => {
    if (peek() !== text) return false;
    position += 1;
    return true;
  };
  const refuse = (feature: string): Failure =>
    new Failure(emulatorCodes.finding("FILTER_UNSUPPORTED", { feature, filter }));

  function joined(depth: number, word: "or" | "and", operand: (depth: number) => Condition): Condition {
    const parts = [operand(depth)];
    while (take(word)) parts.push(operand(depth));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: word === "or" ? "any" : "all", parts };
  }
  const or = (depth: number): Condition => joined(depth, "or", and);
  const and = (depth: number): Condition => joined(depth, "and", unary);
  function unary(depth: number): Condition {
    if (depth > maximumDepth) throw refuse("more than 50 levels");
    if (take("not")) return { kind: "not", part: unary(depth + 1) };
    if (take("(")) {
      const inner = or(depth + 1);
      if (!take(")")) throw invalid(filter);
      return inner;
    }
    return comparison();
  }
  function comparison(): Condition {
    const name = word();
    if (peek() === "(") return functionCall(name);
    const operator = comparisons[word().toLowerCase()];
    if (operator === undefined) throw refuse(`the operator after ${name}`);
    return { kind: "compare", path: pathOf(name), operator, literal: literal() };
  }
  function functionCall(name: string): Condition {
    const lower = name.toLowerCase();
    if (lower !== "startswith" && lower !== "endswith" && lower !== "contains")
      throw refuse(`the function ${name}`);
    take("(");
    const path = pathOf(word());
    if (!take(",")) throw invalid(filter);
    const value = literal();
    if (value.kind !== "text" || !take(")")) throw invalid(filter);
    if (take("eq") && !take("true")) throw refuse(`${name} compared with something but true`);
    const text = value.value.replace(/[\\%_]/g, "\\$&");
    const pattern = `${lower === "startswith" ? "" : "%"}${text}${lower === "endswith" ? "" : "%"}`;
    return { kind: "compare", path, operator: "like", literal: { kind: "text", value: pattern } };
  }
  function word(): string {
    const token = tokens[position];
    position += 1;
    if (token?.kind !== "word") throw invalid(filter);
    return token.text;
  }
  function literal(): Literal {
    const token = tokens[position];
    position += 1;
    if (token?.kind === "text") return { kind: "text", value: token.text };
    if (token?.kind !== "word") throw invalid(filter);
    const value = readLiteral(token.text);
    if (value === undefined) throw refuse(`the value ${token.text}`);
    return value;
  }

  const condition = or(0);
  if (position < tokens.length) throw invalid(filter);
  return condition;
}

/** Reads $orderby: `Name desc, CreatedDate`. */
export function parseOrderBy(text: string): readonly Order[] {
  return text.split(",").map((part) => {
    const [name = "", direction = "asc", ...more] = part.trim().split(/\s+/);
    const lower = direction.toLowerCase();
    if (name === "" || more.length > 0 || (lower !== "asc" && lower !== "desc")) throw invalid(text);
    return { path: pathOf(name), descending: lower === "desc", nullsLast: false };
  });
}

const pathOf = (name: string): Path => name.split("/");

function readLiteral(text: string): Literal | undefined {
  const lower = text.toLowerCase();
  if (lower === "null") return { kind: "null" };
  if (lower === "true" || lower === "false") return { kind: "boolean", value: lower === "true" };
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return { kind: "number", value: Number(text) };
  if (isDate(text)) return { kind: "date", value: text };
  const milliseconds = parseDateTime(text);
  return milliseconds === undefined ? undefined : { kind: "datetime", milliseconds };
}

function scan(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < filter.length) {
    const found = tokenForm.exec(filter);
    if (found === null) throw invalid(filter);
    const { text, symbol, word } = found.groups ?? {};
    if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'") });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
  }
  return tokens;
}

function invalid(filter: string): Error {
  return fault(400, "INVALID_FILTER", `The expression is not valid: ${filter}`);
}
