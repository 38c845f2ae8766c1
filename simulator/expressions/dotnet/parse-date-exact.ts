import { type DateCulture, dateCulture } from "./date-culture.ts";
import type { DateTime } from "./date-time.ts";
import { dateSpecifiers, standardPattern } from "./format-date.ts";
import { type FormatToken, tokenizeFormat } from "./format-tokens.ts";
import { adjustHour, assemble, fractionTicks, fullYear, isWeekday, monthNumber } from "./parse-date.ts";

/** DateTime.ParseExact: the text must be written in just that format. Undefined where it is not. */
export function parseDateExact(text: string, format: string, culture: string): DateTime | undefined {
  const names = dateCulture(/^[oOrRsu]$/.test(format) ? "" : culture);
  const pattern = format.length === 1 ? standardPattern(format, names) : format;
  const tokens = pattern === undefined ? undefined : tokenizeFormat(pattern, dateSpecifiers);
  if (tokens === undefined) return undefined;
  const letters: string[] = [];
  const source = tokens.map((token) => tokenPattern(token, names, letters)).join("");
  const match = new RegExp(`^${source}$`, "iu").exec(text.trim());
  if (match === null) return undefined;
  const found = new Map(letters.map((letter, index) => [letter, match[index + 1] ?? ""]));
  return fromParts(found, names);
}

/** The expression that a token matches; `letters` collects what its groups stand for. */
function tokenPattern(token: FormatToken, culture: DateCulture, letters: string[]): string {
  if (token.kind === "text") return escapeText(token.text);
  const { letter, count } = token;
  const group = (name: string, pattern: string): string => {
    letters.push(name);
    return `(${pattern})`;
  };
  switch (letter) {
    case "y":
      return group("y", count < 3 ? "\\d{2}" : `\\d{${Math.max(count, 4)}}`);
    case "M":
      return count < 3 ? group("M", digits(count)) : group("MMM", "\\p{L}+\\.?");
    case "d":
      return count < 3 ? group("d", digits(count)) : group("ddd", "\\p{L}+\\.?");
    case "H":
    case "h":
    case "m":
    case "s":
      return group(letter, digits(count));
    case "f":
      return group("f", `\\d{${Math.min(count, 7)}}`);
    case "F":
      return group("f", `\\d{0,${Math.min(count, 7)}}`);
    case "t":
      return group("t", count === 1 ? "\\S" : "[\\p{L}.]+");
    case "K":
      return group("z", "Z|[+-]\\d{2}:\\d{2}|");
    case "z":
      return group("z", count < 3 ? "[+-]\\d{1,2}" : "[+-]\\d{1,2}:\\d{2}");
    case ":":
      return escapeText(culture.timeSeparator);
    case "/":
      return escapeText(culture.dateSeparator);
    default:
      return escapeText(letter.repeat(count));
  }
}

function fromParts(found: ReadonlyMap<string, string>, culture: DateCulture): DateTime | undefined {
  const number = (letter: string, fallback: number): number => Number(found.get(letter) ?? fallback);
  const month = found.has("MMM") ? monthNumber(found.get("MMM") ?? "", culture) : number("M", 1);
  const weekday = found.get("ddd");
  if (month === undefined || (weekday !== undefined && !isWeekday(weekday, culture))) return undefined;
  const period = found.get("t");
  const written = number("H", number("h", 0));
  const hour = found.has("H") || period === undefined ? written : adjustHour(written, period, culture);
  if (hour === undefined) return undefined;
  const zone = found.get("z");
  return assemble(
    { year: fullYear(found.get("y") ?? "0001"), month, day: number("d", 1) },
    { hour, minute: number("m", 0), second: number("s", 0), fraction: fractionTicks(found.get("f") ?? "") },
    zone === undefined || zone === "" ? undefined : zone,
  );
}

function digits(count: number): string {
  return count === 1 ? "\\d{1,2}" : "\\d{2}";
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
