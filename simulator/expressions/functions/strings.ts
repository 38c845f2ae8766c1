import { ExpressionError } from "../expression-error.ts";
import { maximumMessageLength } from "../facts.ts";
import type { Quirks } from "../quirks.ts";
import { isInteger, type WdlValue } from "../value.ts";
import { lowerInvariant, upperInvariant } from "../values/names.ts";
import { toText } from "../values/to-text.ts";
import { countArgument, invalid, optionalText, textArgument, usage } from "./arguments.ts";
import { drawing, type FunctionDefinition, pure } from "./definition.ts";
import { formatGuid, newGuid } from "./guid.ts";
import { limitedText, tooLarge } from "./limits.ts";

/** Functions on texts. Searching ignores case, replacing, splitting and contains do not. */
export function stringFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  return [
    pure("concat", [1, Number.POSITIVE_INFINITY], (...values) => {
      let result = "";
      for (const value of values) result += typeof value === "string" ? value : toText(value);
      return limitedText("concat", result);
    }),
    pure("substring", [2, 3], (text, start, length) => {
      const whole = textArgument("substring", text, "first");
      const first = countArgument("substring", start, "second");
      if (first < 0 || first >= whole.length) {
        throw new ExpressionError(
          `The template language function 'substring' parameter is out of range: 'start index' must be non-negative integer and should be less than the length of the string. ${usage("substring")}`,
        );
      }
      if (length === undefined) return whole.slice(first);
      const count = countArgument("substring", length, "third");
      if (count < 0 || first + count > whole.length) {
        throw new ExpressionError(
          `The template language function 'substring' parameters are out of range: 'start index' and 'length' must be non-negative integers and their sum must be no larger than the length of the string. ${usage("substring")}`,
        );
      }
      return whole.slice(first, first + count);
    }),
    pure("slice", [2, 3], (text, start, end) => {
      const whole = textArgument("slice", text, "first");
      const first = countArgument("slice", start, "second");
      return whole.slice(first, end === undefined ? undefined : countArgument("slice", end, "third"));
    }),
    pure("replace", [3, 3], (text, old, by) => {
      const whole = textArgument("replace", text, "first");
      const search = textArgument("replace", old, "second");
      const replacement = textArgument("replace", by, "third");
      if (search === "") throw invalid("replace", "The string to be replaced must not be empty.");
      const pieces = whole.split(search);
      const length = whole.length + (pieces.length - 1) * (replacement.length - search.length);
      if (length > maximumMessageLength) throw tooLarge("replace", length, maximumMessageLength);
      return pieces.join(replacement);
    }),
    drawing("guid", [0, 1], (scope, format) => {
      if (scope.random === undefined) throw invalid("guid", "There is no source of random numbers here.");
      return formatGuid(newGuid(scope.random), optionalText("guid", format, "only") ?? "D");
    }),
    pure("toLower", [1, 1], (text) => lowerInvariant(textArgument("toLower", text))),
    pure("toUpper", [1, 1], (text) => upperInvariant(textArgument("toUpper", text))),
    pure("indexOf", [2, 2], (text, search) => {
      return lowered("indexOf", text, "first").indexOf(lowered("indexOf", search, "second"));
    }),
    pure("lastIndexOf", [2, 2], (text, search) => {
      return lowered("lastIndexOf", text, "first").lastIndexOf(lowered("lastIndexOf", search, "second"));
    }),
    pure("nthIndexOf", [3, 3], (text, search, occurrence) => {
      const whole = lowered("nthIndexOf", text, "first");
      const part = lowered("nthIndexOf", search, "second");
      const nth = countArgument("nthIndexOf", occurrence, "third");
      if (part === "" || nth === 0) return -1;
      const found = positions(whole, part);
      if (nth > 0) return found[nth - 1] ?? -1;
      return quirks["nth-from-the-end"] === "counted" ? (found.at(nth) ?? -1) : -1;
    }),
    pure("startsWith", [2, 2], (text, start) => {
      return lowered("startsWith", text, "first").startsWith(lowered("startsWith", start, "second"));
    }),
    pure("endsWith", [2, 2], (text, end) => {
      return lowered("endsWith", text, "first").endsWith(lowered("endsWith", end, "second"));
    }),
    pure("split", [2, 2], (text, separator) => {
      const whole = textArgument("split", text, "first");
      const between = textArgument("split", separator, "second");
      return between === "" ? [whole] : whole.split(between);
    }),
    pure("trim", [1, 1], (text) => textArgument("trim", text).replace(blanksAtEnds, "")),
    pure("isInt", [1, 1], (value = null) => isInteger(value) || wholeNumber.test(toText(value))),
  ];
}

/** What String.Trim of .NET takes off; unlike JavaScript it keeps U+FEFF. */
const blanksAtEnds =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

const wholeNumber = /^\s*[+-]?\d+\s*$/;

function lowered(name: string, value: WdlValue | undefined, ordinal: "first" | "second"): string {
  return lowerInvariant(textArgument(name, value, ordinal));
}

function positions(text: string, part: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}
