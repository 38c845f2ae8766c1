import { ExpressionError } from "../expression-error.ts";
import { maximumMessageLength, maximumTextLength } from "../facts.ts";
import { usage } from "./arguments.ts";

/** A result that has to stay within the limit on concat, base64 and string. */
export function limitedText(name: string, text: string): string {
  if (text.length > maximumTextLength) throw tooLarge(name, text.length, maximumTextLength);
  return text;
}

/** A result that has to stay within what a message can hold. */
export function sized(name: string, text: string): string {
  if (text.length > maximumMessageLength) throw tooLarge(name, text.length, maximumMessageLength);
  return text;
}

export function tooLarge(name: string, length: number, limit: number): ExpressionError {
  return new ExpressionError(
    `The result of the template language function '${name}' is '${length}' characters long, more than the limit of '${limit}'. ${usage(name)}`,
    "limit",
    undefined,
    "EXPR.RESULT_TOO_LARGE",
  );
}
