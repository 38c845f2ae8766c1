import { maximumInteger, minimumInteger } from "../facts.ts";
import { Decimal, type ExactNumber, Float, isInteger } from "../value.ts";

/** Everything that is a number in the language. */
export type WdlNumber = number | bigint | ExactNumber;

export function toNumber(value: WdlNumber): number {
  return typeof value === "object" ? value.toNumber() : Number(value);
}

/** Negative, zero or positive; NaN where a float is not a number. */
export function compareNumbers(left: WdlNumber, right: WdlNumber): number {
  if (typeof left === "number" && typeof right === "number") return left - right || sign(left, right);
  if (left instanceof Decimal || right instanceof Decimal) {
    const leftDecimal = toDecimal(left);
    const rightDecimal = toDecimal(right);
    if (leftDecimal !== undefined && rightDecimal !== undefined) {
      const [a, b] = sameScale(leftDecimal, rightDecimal);
      return sign(a, b);
    }
  }
  return sign(comparable(left), comparable(right));
}

function comparable(value: WdlNumber): number | bigint {
  return typeof value === "object" ? value.toNumber() : value;
}

/** Infinity minus Infinity is not a number, although they are the same. A bigint may stand beside a number. */
function sign(left: number | bigint, right: number | bigint): number {
  if (left < right) return -1;
  if (left > right) return 1;
  return left <= right ? 0 : Number.NaN;
}

export function toDecimal(value: WdlNumber): Decimal | undefined {
  if (value instanceof Decimal) return value;
  return isInteger(value) ? new Decimal(BigInt(value), 0) : undefined;
}

/** The digits of both with as many places behind the point. */
export function sameScale(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [
    left.digits * 10n ** BigInt(scale - left.scale),
    right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

export function isFloatValue(value: WdlNumber): boolean {
  return value instanceof Float || (typeof value === "number" && !Number.isSafeInteger(value));
}

export function fitsInteger(value: bigint): boolean {
  return value >= minimumInteger && value <= maximumInteger;
}

/** A float as .NET writes it: the shortest text that gives the same number, with an exponent from -5 down and 17 up. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent > -5 && exponent < 17) return fixedText(value);
  const width = Math.abs(exponent) < 10 ? "0" : "";
  return `${mantissa}E${exponent < 0 ? "-" : "+"}${width}${Math.abs(exponent)}`;
}

/** JavaScript writes an exponent only below 1e-6. */
function fixedText(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const [mantissa = "0", exponent = "0"] = text.split("e");
  const digits = mantissa.replace("-", "").replace(".", "");
  return `${value < 0 ? "-" : ""}0.${"0".repeat(-Number(exponent) - 1)}${digits}`;
}
