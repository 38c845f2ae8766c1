import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";

/** A validation rule's formula, as far as the emulator knows formulas. */
export type Formula =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "field"; readonly path: string }
  | { readonly kind: "permission"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Formula[] }
  | {
      readonly kind: "compare";
      readonly operator: Comparison;
      readonly left: Formula;
      readonly right: Formula;
    };

export type Comparison = "=" | "<>" | "<" | ">" | "<=" | ">=";

/** Functions and how many arguments they take. */
const functions: Readonly<Record<string, readonly [least: number, most: number]>> = {
  AND: [1, 50],
  OR: [1, 50],
  NOT: [1, 1],
  ISCHANGED: [1, 1],
  PRIORVALUE: [1, 1],
  ISNEW: [0, 0],
  ISCLONE: [0, 0],
  ISBLANK: [1, 1],
  ISPICKVAL: [2, 2],
  TEXT: [1, 1],
  LEN: [1, 1],
};

/** Formulas deeper than this are refused rather than followed. */
const maximumDepth = 60;

type Token = { readonly kind: "name" | "text" | "number" | "symbol"; readonly text: string };

const tokenForm =
  /\s+|\/\*[\s\S]*?\*\/|(?<name>\$?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?)|(?<symbol><>|!=|==|<=|>=|&&|\|\||[(),=<>!])/gy;

/** Parses a formula; anything outside the known subset ends the run with EMU_SF.FORMULA_UNSUPPORTED. */
export function parseFormula(rule: string, source: string): Formula {
  const refuse = (feature: string): Failure =>
    new Failure(emulatorCodes.finding("FORMULA_UNSUPPORTED", { rule, feature }));
  const tokens = scan(source, refuse);
  let position = 0;
  const peek = (): Token | undefined => tokens[position];
  const take = (text: string): boolean => {
    const found = peek()?.kind === "symbol" && peek()?.text === text;
    if (found) position += 1;
    return found;
  };

  const or = (depth: number): Formula => infix(depth, and, ["||"], "OR");
  const and = (depth: number): Formula => infix(depth, comparison, ["&&"], "AND");
  function infix(
    depth: number,
    operand: (depth: number) => Formula,
    symbols: readonly string[],
    name: string,
  ): Formula {
    let left = operand(depth);
    while (symbols.some((symbol) => take(symbol))) {
      left = { kind: "call", name, args: [left, operand(depth)] };
    }
    return left;
  }
  function comparison(depth: number): Formula {
    const left = unary(depth);
    const token = peek();
    if (token?.kind !== "symbol") return left;
    const operator = comparisons[token.text];
    if (operator === undefined) return left;
    position += 1;
    return { kind: "compare", operator, left, right: unary(depth) };
  }
  function unary(depth: number): Formula {
    if (depth > maximumDepth) throw refuse("more than 60 levels");
    if (take("!")) return { kind: "call", name: "NOT", args: [unary(depth + 1)] };
    if (take("(")) {
      const inner = or(depth + 1);
      if (!take(")")) throw refuse("an unclosed parenthesis");
      return inner;
    }
    const token = peek();
    position += 1;
    if (token === undefined) throw refuse("an unfinished expression");
    if (token.kind === "text") return { kind: "text", value: unquote(token.text) };
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "symbol") throw refuse(token.text);
    return named(token.text, depth);
  }
  function named(name: string, depth: number): Formula {
    if (!take("(")) return reference(name, refuse);
    const upper = name.toUpperCase();
    const arity = functions[upper];
    if (arity === undefined) throw refuse(`the function ${upper}`);
    const args: Formula[] = [];
    if (!take(")")) {
      do args.push(or(depth + 1));
      while (take(","));
      if (!take(")")) throw refuse("an unclosed parenthesis");
    }
    if (args.length < arity[0] || args.length > arity[1])
      throw refuse(`${upper} with ${args.length} arguments`);
    return { kind: "call", name: upper, args };
  }

  const formula = or(0);
  const rest = peek();
  if (rest !== undefined) throw refuse(rest.text);
  return formula;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "==": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
};

function reference(name: string, refuse: (feature: string) => Failure): Formula {
  const lower = name.toLowerCase();
  if (lower === "true" || lower === "false") return { kind: "boolean", value: lower === "true" };
  if (lower === "null") return { kind: "null" };
  if (lower.startsWith("$permission."))
    return { kind: "permission", name: lower.slice("$permission.".length) };
  if (name.startsWith("$")) throw refuse(`the global ${name}`);
  if (name.includes(".")) throw refuse(`the parent path ${name}`);
  return { kind: "field", path: name };
}

function scan(source: string, refuse: (feature: string) => Failure): readonly Token[] {
  const tokens: Token[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < source.length) {
    const at = tokenForm.lastIndex;
    const match = tokenForm.exec(source);
    if (match === null) throw refuse(`the character ${source.charAt(at)}`);
    for (const kind of ["name", "text", "number", "symbol"] as const) {
      const text = match.groups?.[kind];
      if (text !== undefined) tokens.push({ kind, text });
    }
  }
  return tokens;
}

function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character));
}
