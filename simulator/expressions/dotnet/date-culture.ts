import { localeOf, plainSpace, remember } from "./culture.ts";

/** How a culture writes dates. */
export interface DateCulture {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  /** Sunday first. */
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  readonly morning: string;
  readonly afternoon: string;
  readonly dateSeparator: string;
  readonly timeSeparator: string;
  readonly shortDate: string;
  readonly longDate: string;
  readonly shortTime: string;
  readonly longTime: string;
  readonly monthDay: string;
  readonly yearMonth: string;
}

const dateCultures = new Map<string, DateCulture>();

/** Names and patterns out of Node's own locale data; the empty name is the invariant culture. */
export function dateCulture(name: string): DateCulture {
  return remember(dateCultures, name, () => {
    const locale = localeOf(name);
    const names = (
      options: Intl.DateTimeFormatOptions,
      count: number,
      step: (index: number) => Date,
    ): string[] => {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
      return Array.from({ length: count }, (_, index) => format.format(step(index)));
    };
    const month = (index: number): Date => new Date(Date.UTC(2026, index, 1));
    // The first of March 2026 is a Sunday.
    const day = (index: number): Date => new Date(Date.UTC(2026, 2, 1 + index));
    const known = patterns.get(name.toLowerCase()) ?? patternsFromLocale(locale);
    return {
      months: names({ month: "long" }, 12, month),
      shortMonths: Array.from({ length: 12 }, (_, index) => shortMonth(locale, month(index))),
      days: names({ weekday: "long" }, 7, day),
      shortDays: names({ weekday: "short" }, 7, day),
      ...dayPeriods(locale),
      dateSeparator: /[/.-]/.exec(known.shortDate)?.[0] ?? "/",
      timeSeparator: ":",
      ...known,
    };
  });
}

/** As it stands beside a day: in some languages the short name alone is another. */
function shortMonth(locale: string, date: Date): string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  return format.formatToParts(date).find(({ type }) => type === "month")?.value ?? "";
}

type Patterns = Pick<
  DateCulture,
  "shortDate" | "longDate" | "shortTime" | "longTime" | "monthDay" | "yearMonth"
>;

/** The patterns of .NET for the cultures that matter most; its data and Node's agree on names, not on all patterns. */
const patterns: ReadonlyMap<string, Patterns> = new Map([
  [
    "",
    {
      shortDate: "MM/dd/yyyy",
      longDate: "dddd, dd MMMM yyyy",
      shortTime: "HH:mm",
      longTime: "HH:mm:ss",
      monthDay: "MMMM dd",
      yearMonth: "yyyy MMMM",
    },
  ],
  [
    "en-us",
    {
      shortDate: "M/d/yyyy",
      longDate: "dddd, MMMM d, yyyy",
      shortTime: "h:mm tt",
      longTime: "h:mm:ss tt",
      monthDay: "MMMM d",
      yearMonth: "MMMM yyyy",
    },
  ],
  [
    "en-gb",
    {
      shortDate: "dd/MM/yyyy",
      longDate: "dd MMMM yyyy",
      shortTime: "HH:mm",
      longTime: "HH:mm:ss",
      monthDay: "d MMMM",
      yearMonth: "MMMM yyyy",
    },
  ],
  [
    "de-de",
    {
      shortDate: "dd.MM.yyyy",
      longDate: "dddd, d. MMMM yyyy",
      shortTime: "HH:mm",
      longTime: "HH:mm:ss",
      monthDay: "d. MMMM",
      yearMonth: "MMMM yyyy",
    },
  ],
  [
    "fr-fr",
    {
      shortDate: "dd/MM/yyyy",
      longDate: "dddd d MMMM yyyy",
      shortTime: "HH:mm",
      longTime: "HH:mm:ss",
      monthDay: "d MMMM",
      yearMonth: "MMMM yyyy",
    },
  ],
  [
    "it-it",
    {
      shortDate: "dd/MM/yyyy",
      longDate: "dddd d MMMM yyyy",
      shortTime: "HH:mm",
      longTime: "HH:mm:ss",
      monthDay: "d MMMM",
      yearMonth: "MMMM yyyy",
    },
  ],
]);

function patternsFromLocale(locale: string): Patterns {
  const read = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })
      .formatToParts(new Date(Date.UTC(2026, 8, 6, 15, 7, 8)))
      .map(({ type, value }) => patternPart(type, value))
      .join("");
  return {
    shortDate: read({ year: "numeric", month: "2-digit", day: "2-digit" }),
    longDate: read({ dateStyle: "full" }),
    shortTime: read({ timeStyle: "short" }),
    longTime: read({ timeStyle: "medium" }),
    monthDay: read({ month: "long", day: "numeric" }),
    yearMonth: read({ month: "long", year: "numeric" }),
  };
}

function patternPart(type: Intl.DateTimeFormatPartTypes, value: string): string {
  switch (type) {
    case "weekday":
      return "dddd";
    case "day":
      return value.length === 1 ? "d" : "dd";
    case "month":
      return /\d/.test(value) ? (value.length === 1 ? "M" : "MM") : "MMMM";
    case "year":
      return "yyyy";
    case "hour":
      return value === "15" ? "HH" : value.length === 1 ? "h" : "hh";
    case "minute":
      return "mm";
    case "second":
      return "ss";
    case "dayPeriod":
      return "tt";
    default:
      return /[a-zA-Z]/.test(value) ? `'${value}'` : plainSpace(value);
  }
}

function dayPeriods(locale: string): { readonly morning: string; readonly afternoon: string } {
  const format = new Intl.DateTimeFormat(locale, { hour: "numeric", hour12: true, timeZone: "UTC" });
  const period = (hour: number, fallback: string): string => {
    const parts = format.formatToParts(new Date(Date.UTC(2026, 0, 1, hour)));
    return parts.find(({ type }) => type === "dayPeriod")?.value ?? fallback;
  };
  return { morning: period(9, "AM"), afternoon: period(15, "PM") };
}
