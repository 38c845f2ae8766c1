import { isInteger } from "../value.ts";
import { floatText, toNumber, type WdlNumber } from "../values/numbers.ts";
import { toText } from "../values/to-text.ts";
import { type Digits, digitsOf, grouped, rounded, scaled, written } from "./digits.ts";
import { maximumPrecision } from "./facts.ts";
import { formatCustomNumber } from "./format-number-custom.ts";
import { type NumberCulture, numberCulture } from "./number-culture.ts";

/**
 * The numeric formats of .NET, standard and custom. Standard ones round half to even, custom ones away from zero, as
 * measured in the cloud. Undefined where the format does not suit the number.
 */
export function formatNumber(value: WdlNumber, format: string, culture: string): string | undefined {
  const names = numberCulture(culture);
  const digits = digitsOf(value);
  if (digits === undefined) return floatText(toNumber(value));
  const standard = /^([a-zA-Z])(\d{0,3})$/.exec(format);
  const precision = standard?.[2] === "" ? undefined : Number(standard?.[2]);
  if (standard === null || (precision ?? 0) > maximumPrecision)
    return formatCustomNumber(digits, format, names);
  return formatStandard(value, digits, standard[1] ?? "G", precision, names);
}

function formatStandard(
  value: WdlNumber,
  digits: Digits,
  letter: string,
  precision: number | undefined,
  culture: NumberCulture,
): string | undefined {
  switch (letter.toUpperCase()) {
    case "N":
      return withSign(digits, fixed(digits, precision ?? 2, culture, culture.group));
    case "F":
      return withSign(digits, fixed(digits, precision ?? 2, culture, ""));
    case "C": {
      const amount = fixed(digits, precision ?? 2, culture, culture.group);
      return withSign(
        digits,
        culture.currencyPattern.replace("n", amount).replace("¤", () => culture.currency),
      );
    }
    case "P": {
      const amount = fixed(scaled(digits, 2), precision ?? 2, culture, culture.group);
      return withSign(digits, culture.percentPattern.replace("n", amount));
    }
    case "D":
      return isInteger(value)
        ? withSign(digits, digits.digits.toString().padStart(precision ?? 1, "0"))
        : undefined;
    case "X": {
      if (!isInteger(value)) return undefined;
      const hexadecimal = BigInt.asUintN(64, BigInt(value))
        .toString(16)
        .padStart(precision ?? 1, "0");
      return letter === "X" ? hexadecimal.toUpperCase() : hexadecimal;
    }
    case "E": {
      const [mantissa = "", exponent = "0"] = toNumber(value)
        .toExponential(precision ?? 6)
        .split("e");
      const power = `${Number(exponent) < 0 ? "-" : "+"}${String(Math.abs(Number(exponent))).padStart(3, "0")}`;
      return `${mantissa.replace(".", culture.decimal)}${letter}${power}`;
    }
    case "G":
      return general(value, precision, letter).replace(".", culture.decimal);
    case "R":
      return isInteger(value) ? undefined : toText(value).replace(".", culture.decimal);
    default:
      return undefined;
  }
}

function fixed(digits: Digits, places: number, culture: NumberCulture, separator: string): string {
  const { whole, fraction } = written(rounded(digits, places, "even"));
  const before = whole === "" ? "0" : grouped(whole, separator);
  return places === 0 ? before : `${before}${culture.decimal}${fraction}`;
}

/** A number that became zero by rounding has no sign. */
function withSign(digits: Digits, text: string): string {
  return digits.negative && /[1-9a-fA-F]/.test(text) ? `-${text}` : text;
}

function general(value: WdlNumber, precision: number | undefined, letter: string): string {
  if (precision === undefined || precision === 0) return toText(value);
  const number = Number(toNumber(value).toPrecision(Math.min(precision, 17)));
  const exponent = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number)));
  if (exponent < precision) return floatText(number);
  const [mantissa, power = "0"] = number.toExponential().split("e");
  return `${mantissa}${letter === "g" ? "e" : "E"}+${power.replace("+", "").padStart(2, "0")}`;
}
