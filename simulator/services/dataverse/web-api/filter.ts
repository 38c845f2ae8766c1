import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { errorCodes } from "../facts.ts";
import { DataverseFault } from "../fault.ts";
import type { Table } from "../tables.ts";
import type { Row } from "../types.ts";

export type Test = (row: Row) => boolean;

/** Compiles a $filter. Names must be columns of the table; OData beyond comparisons and three functions is refused. */
export function compileFilter(table: Table, text: string): Test {
  const reader = new Reader(table, text);
  const test = reader.disjunction(0);
  reader.end();
  return test;
}

/** A filter nested deeper than this is refused; Dataverse has such a limit but publishes none. */
const maximumDepth = 32;

type Operand = (row: Row) => unknown;

const comparisons: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  eq: (left, right) => order(left, right) === 0,
  ne: (left, right) => order(left, right) !== 0,
  gt: (left, right) => isBelow(right, left),
  ge: (left, right) => isBelow(right, left) || order(left, right) === 0,
  lt: (left, right) => isBelow(left, right),
  le: (left, right) => isBelow(left, right) || order(left, right) === 0,
};

const functions: Readonly<Record<string, (value: string, part: string) => boolean>> = {
  contains: (value, part) => value.includes(part),
  startswith: (value, part) => value.startsWith(part),
  endswith: (value, part) => value.endsWith(part),
};

class Reader {
  readonly #table: Table;
  readonly #text: string;
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(table: Table, text: string) {
    this.#table = table;
    this.#text = text;
    this.#tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),']+/g) ?? [];
  }

  disjunction(depth: number): Test {
    if (depth > maximumDepth) throw this.#unsupported("deeper nesting");
    let test = this.#conjunction(depth);
    while (this.#take("or")) {
      const [left, right] = [test, this.#conjunction(depth)];
      test = (row) => left(row) || right(row);
    }
    return test;
  }

  end(): void {
    if (this.#next < this.#tokens.length) throw this.#syntax();
  }

  #conjunction(depth: number): Test {
    let test = this.#negation(depth);
    while (this.#take("and")) {
      const [left, right] = [test, this.#negation(depth)];
      test = (row) => left(row) && right(row);
    }
    return test;
  }

  #negation(depth: number): Test {
    if (this.#take("not")) {
      const test = this.#negation(depth + 1);
      return (row) => !test(row);
    }
    if (this.#take("(")) {
      const test = this.disjunction(depth + 1);
      this.#expect(")");
      return test;
    }
    const name = this.#tokens[this.#next] ?? "";
    return this.#tokens[this.#next + 1] === "(" ? this.#call(name) : this.#comparison();
  }

  #call(name: string): Test {
    const matches = functions[name.toLowerCase()];
    if (matches === undefined) throw this.#unsupported(name);
    this.#next += 2;
    const value = this.#operand();
    this.#expect(",");
    const part = this.#operand();
    this.#expect(")");
    return (row) => matches(lower(value(row)), lower(part(row)));
  }

  #comparison(): Test {
    const left = this.#operand();
    const operator = this.#token();
    const compare = comparisons[operator.toLowerCase()];
    if (compare === undefined) throw this.#unsupported(operator);
    const right = this.#operand();
    return (row) => compare(left(row), right(row));
  }

  #operand(): Operand {
    const token = this.#token();
    if (token.startsWith("'")) {
      const value = token.slice(1, -1).replaceAll("''", "'");
      return () => value;
    }
    if (token === "null") return () => null;
    if (token === "true" || token === "false") return () => token === "true";
    if (/^-?\d+(?:\.\d+)?$/.test(token)) return () => Number(token);
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(token)) return () => token.toLowerCase();
    if (/^\d{4}-\d\d-\d\d/.test(token)) return () => new Date(token).toISOString().replace(".000Z", "Z");
    if (token.includes("/")) throw this.#unsupported(`the path ${token}`);
    const column = this.#table.columns.find(({ name }) => name === token);
    if (column === undefined) {
      throw new DataverseFault(
        400,
        errorCodes.unknownProperty,
        `Could not find a property named '${token}' on type 'Microsoft.Dynamics.CRM.${this.#table.logicalName}'.`,
      );
    }
    return (row) => row[column.name] ?? null;
  }

  #token(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw this.#syntax();
    this.#next += 1;
    return token;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#syntax();
  }

  #syntax(): DataverseFault {
    return new DataverseFault(400, errorCodes.badRequest, `Syntax error in the filter '${this.#text}'.`);
  }

  #unsupported(feature: string): Failure {
    return new Failure(
      emulatorCodes.finding("QUERY_UNSUPPORTED", { option: `$filter with ${feature}`, text: this.#text }),
    );
  }
}

/** Texts are compared as the default collation does: without case. */
const lower = (value: unknown): string => String(value ?? "").toLowerCase();

/** Null is equal to null and neither above nor below anything. */
function order(left: unknown, right: unknown): number | undefined {
  if (left === null || right === null) return left === right ? 0 : undefined;
  if (typeof left !== typeof right) return undefined;
  if (typeof left === "string") return lower(left) < lower(right) ? -1 : lower(left) > lower(right) ? 1 : 0;
  const [a, b] = [Number(left), Number(right)];
  return a - b;
}

function isBelow(left: unknown, right: unknown): boolean {
  const difference = order(left, right);
  return difference !== undefined && difference < 0;
}
