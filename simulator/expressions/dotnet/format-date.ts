import { type DateCulture, dateCulture } from "./date-culture.ts";
import { type DateTime, toFields } from "./date-time.ts";
import { tokenizeFormat } from "./format-tokens.ts";

/** The specifiers of custom date formats. */
export const dateSpecifiers = "dfFghHKmMstyz:/";

/** DateTime.ToString: a standard format of one letter, or a custom one. Undefined where it is neither. */
export function formatDate(moment: DateTime, format: string, culture: string): string | undefined {
  const invariant = /^[oOrRsu]$/.test(format);
  const names = dateCulture(invariant ? "" : culture);
  const pattern = format.length === 1 ? standardPattern(format, names) : format;
  return pattern === undefined ? undefined : formatCustom(moment, pattern, names);
}

/** The custom format behind a standard one. */
export function standardPattern(letter: string, culture: DateCulture): string | undefined {
  const { shortDate, longDate, shortTime, longTime } = culture;
  switch (letter) {
    case "d":
      return shortDate;
    case "D":
      return longDate;
    case "f":
      return `${longDate} ${shortTime}`;
    case "F":
    case "U":
      return `${longDate} ${longTime}`;
    case "g":
      return `${shortDate} ${shortTime}`;
    case "G":
      return `${shortDate} ${longTime}`;
    case "m":
    case "M":
      return culture.monthDay;
    case "o":
    case "O":
      return "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";
    case "r":
    case "R":
      return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    case "s":
      return "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    case "t":
      return shortTime;
    case "T":
      return longTime;
    case "u":
      return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    case "y":
    case "Y":
      return culture.yearMonth;
    default:
      return undefined;
  }
}

function formatCustom(moment: DateTime, pattern: string, culture: DateCulture): string | undefined {
  const tokens = tokenizeFormat(pattern, dateSpecifiers);
  if (tokens === undefined) return undefined;
  let result = "";
  for (const token of tokens) {
    if (token.kind === "text") result += token.text;
    else if (token.letter === "F" && token.count <= 7) {
      const digits = fractionOf(moment, token.count).replace(/0+$/, "");
      // Without digits the point before them goes too.
      result = digits === "" && result.endsWith(".") ? result.slice(0, -1) : result + digits;
    } else {
      const part = formatPart(moment, token.letter, token.count, culture);
      if (part === undefined) return undefined;
      result += part;
    }
  }
  return result;
}

function formatPart(
  moment: DateTime,
  letter: string,
  count: number,
  culture: DateCulture,
): string | undefined {
  const { year, month, day, hour, minute, second, weekday } = toFields(moment);
  switch (letter) {
    case "d":
      return count < 3 ? pad(day, count) : (count === 3 ? culture.shortDays : culture.days)[weekday];
    case "M":
      return count < 3 ? pad(month, count) : (count === 3 ? culture.shortMonths : culture.months)[month - 1];
    case "y":
      return pad(count < 3 ? year % 100 : year, count);
    case "H":
      return pad(hour, Math.min(count, 2));
    case "h":
      return pad(hour % 12 === 0 ? 12 : hour % 12, Math.min(count, 2));
    case "m":
      return pad(minute, Math.min(count, 2));
    case "s":
      return pad(second, Math.min(count, 2));
    case "f":
      return count <= 7 ? fractionOf(moment, count) : undefined;
    case "t": {
      const period = hour < 12 ? culture.morning : culture.afternoon;
      return count === 1 ? period.slice(0, 1) : period;
    }
    case "g":
      return "A.D.";
    case "K":
      return { utc: "Z", offset: "+00:00", unspecified: "" }[moment.kind];
    case "z":
      // Whatever had an offset was moved to UTC, and the platform's own clock runs in UTC.
      return ["+0", "+00", "+00:00"][Math.min(count, 3) - 1];
    case ":":
      return culture.timeSeparator.repeat(count);
    case "/":
      return culture.dateSeparator.repeat(count);
    default:
      return undefined;
  }
}

function fractionOf(moment: DateTime, digits: number): string {
  return pad(toFields(moment).fraction, 7).slice(0, digits);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
