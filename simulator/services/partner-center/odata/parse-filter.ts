import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { maxFilterDepth, maxFilterLength } from "../facts.ts";
import { readInstant } from "../instants.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Shape } from "../shape.ts";
import { type CompareOp, compareOps, type Filter, type Literal, type Path } from "./filter.ts";
import { scanFilter, type Token } from "./tokens.ts";

/** OData that exists but that nothing shows the Referrals API to take. */
const unsupportedOps = ["in", "has", "add", "sub", "mul", "div", "mod"];

/**
 * Reads a `$filter` for items of a shape. What is no filter is refused as the service would; what is OData beyond the
 * emulated part ends in EMU_PC.FILTER_UNSUPPORTED.
 */
export function parseFilter(filter: string, shape: Shape): Result<Filter> {
  if (filter.length > maxFilterLength) {
    return invalid("filterTooLong", "$filter", `The filter is longer than ${maxFilterLength} characters.`);
  }
  const tokens = scanFilter(filter);
  return tokens.ok ? new Parser(filter, tokens.value, shape).parse() : tokens;
}

class Parser {
  readonly #filter: string;
  readonly #tokens: readonly Token[];
  readonly #shape: Shape;
  readonly #variables = new Map<string, Shape>();
  #position = 0;
  #depth = 0;

  constructor(filter: string, tokens: readonly Token[], shape: Shape) {
    this.#filter = filter;
    this.#tokens = tokens;
    this.#shape = shape;
  }

  parse(): Result<Filter> {
    const filter = this.#binary("or");
    if (!filter.ok) return filter;
    const rest = this.#tokens[this.#position];
    return rest === undefined ? filter : this.#syntax(`unexpected '${rest.value}'`);
  }

  #binary(op: "or" | "and"): Result<Filter> {
    const operand = () => (op === "or" ? this.#binary("and") : this.#unary());
    let left = operand();
    while (left.ok && this.#takeName(op)) {
      const right = operand();
      if (!right.ok) return right;
      left = accepted({ kind: op, left: left.value, right: right.value });
    }
    return left;
  }

