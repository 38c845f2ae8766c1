import { ExpressionError } from "../expression-error.ts";
import { usagePage } from "../facts.ts";
import { isArray, isInteger, isNumber, isObject, typeName, type WdlObject, type WdlValue } from "../value.ts";
import type { WdlNumber } from "../values/numbers.ts";

/** Which parameter a message speaks of; `only` where the function has no other. */
export type Ordinal = "only" | "first" | "second" | "third" | "fourth";

/** `The template language function 'x' expects its first parameter to be …`, as the platform says it. */
export function wrongType(
  name: string,
  ordinal: Ordinal,
  expected: string,
  value: WdlValue,
): ExpressionError {
  const which = ordinal === "only" ? "parameter" : `${ordinal} parameter`;
  return new ExpressionError(
    `The template language function '${name}' expects its ${which} to be ${expected}. The provided value is of type '${typeName(value)}'. ${usage(name)}`,
  );
}

/** A value of the right type that a function cannot take. */
export function invalid(name: string, why: string): ExpressionError {
  return new ExpressionError(
    `The template language function '${name}' was invoked with a parameter that is not valid. ${why}`,
  );
}

export function usage(name: string): string {
  return `Please see ${usagePage}#${name} for usage details.`;
}

export function textArgument(name: string, value: WdlValue | undefined, ordinal: Ordinal = "only"): string {
  if (typeof value === "string") return value;
  throw wrongType(name, ordinal, ordinal === "only" ? "a string" : "of type string", value ?? null);
}

/** An argument that may be left out, or be null, which means the same. */
export function optionalText(
  name: string,
  value: WdlValue | undefined,
  ordinal: Ordinal,
): string | undefined {
  return value === undefined || value === null ? undefined : textArgument(name, value, ordinal);
}

/** A whole number that counts or points at something. */
export function countArgument(name: string, value: WdlValue | undefined, ordinal: Ordinal): number {
  if (isInteger(value)) return Number(value);
  throw wrongType(name, ordinal, "an integer", value ?? null);
}

export function numberArgument(name: string, value: WdlValue | undefined, ordinal: Ordinal): WdlNumber {
  if (isNumber(value)) return value;
  throw wrongType(name, ordinal, "an integer, a float or a decimal number", value ?? null);
}

export function arrayArgument(
  name: string,
  value: WdlValue | undefined,
  ordinal: Ordinal = "only",
): readonly WdlValue[] {
  if (isArray(value)) return value;
  throw wrongType(name, ordinal, ordinal === "only" ? "an array" : "of type array", value ?? null);
}

export function objectArgument(
  name: string,
  value: WdlValue | undefined,
  ordinal: Ordinal = "first",
): WdlObject {
  if (isObject(value)) return value;
  throw wrongType(name, ordinal, "an object", value ?? null);
}
