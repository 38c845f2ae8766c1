import { defaultCulture, isCulture } from "../dotnet/culture.ts";
import { formatNumber } from "../dotnet/format-number.ts";
import { parseLocaleNumber } from "../dotnet/parse-number.ts";
import type { Quirks } from "../quirks.ts";
import { Decimal, ExactNumber, float, integer, isInteger, isNumber, type WdlValue } from "../value.ts";
import { parseDecimal } from "../values/decimal.ts";
import { fitsInteger, toNumber } from "../values/numbers.ts";
import { toText } from "../values/to-text.ts";
import { invalid, numberArgument, optionalText, textArgument } from "./arguments.ts";
import { type FunctionDefinition, pure } from "./definition.ts";
import { jsonReader } from "./json-text.ts";
import { limitedText } from "./limits.ts";

/** Functions from one type to another. */
export function conversionFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const read = jsonReader(quirks);
  return [
    pure("int", [1, 1], (value = null) => {
      const whole = toInteger(value);
      if (whole === undefined || !fitsInteger(whole)) throw notConvertible("int");
      return integer(whole);
    }),
    pure("float", [1, 2], (value = null, locale) => {
      const culture = optionalText("float", locale, "second");
      if (isNumber(value)) return float(toNumber(value));
      const text = typeof value === "string" ? parseLocaleNumber(value, culture) : undefined;
      if (text === undefined) throw notConvertible("float");
      return float(Number(text));
    }),
    pure("decimal", [1, 1], (value = null) => {
      if (value instanceof Decimal) return value;
      const text =
        typeof value === "string" ? parseLocaleNumber(value) : isNumber(value) ? toText(value) : undefined;
      const decimal = text === undefined ? undefined : parseDecimal(text);
      if (decimal === undefined) throw notConvertible("decimal");
      return decimal;
    }),
    pure("isFloat", [1, 2], (value = null, locale) => {
      const culture = optionalText("isFloat", locale, "second");
      if (isNumber(value)) return true;
      return typeof value === "string" && parseLocaleNumber(value, culture) !== undefined;
    }),
    pure("formatNumber", [2, 3], (value, format, locale) => {
      const number = numberArgument("formatNumber", value, "first");
      const pattern = textArgument("formatNumber", format, "second");
      const culture = optionalText("formatNumber", locale, "third") ?? defaultCulture;
      if (!isCulture(culture))
        throw invalid("formatNumber", `The value '${culture}' is not a valid culture.`);
      const text = formatNumber(number, pattern, culture);
      if (text === undefined)
        throw invalid("formatNumber", `The format '${pattern}' is not valid for the value.`);
      return text;
    }),
    pure("string", [1, 1], (value = null) => limitedText("string", toText(value))),
    pure("bool", [1, 1], (value = null) => {
      if (typeof value === "boolean") return value;
      if (isNumber(value)) return toNumber(value) !== 0;
      const word = typeof value === "string" ? value.trim().toLowerCase() : "";
      if (word === "true" || word === "false") return word === "true";
      throw notConvertible("bool");
    }),
    pure("json", [1, 1], (value = null) => read(value)),
    pure("array", [1, 1], (value = null) => [value]),
    pure("createArray", [1, Number.POSITIVE_INFINITY], (...values) => values),
    pure("utf8Length", [1, 1], (text) => Buffer.byteLength(textArgument("utf8Length", text), "utf8")),
    pure("utf16Length", [1, 1], (text) => textArgument("utf16Length", text).length),
  ];
}

/** The integer that a value stands for; `1.5` and `2.9` stand for none. */
function toInteger(value: WdlValue): bigint | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (isInteger(value)) return BigInt(value);
  if (value instanceof ExactNumber) {
    const near = value.toNumber();
    return Number.isSafeInteger(near) ? BigInt(near) : undefined;
  }
  if (typeof value !== "string" || !/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
  return BigInt(value.trim().replace(/^\+/, ""));
}

function notConvertible(name: string): Error {
  return invalid(name, "The value cannot be converted to the target type.");
}
