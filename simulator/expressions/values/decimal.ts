import { Decimal } from "../value.ts";

/** The digits a System.Decimal holds: 96 bits, at most 28 of them behind the point. */
const largestDigits = 2n ** 96n - 1n;
const largestScale = 28;

/** Rounds to what a decimal of .NET can hold, half to even; `trim` drops zeros at the end, as a division does. */
export function roundDecimal(value: Decimal, trim = false): Decimal {
  let { digits, scale } = value;
  while (scale > 0 && (scale > largestScale || absolute(digits) > largestDigits)) {
    digits = dropDigit(digits);
    scale -= 1;
  }
  while (trim && scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return new Decimal(digits, scale);
}

/** Reads a decimal from a plain number text, with an exponent or without. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  if (whole + fraction === "" || Math.abs(exponent) > largestScale * 2) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = fraction.length - exponent;
  const exact = scale < 0 ? new Decimal(digits * 10n ** BigInt(-scale), 0) : new Decimal(digits, scale);
  const rounded = roundDecimal(exact);
  return absolute(rounded.digits) > largestDigits ? undefined : rounded;
}

function dropDigit(digits: bigint): bigint {
  const rest = absolute(digits % 10n);
  const kept = digits / 10n;
  const up = rest > 5n || (rest === 5n && kept % 2n !== 0n);
  return up ? kept + (digits < 0n ? -1n : 1n) : kept;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
