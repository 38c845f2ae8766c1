import { ExpressionError } from "../expression-error.ts";
import { maximumRangeCount } from "../facts.ts";
import type { Quirks } from "../quirks.ts";
import { Decimal, float, integer, isArray, isInteger, type WdlValue } from "../value.ts";
import { roundDecimal } from "../values/decimal.ts";
import {
  compareNumbers,
  fitsInteger,
  isFloatValue,
  sameScale,
  toDecimal,
  toNumber,
  type WdlNumber,
} from "../values/numbers.ts";
import { countArgument, invalid, numberArgument, usage } from "./arguments.ts";
import { drawing, type FunctionDefinition, pure } from "./definition.ts";

/** Arithmetic. Integers stay integers, with all of their 64 bits; one float among the operands makes a float. */
export function mathFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const operation = (arithmetic: Arithmetic): FunctionDefinition => {
    const { name, whole, fractional, exact } = arithmetic;
    return pure(name, [2, 2], (left, right) => {
      if (whole !== undefined && Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
        // Most numbers are small: nothing of them is lost in a double.
        const result = whole(Number(left), Number(right));
        if (Number.isSafeInteger(result)) return result;
      }
      const a = numberArgument(name, left, "first");
      const b = numberArgument(name, right, "second");
      if (arithmetic.divides && toNumber(b) === 0) {
        throw new ExpressionError(
          `Attempt to divide an integral or decimal value by zero in function '${name}'.`,
        );
      }
      if (isInteger(a) && isInteger(b)) {
        return bounded(name, arithmetic.long(BigInt(a), BigInt(b)), quirks);
      }
      if (isFloatValue(a) || isFloatValue(b)) return float(fractional(toNumber(a), toNumber(b)));
      return exact(toDecimal(a) ?? zero, toDecimal(b) ?? zero);
    });
  };
  return [
    ...arithmetics.map(operation),
    extreme("min", (order) => order < 0),
    extreme("max", (order) => order > 0),
    drawing("rand", [2, 2], (scope, minimum, maximum) => {
      const lowest = countArgument("rand", minimum, "first");
      const highest = countArgument("rand", maximum, "second");
      const end = quirks["rand-maximum"] === "inclusive" ? highest + 1 : highest;
      if (end <= lowest) {
        throw invalid("rand", `The minimum '${lowest}' must be less than the maximum '${highest}'.`);
      }
      if (scope.random === undefined) throw invalid("rand", "There is no source of random numbers here.");
      return lowest + Math.floor(scope.random() * (end - lowest));
    }),
    pure("range", [2, 2], (start, count) => {
      const first = countArgument("range", start, "first");
      const length = countArgument("range", count, "second");
      if (length < 0) throw invalid("range", "The count must be a positive integer.");
      if (length > maximumRangeCount) {
        throw new ExpressionError(
          `The template language function 'range' was asked for '${length}' integers, more than the limit of '${maximumRangeCount}'. ${usage("range")}`,
          "limit",
          undefined,
          "EXPR.RESULT_TOO_LARGE",
        );
      }
      return Array.from({ length }, (_, index) => first + index);
    }),
  ];
}

interface Arithmetic {
  readonly name: string;
  readonly divides?: boolean;
  /** On integers that a double holds; undefined where the sign or a zero needs care. */
  readonly whole?: (left: number, right: number) => number;
  readonly long: (left: bigint, right: bigint) => bigint;
  readonly fractional: (left: number, right: number) => number;
  readonly exact: (left: Decimal, right: Decimal) => WdlValue;
}

const arithmetics: readonly Arithmetic[] = [
  {
    name: "add",
    whole: (left, right) => left + right,
    long: (left, right) => left + right,
    fractional: (left, right) => left + right,
    exact: (left, right) => {
      const [a, b, scale] = sameScale(left, right);
      return roundDecimal(new Decimal(a + b, scale));
    },
  },
  {
    name: "sub",
    whole: (left, right) => left - right,
    long: (left, right) => left - right,
    fractional: (left, right) => left - right,
    exact: (left, right) => {
      const [a, b, scale] = sameScale(left, right);
      return roundDecimal(new Decimal(a - b, scale));
    },
  },
  {
    name: "mul",
    long: (left, right) => left * right,
    fractional: (left, right) => left * right,
    exact: (left, right) => roundDecimal(new Decimal(left.digits * right.digits, left.scale + right.scale)),
  },
  {
    name: "div",
    divides: true,
    long: (left, right) => left / right,
    fractional: (left, right) => left / right,
    exact: (left, right) => {
      const [a, b] = sameScale(left, right);
      return roundDecimal(new Decimal((a * 10n ** 30n) / b, 30), true);
    },
  },
  {
    name: "mod",
    divides: true,
    long: (left, right) => left % right,
    fractional: (left, right) => left % right,
    exact: (left, right) => {
      const [a, b, scale] = sameScale(left, right);
      return new Decimal(a % b, scale);
    },
  },
];

const zero = new Decimal(0n, 0);

function bounded(name: string, value: bigint, quirks: Quirks): WdlValue {
  if (fitsInteger(value)) return integer(value);
  if (quirks["integer-overflow"] === "float") return float(Number(value));
  throw invalid(name, "The result was either too large or too small for an Int64.");
}

function extreme(name: string, wins: (order: number) => boolean): FunctionDefinition {
  return pure(name, [1, Number.POSITIVE_INFINITY], (...values) => {
    const [only, second] = values;
    const candidates = isArray(only) && second === undefined ? only : values;
    let best: WdlNumber | undefined;
    for (const [index, candidate] of candidates.entries()) {
      const number = numberArgument(name, candidate, index === 0 ? "first" : "second");
      if (best === undefined || wins(compareNumbers(number, best))) best = number;
    }
    if (best === undefined) throw invalid(name, "The array must not be empty.");
    return best;
  });
}
