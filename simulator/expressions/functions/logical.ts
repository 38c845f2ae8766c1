import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import { isNumber, typeName, type WdlValue } from "../value.ts";
import { equal } from "../values/equality.ts";
import { compareIgnoringCase } from "../values/names.ts";
import { compareNumbers } from "../values/numbers.ts";
import { usage, wrongType } from "./arguments.ts";
import { type FunctionDefinition, lazy, pure } from "./definition.ts";

/** Conditions and comparisons. if, and, or and coalesce evaluate no more of their arguments than they need. */
export function logicalFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const same = quirks["equals-boolean-number"] === "equal" ? equalLoosely : equal;
  return [
    lazy("if", [3, 3], ([condition, then, otherwise]) => {
      if (condition === undefined || then === undefined || otherwise === undefined) return () => null;
      return (scope) => {
        const decided = condition(scope);
        if (typeof decided !== "boolean") throw wrongType("if", "first", "of type boolean", decided);
        return decided ? then(scope) : otherwise(scope);
      };
    }),
    lazy("and", [1, Number.POSITIVE_INFINITY], (conditions) => (scope) => {
      for (const condition of conditions) if (!truth("and", condition(scope))) return false;
      return true;
    }),
    lazy("or", [1, Number.POSITIVE_INFINITY], (conditions) => (scope) => {
      for (const condition of conditions) if (truth("or", condition(scope))) return true;
      return false;
    }),
    lazy("coalesce", [1, Number.POSITIVE_INFINITY], (values) => (scope) => {
      for (const value of values) {
        const found = value(scope);
        if (found !== null) return found;
      }
      return null;
    }),
    pure("not", [1, 1], (condition = null) => {
      if (typeof condition === "boolean") return !condition;
      throw wrongType("not", "only", "a boolean", condition);
    }),
    pure("equals", [2, Number.POSITIVE_INFINITY], (first = null, second = null, ...others) => {
      return same(first, second) && others.every((other) => same(first, other));
    }),
    comparison("less", (order) => order < 0),
    comparison("lessOrEquals", (order) => order <= 0),
    comparison("greater", (order) => order > 0),
    comparison("greaterOrEquals", (order) => order >= 0),
  ];
}

function truth(name: string, value: WdlValue): boolean {
  if (typeof value === "boolean") return value;
  throw new ExpressionError(
    `The template language function '${name}' expects all of its parameters to be booleans. Found invalid parameter types: '${typeName(value)}'.`,
  );
}

function equalLoosely(left: WdlValue, right: WdlValue): boolean {
  if (typeof left === "boolean" && isNumber(right)) return equal(left ? 1 : 0, right);
  if (typeof right === "boolean" && isNumber(left)) return equal(left, right ? 1 : 0);
  return equal(left, right);
}

function comparison(name: string, test: (order: number) => boolean): FunctionDefinition {
  return pure(name, [2, 2], (left = null, right = null) => {
    if (typeof left === "number" && typeof right === "number") return test(compareNumbers(left, right));
    if (typeof left === "string" && typeof right === "string") return test(compareIgnoringCase(left, right));
    if (isNumber(left) && isNumber(right)) return test(compareNumbers(left, right));
    throw notComparable(name, left, right);
  });
}

function notComparable(name: string, left: WdlValue, right: WdlValue): ExpressionError {
  const odd = [left, right].filter((value) => typeof value !== "string" && !isNumber(value));
  return new ExpressionError(
    odd.length === 0
      ? `The template language function '${name}' expects two parameter of matching types. The function was invoked with values of type '${typeName(left)}' and '${typeName(right)}' that do not match.`
      : `The template language function '${name}' expects all of its parameters to be either integer or decimal numbers. Found invalid parameter types: '${odd.map(typeName).join("', '")}'. ${usage(name)}`,
  );
}
