import { tokenizeFormat } from "./format-tokens.ts";

const ticksPerSecond = 10_000_000n;
const ticksPerDay = 86_400n * ticksPerSecond;

interface Parts {
  readonly negative: boolean;
  readonly days: bigint;
  readonly hours: bigint;
  readonly minutes: bigint;
  readonly seconds: bigint;
  readonly fraction: bigint;
}

function partsOf(ticks: bigint): Parts {
  const absolute = ticks < 0n ? -ticks : ticks;
  const seconds = absolute / ticksPerSecond;
  return {
    negative: ticks < 0n,
    days: absolute / ticksPerDay,
    hours: (seconds / 3600n) % 24n,
    minutes: (seconds / 60n) % 60n,
    seconds: seconds % 60n,
    fraction: absolute % ticksPerSecond,
  };
}

/** A time span as text: `[-][d.]hh:mm:ss[.fffffff]`, the format `c` of .NET. */
export function timeSpanText(ticks: bigint): string {
  const { negative, days, hours, minutes, seconds, fraction } = partsOf(ticks);
  const day = days === 0n ? "" : `${days}.`;
  const rest = fraction === 0n ? "" : `.${pad(fraction, 7)}`;
  return `${negative ? "-" : ""}${day}${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}${rest}`;
}

/** TimeSpan.Parse: `[-]d`, or `[-][d.]hh:mm[:ss[.fffffff]]`. In ticks; undefined where it is none. */
export function parseTimeSpan(text: string): bigint | undefined {
  // With all four parts, days may be parted by a colon too.
  const trimmed = text.trim().replace(/^(-?\d+):(?=\d+:\d+:)/, "$1.");
  const match = /^(-?)(?:(\d{1,8})|(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?)$/.exec(
    trimmed,
  );
  if (match === null) return undefined;
  const [, sign, only, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const ticks =
    BigInt(only ?? days) * ticksPerDay +
    BigInt((hour * 60 + minute) * 60 + second) * ticksPerSecond +
    BigInt(fraction.padEnd(7, "0"));
  return sign === "-" ? -ticks : ticks;
}

/** TimeSpan.ToString: `c`, `g`, `G` or a custom format, in which all text is quoted. Undefined where it is neither. */
export function formatTimeSpan(ticks: bigint, format: string, decimalSeparator: string): string | undefined {
  if (/^[ctT]?$/.test(format)) return timeSpanText(ticks);
  const { negative, days, hours, minutes, seconds, fraction } = partsOf(ticks);
  const sign = negative ? "-" : "";
  if (format === "G") {
    const time = `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}`;
    return `${sign}${days}:${time}${decimalSeparator}${pad(fraction, 7)}`;
  }
  if (format === "g") {
    const rest = pad(fraction, 7).replace(/0+$/, "");
    const time = `${days === 0n ? "" : `${days}:`}${hours}:${pad(minutes, 2)}:${pad(seconds, 2)}`;
    return `${sign}${time}${rest === "" ? "" : `${decimalSeparator}${rest}`}`;
  }
  const tokens = format.length === 1 ? undefined : tokenizeFormat(format, "dhmsfF");
  if (tokens === undefined || hasBareText(format)) return undefined;
  const parts: Readonly<Record<string, bigint>> = { d: days, h: hours, m: minutes, s: seconds };
  return tokens
    .map((token) => {
      if (token.kind === "text") return token.text;
      const value = parts[token.letter];
      if (value !== undefined) return pad(value, token.count);
      const digits = pad(fraction, 7).slice(0, token.count);
      return token.letter === "F" ? digits.replace(/0+$/, "") : digits;
    })
    .join("");
}

/** Custom formats of time spans refuse text that is neither quoted nor escaped. */
function hasBareText(format: string): boolean {
  const bare = format.replace(/'[^']*'|"[^"]*"|\\./g, "");
  return /[^dhmsfF%]/.test(bare) || /d{9}|h{3}|m{3}|s{3}|f{8}|F{8}/.test(bare);
}

function pad(value: bigint, width: number): string {
  return value.toString().padStart(width, "0");
}