  #unary(): Result<Filter> {
    this.#depth += 1;
    if (this.#depth > maxFilterDepth) {
      return invalid("filterTooDeep", "$filter", `The filter is nested deeper than ${maxFilterDepth}.`);
    }
    const filter = this.#takeName("not") ? this.#negated() : this.#primary();
    this.#depth -= 1;
    return filter;
  }

  #negated(): Result<Filter> {
    const of = this.#unary();
    return of.ok ? accepted({ kind: "not", of: of.value }) : of;
  }

  #primary(): Result<Filter> {
    if (this.#takeMark("(")) {
      const inner = this.#binary("or");
      if (!inner.ok) return inner;
      return this.#takeMark(")") ? inner : this.#syntax("a closing bracket is missing");
    }
    const first = this.#next();
    if (first?.kind !== "name") return this.#syntax("a property is expected");
    if (this.#takeMark("(")) throw this.#unsupported(`the function ${first.value}()`);
    const names = [first.value];
    while (this.#takeMark("/")) {
      const name = this.#next();
      if (name?.kind !== "name") return this.#syntax("a property is expected after '/'");
      if (this.#takeMark("(")) {
        if (name.value !== "any") throw this.#unsupported(`${name.value}()`);
        return this.#any(names);
      }
      names.push(name.value);
    }
    return this.#comparison(names);
  }

  #any(names: readonly string[]): Result<Filter> {
    const path = this.#path(names);
    if (!path.ok) return path;
    const { shape } = path.value;
    if (shape.kind !== "list") return this.#syntax(`${names.join("/")} is no collection`);
    if (this.#takeMark(")")) return accepted({ kind: "any", path: path.value, variable: "", of: undefined });
    const variable = this.#next();
    if (variable?.kind !== "name" || !this.#takeMark(":"))
      return this.#syntax("any() needs 'name: condition'");
    const outer = this.#variables.get(variable.value);
    this.#variables.set(variable.value, shape.item);
    const of = this.#binary("or");
    if (outer === undefined) this.#variables.delete(variable.value);
    else this.#variables.set(variable.value, outer);
    if (!of.ok) return of;
    if (!this.#takeMark(")")) return this.#syntax("a closing bracket is missing");
    return accepted({ kind: "any", path: path.value, variable: variable.value, of: of.value });
  }

  #comparison(names: readonly string[]): Result<Filter> {
    const path = this.#path(names);
    if (!path.ok) return path;
    const op = this.#next();
    if (op === undefined) return this.#syntax(`a comparison of ${names.join("/")} is expected`);
    if (unsupportedOps.includes(op.value)) throw this.#unsupported(`the operator ${op.value}`);
    const known = compareOps.find((candidate) => candidate === op.value);
    if (known === undefined) return this.#syntax(`'${op.value}' is no comparison`);
    const token = this.#next();
    if (token === undefined) return this.#syntax("a value is expected");
    const literal = this.#literal(path.value.shape, token, known);
    return literal.ok
      ? accepted({ kind: "compare", path: path.value, op: known, literal: literal.value })
      : literal;
  }

  #path(names: readonly string[]): Result<Path> {
    const [first = "", ...rest] = names;
    const variable = this.#variables.get(first);
    let shape = variable ?? this.#shape;
    const steps = variable === undefined ? names : rest;
    for (const name of steps) {
      const container = shape.kind === "optional" ? shape.of : shape;
      const inner = container.kind === "record" && Object.hasOwn(container.fields, name);
      const next = inner ? container.fields[name] : undefined;
      if (next === undefined) {
        return invalid("filterProperty", "$filter", `There is no property ${names.join("/")} to filter by.`);
      }
      shape = next;
    }
    return accepted({ from: variable === undefined ? undefined : first, names: steps, shape });
  }

  #literal(shape: Shape, token: Token, op: CompareOp): Result<Literal> {
    if (token.kind === "name" && token.value === "null") {
      return op === "eq" || op === "ne" ? accepted(null) : this.#syntax("null has no order");
    }
    const literal = literalFor(shape, token);
    if (literal === undefined) return this.#syntax(`'${token.value}' does not fit the property's type`);
    return accepted(literal);
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#position];
    this.#position += 1;
    return token;
  }

  #takeMark(mark: string): boolean {
    return this.#take("mark", mark);
  }

  #takeName(name: string): boolean {
    return this.#take("name", name);
  }

  #take(kind: Token["kind"], value: string): boolean {
    const token = this.#tokens[this.#position];
    if (token?.kind !== kind || token.value !== value) return false;
    this.#position += 1;
    return true;
  }

  #syntax(problem: string) {
    return invalid("filterSyntax", "$filter", `The filter is not valid, ${problem}: ${this.#filter}`);
  }

  #unsupported(feature: string): Failure {
    return new Failure(emulatorCodes.finding("FILTER_UNSUPPORTED", { feature, filter: this.#filter }));
  }
}

function literalFor(shape: Shape, { kind, value }: Token): Literal | undefined {
  switch (shape.kind) {
    case "number":
      return kind === "number" ? Number(value) : undefined;
    case "flag":
      return kind === "name" && (value === "true" || value === "false") ? value === "true" : undefined;
    case "instant":
      // Whether dates are quoted is not documented: the definition types them as text. Both forms are taken.
      return kind === "instant" || kind === "text" ? readInstant(value) : undefined;
    case "text":
      if (kind === "guid") return shape.guid === true ? value.toLowerCase() : undefined;
      if (kind !== "text") return undefined;
      if (shape.guid === true) return value.toLowerCase();
      return shape.values === undefined || shape.values.includes(value) ? value : undefined;
    default:
      return undefined;
  }
}
