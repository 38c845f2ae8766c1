import { ExpressionError } from "./expression-error.ts";
import { float, integer, type WdlValue } from "./value.ts";
import { fitsInteger } from "./values/numbers.ts";

/** The value of a number in an expression: one with a point or an exponent is a float. */
export function literalNumber(text: string, offset: number): WdlValue {
  if (/[.eE]/.test(text)) return float(Number(text));
  const value = BigInt(text.replace(/^\+/, ""));
  if (fitsInteger(value)) return integer(value);
  throw new ExpressionError(
    `The template language expression is not valid: the number '${text}' is outside of the range of integers.`,
    "syntax",
    offset,
  );
}
