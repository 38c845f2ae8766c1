import { compileValue, type WdlValue } from "../../expressions/index.ts";
import type { Template } from "../flow.ts";
import type { Reading } from "./reading.ts";
import { isObject, type Path, Settings } from "./settings.ts";

const comparisons = [
  "equals",
  "greater",
  "greaterOrEquals",
  "less",
  "lessOrEquals",
  "contains",
  "startsWith",
  "endsWith",
] as const;

type Comparison = (typeof comparisons)[number];

/** Every operator is the function of the same name, applied to what its two operands give. */
const functions = Object.fromEntries(
  comparisons.map((name) => [name, compileValue(`@${name}(variables('left'), variables('right'))`)]),
) as Readonly<Record<Comparison, Template>>; // One entry for each.

/**
 * Reads a condition: an expression as text, or an object of operators as the designer's condition builder writes it.
 * `and` and `or` stop at the first condition that decides.
 */
export function readCondition(reading: Reading, settings: Settings, key: string): Template {
  const value = settings.required(key);
  if (!isObject(value)) return reading.template(settings, key);
  return readOperator(reading, settings.what, value, [...settings.path, key]);
}

function readOperator(reading: Reading, what: string, value: unknown, path: Path): Template {
  const settings = new Settings(`the condition of ${what}`, value, path, reading);
  const [operator, second] = settings.keys();
  if (operator === undefined || second !== undefined) settings.invalid(undefined, "one operator");
  const inner = (each: unknown, index: string | number): Template =>
    typeof each === "string" || typeof each === "boolean"
      ? reading.compile(what, each, [...path, operator ?? "", index])
      : readOperator(reading, what, each, [...path, operator ?? "", index]);
  if (operator === "and" || operator === "or") {
    const parts = (settings.list(operator) ?? []).map(inner);
    return operator === "and" ? all(parts) : any(parts);
  }
  if (operator === "not") {
    const negated = settings.value("not");
    const part = isObject(negated)
      ? readOperator(reading, what, negated, [...path, "not"])
      : reading.compile(what, negated, [...path, "not"]);
    return (scope) => {
      const holds = part(scope);
      return typeof holds === "boolean" ? !holds : holds;
    };
  }
  const comparison = comparisons.find((each) => each === operator);
  if (comparison === undefined) {
    settings.done();
    return () => null;
  }
  const operands = settings.list(comparison) ?? [];
  if (operands.length !== 2) settings.invalid(comparison, "a list of two operands");
  const [left, right] = [0, 1].map((index) =>
    reading.compile(what, operands[index] ?? null, [...path, comparison, index]),
  );
  const apply = functions[comparison];
  if (left === undefined || right === undefined) return () => null;
  return (scope) => {
    const values: { left: WdlValue; right: WdlValue } = { left: left(scope), right: right(scope) };
    return apply({ variable: (name) => (name === "left" ? values.left : values.right) });
  };
}

function all(parts: readonly Template[]): Template {
  return (scope) => {
    for (const part of parts) {
      const holds = part(scope);
      if (holds !== true) return holds;
    }
    return true;
  };
}

function any(parts: readonly Template[]): Template {
  return (scope) => {
    for (const part of parts) {
      const holds = part(scope);
      if (holds !== false) return holds;
    }
    return false;
  };
}
