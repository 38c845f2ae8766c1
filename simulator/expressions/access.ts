import { ExpressionError } from "./expression-error.ts";
import { usagePage } from "./facts.ts";
import { printExpression } from "./printer.ts";
import type { Quirks } from "./quirks.ts";
import type { Evaluate } from "./scope.ts";
import type { AccessExpression } from "./syntax.ts";
import { ExactNumber, isArray, isInteger, typeName, type WdlObject, type WdlValue } from "./value.ts";
import { findKey } from "./values/names.ts";
import { toText } from "./values/to-text.ts";

/** One step from a value to a part of it. `whole` is the chain the step belongs to, for messages. */
export interface Step {
  readonly access: AccessExpression;
  readonly whole: AccessExpression;
  readonly quirks: Quirks;
}

/** Compiles `target[key]` and its kin; the key is a constant in nearly every flow. */
export function compileAccess(step: Step, target: Evaluate, key: Evaluate): Evaluate {
  const { access } = step;
  if (access.key.kind !== "text") return (scope) => select(step, target(scope), key(scope));
  const name = access.key.value;
  if (name.includes("/")) {
    const parts = name.split("/");
    return (scope) => selectByPath(step, target(scope), name, parts);
  }
  return (scope) => {
    const value = target(scope);
    const object = plainObject(value);
    if (object !== undefined && Object.hasOwn(object, name)) return object[name] ?? null;
    return selectOne(step, value, name);
  };
}

function select(step: Step, value: WdlValue, key: WdlValue): WdlValue {
  if (typeof key === "string")
    return key.includes("/") ? selectByPath(step, value, key, key.split("/")) : selectOne(step, value, key);
  if (isInteger(key))
    return isArray(value) ? elementOf(step, value, Number(key)) : selectOne(step, value, String(key));
  throw problem(step, `property '${toText(key)}' cannot be selected. A key must be a string or an integer`);
}

/** `body/value`: a property of that name where there is one, else property by property. */
function selectByPath(step: Step, value: WdlValue, path: string, parts: readonly string[]): WdlValue {
  const object = plainObject(value);
  if (object !== undefined && step.quirks["slash-keys"] === "whole-first") {
    const key = findKey(object, path);
    if (key !== undefined) return object[key] ?? null;
  }
  let result = value;
  for (const part of parts) result = selectOne(step, result, part);
  return result;
}

function selectOne(step: Step, value: WdlValue, name: string): WdlValue {
  const object = plainObject(value);
  if (object !== undefined) {
    const key = findKey(object, name);
    if (key !== undefined) return object[key] ?? null;
    if (step.access.safe) return null;
    throw problem(
      step,
      `property '${name}' doesn't exist, available properties are '${Object.keys(object).join(", ")}'`,
    );
  }
  if (value === null) {
    if (step.access.safe) return null;
    throw problem(step, `property '${name}' cannot be selected`);
  }
  if (!isArray(value)) {
    throw problem(
      step,
      `property '${name}' cannot be selected. Property selection is not supported on values of type '${typeName(value)}'`,
    );
  }
  if (/^\d+$/.test(name)) return elementOf(step, value, Number(name));
  throw problem(
    step,
    `property '${name}' cannot be selected. Array elements can only be selected using an integer index`,
  );
}

function elementOf(step: Step, array: readonly WdlValue[], index: number): WdlValue {
  if (index >= 0 && index < array.length) return array[index] ?? null;
  if (step.access.safe) return null;
  throw problem(step, `array index '${index}' is outside bounds (0, ${array.length - 1}) of array`);
}

function plainObject(value: WdlValue): WdlObject | undefined {
  return typeof value === "object" && value !== null && !isArray(value) && !(value instanceof ExactNumber)
    ? value
    : undefined;
}

function problem(step: Step, why: string): ExpressionError {
  return new ExpressionError(
    `The template language expression '${printExpression(step.whole)}' cannot be evaluated because ${why}. Please see ${usagePage} for usage details.`,
  );
}
