import { type DateCulture, dateCulture } from "./date-culture.ts";
import { type DateTime, type Fields, fromFields, shifted } from "./date-time.ts";
import { lastTwoDigitYear } from "./facts.ts";

const zonePattern = "(Z|GMT|UTC|[+-]\\d{1,2}(?::?\\d{2})?)?";
const timePattern = `(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d+))?)?`;

const isoPattern = new RegExp(
  `^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:(?:T| +)${timePattern})?\\s*${zonePattern}$`,
  "i",
);

/**
 * Reads a date as DateTime.Parse does, as far as it is unambiguous: ISO 8601, numbers in the order of the culture, and
 * months by name. Undefined where it is no date.
 */
export function parseDate(text: string, culture: string): DateTime | undefined {
  const trimmed = text.trim();
  const iso = isoPattern.exec(trimmed);
  if (iso !== null) {
    const [, year, month, day, ...time] = iso;
    return assemble({ year: Number(year), month: Number(month), day: Number(day) }, timeOf(time), time[4]);
  }
  return parseNumbers(trimmed, dateCulture(culture)) ?? parseNames(trimmed, dateCulture(culture));
}

type Day = Pick<Fields, "year" | "month" | "day">;
type Time = Pick<Fields, "hour" | "minute" | "second" | "fraction">;

const rest = `(?:,?[ T]+${timePattern}\\s*(\\S{1,4}M|\\S{2})??)?\\s*${zonePattern}$`;
const numbersPattern = new RegExp(`^(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})${rest}`, "i");

function parseNumbers(text: string, culture: DateCulture): DateTime | undefined {
  const match = numbersPattern.exec(text);
  if (match === null) return undefined;
  const [, first = "", , second = "", third = "", ...time] = match;
  const yearFirst = first.length > 2;
  if (!yearFirst && third.length === 3) return undefined;
  const dayFirst = culture.shortDate.indexOf("d") < culture.shortDate.indexOf("M");
  const [month, day] = yearFirst ? [second, third] : dayFirst ? [second, first] : [first, second];
  const year = fullYear(yearFirst ? first : third);
  return assemble({ year, month: Number(month), day: Number(day) }, timeOf(time, culture), time[5]);
}

const dayFirstPattern = new RegExp(
  `^(?:(\\p{L}+)\\.?,? +)?(\\d{1,2})\\.?[ -](\\p{L}+)\\.?,?[ -](\\d{2,4})${rest}`,
  "iu",
);
const monthFirstPattern = new RegExp(
  `^(?:(\\p{L}+)\\.?,? +)?(\\p{L}+)\\.? +(\\d{1,2}),? +(\\d{2,4})${rest}`,
  "iu",
);

function parseNames(text: string, culture: DateCulture): DateTime | undefined {
  const dayFirst = dayFirstPattern.exec(text);
  const match = dayFirst ?? monthFirstPattern.exec(text);
  if (match === null) return undefined;
  const [, weekday, second = "", third = "", year = "", ...time] = match;
  const [day, name] = dayFirst === null ? [third, second] : [second, third];
  const month = monthNumber(name, culture);
  if (month === undefined || (weekday !== undefined && !isWeekday(weekday, culture))) return undefined;
  return assemble({ year: fullYear(year), month, day: Number(day) }, timeOf(time, culture), time[5]);
}

/** 1 to 12, by full or short name. */
export function monthNumber(name: string, culture: DateCulture): number | undefined {
  const sought = plainName(name);
  const index = [culture.months, culture.shortMonths]
    .map((names) => names.findIndex((each) => plainName(each) === sought))
    .find((found) => found !== -1);
  return index === undefined ? undefined : index + 1;
}

export function isWeekday(name: string, culture: DateCulture): boolean {
  return [...culture.days, ...culture.shortDays].some((each) => plainName(each) === plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

export function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year + 2000 > lastTwoDigitYear ? year + 1900 : year + 2000;
}

/** Undefined stands for an impossible time. `period` is AM or PM, where it can be. */
function timeOf(parts: readonly (string | undefined)[], culture?: DateCulture): Time | undefined {
  const [hour = "0", minute = "0", second = "0", fraction = "", period] = parts;
  const plain = { minute: Number(minute), second: Number(second), fraction: fractionTicks(fraction) };
  if (culture === undefined || period === undefined) return { hour: Number(hour), ...plain };
  const adjusted = adjustHour(Number(hour), period, culture);
  return adjusted === undefined ? undefined : { hour: adjusted, ...plain };
}

/** The hour of a day out of one of twelve; undefined where the word is no half of a day. */
export function adjustHour(hour: number, period: string, culture: DateCulture): number | undefined {
  const word = period.toLowerCase();
  const matches = (...names: readonly string[]): boolean =>
    names.some((name) => name.toLowerCase() === word || name.slice(0, 1).toLowerCase() === word);
  if (hour > 12) return undefined;
  if (matches(culture.morning, "AM")) return hour % 12;
  return matches(culture.afternoon, "PM") ? (hour % 12) + 12 : undefined;
}

export function fractionTicks(digits: string): number {
  return Number(digits.padEnd(7, "0").slice(0, 7));
}

/** Puts day, time and zone together; an offset moves the moment to UTC. */
export function assemble(day: Day, time: Time | undefined, zone: string | undefined): DateTime | undefined {
  if (time === undefined) return undefined;
  const kind = zone === undefined ? "unspecified" : /^(Z|GMT|UTC)$/i.test(zone) ? "utc" : "offset";
  const moment = fromFields({ ...day, ...time }, kind);
  if (moment === undefined || kind !== "offset" || zone === undefined) return moment;
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  // .NET takes offsets up to fourteen hours.
  return offset > 14 * 3_600_000 ? undefined : shifted(moment, sign === "-" ? offset : -offset);
}
