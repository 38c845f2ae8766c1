import { Decimal, isInteger } from "../value.ts";
import { toNumber, type WdlNumber } from "../values/numbers.ts";

/** A number without its sign, exactly: `digits` divided by ten to the power of `scale`. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly scale: number;
}

/** Of a float, the seventeen digits that tell it apart; rounding works on these. Undefined for Infinity and NaN. */
export function digitsOf(value: WdlNumber): Digits | undefined {
  if (isInteger(value)) return signed(BigInt(value), 0);
  if (value instanceof Decimal) return signed(value.digits, value.scale);
  const number = toNumber(value);
  if (!Number.isFinite(number)) return undefined;
  const [mantissa = "0", exponent = "0"] = Math.abs(number).toExponential(16).split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  return normal({ negative: number < 0, digits, scale: 16 - Number(exponent) });
}

/** Ten to the power of `places` times as much. */
export function scaled(value: Digits, places: number): Digits {
  return normal({ ...value, scale: value.scale - places });
}

/** Rounded to so many places behind the point. */
export function rounded(value: Digits, places: number, half: "even" | "away"): Digits {
  if (value.scale <= places) {
    return { ...value, digits: value.digits * 10n ** BigInt(places - value.scale), scale: places };
  }
  const unit = 10n ** BigInt(value.scale - places);
  const kept = value.digits / unit;
  const twice = (value.digits % unit) * 2n;
  const up = twice > unit || (twice === unit && (half === "away" || kept % 2n === 1n));
  return { ...value, digits: up ? kept + 1n : kept, scale: places };
}

/** The digits before and behind the point; nothing before it for less than one. */
export function written({ digits, scale }: Digits): { readonly whole: string; readonly fraction: string } {
  const text = digits.toString().padStart(scale + 1, "0");
  return {
    whole: text.slice(0, text.length - scale).replace(/^0+/, ""),
    fraction: text.slice(text.length - scale),
  };
}

export function grouped(whole: string, separator: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, separator);
}

function signed(value: bigint, scale: number): Digits {
  return { negative: value < 0n, digits: value < 0n ? -value : value, scale };
}

/** No negative scale. */
function normal(value: Digits): Digits {
  if (value.scale >= 0) return value;
  return { ...value, digits: value.digits * 10n ** BigInt(-value.scale), scale: 0 };
}
