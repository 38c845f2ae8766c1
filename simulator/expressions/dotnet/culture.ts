/** How a culture writes numbers, as far as formatting and parsing need it. */
export interface NumberCulture {
  readonly group: string;
  readonly decimal: string;
  readonly currency: string;
  /** The place of an amount and its symbol: `¤n`, `n ¤`… */
  readonly currencyPattern: string;
  readonly percentPattern: string;
}

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

/** The culture the platform uses where none is named. */
export const defaultCulture = "en-US";

/** Whether the platform would know the culture; anything of the form of a language tag passes there too. */
export function isCulture(name: string): boolean {
  try {
    return name === "" || Intl.getCanonicalLocales(name).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const numberCultures = new Map<string, NumberCulture>();
const dateCultures = new Map<string, DateCulture>();

/** Separators and symbols out of Node's own locale data; the empty name is the invariant culture. */
export function numberCulture(name: string): NumberCulture {
  return remember(numberCultures, name, () => {
    if (name === "") {
      return { group: ",", decimal: ".", currency: "¤", currencyPattern: "¤n", percentPattern: "n %" };
    }
    const parts = new Intl.NumberFormat(name, { useGrouping: true }).formatToParts(1_234_567.5);
    const money = new Intl.NumberFormat(name, { style: "currency", currency: currencyOf(name) });
    return {
      group: plainSpace(part(parts, "group", ",")),
      decimal: part(parts, "decimal", "."),
      currency: part(money.formatToParts(1), "currency", "$"),
      currencyPattern: pattern(money.formatToParts(1), "currency", "¤"),
      percentPattern: pattern(
        new Intl.NumberFormat(name, { style: "percent" }).formatToParts(1),
        "percentSign",
        "%",
      ),
    };
  });
}

/** Names and patterns out of Node's own locale data; the empty name is the invariant culture. */
export function dateCulture(name: string): DateCulture {
  return remember(dateCultures, name, () => {
    const locale = name === "" ? "en-US" : name;
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

/** The money of a culture is the money of its region. */
function currencyOf(name: string): string {
  const region = new Intl.Locale(name).maximize().region ?? "US";
  return currencies.get(region) ?? "USD";
}

const euro = [
  "AT",
  "BE",
  "CY",
  "DE",
  "EE",
  "ES",
  "FI",
  "FR",
  "GR",
  "HR",
  "IE",
  "IT",
  "LT",
  "LU",
  "LV",
  "MT",
  "NL",
  "PT",
  "SI",
  "SK",
];
const currencies: ReadonlyMap<string, string> = new Map([
  ...euro.map((region): [string, string] => [region, "EUR"]),
  ["US", "USD"],
  ["GB", "GBP"],
  ["CH", "CHF"],
  ["JP", "JPY"],
  ["CN", "CNY"],
  ["IN", "INR"],
  ["CA", "CAD"],
  ["AU", "AUD"],
  ["NZ", "NZD"],
  ["SE", "SEK"],
  ["NO", "NOK"],
  ["DK", "DKK"],
  ["PL", "PLN"],
  ["CZ", "CZK"],
  ["HU", "HUF"],
  ["RO", "RON"],
  ["BG", "BGN"],
  ["BR", "BRL"],
  ["MX", "MXN"],
  ["KR", "KRW"],
  ["TR", "TRY"],
  ["ZA", "ZAR"],
  ["RU", "RUB"],
  ["UA", "UAH"],
  ["IL", "ILS"],
  ["SG", "SGD"],
  ["HK", "HKD"],
  ["TW", "TWD"],
  ["TH", "THB"],
  ["AE", "AED"],
  ["SA", "SAR"],
  ["AR", "ARS"],
  ["CL", "CLP"],
  ["CO", "COP"],
  ["ID", "IDR"],
  ["MY", "MYR"],
  ["PH", "PHP"],
  ["VN", "VND"],
  ["EG", "EGP"],
  ["NG", "NGN"],
  ["IS", "ISK"],
]);

function part(parts: readonly Intl.NumberFormatPart[], type: string, fallback: string): string {
  return parts.find((each) => each.type === type)?.value ?? fallback;
}

/** `n ¤` and the like: where the symbol stands, and whether a space is between. */
function pattern(parts: readonly Intl.NumberFormatPart[], type: string, symbol: string): string {
  let amount = false;
  return parts
    .map((each) => {
      if (each.type === type) return symbol;
      if (each.type === "literal") return plainSpace(each.value);
      if (amount) return "";
      amount = true;
      return "n";
    })
    .join("");
}

/** .NET writes U+00A0 where newer locale data has a narrow space. */
function plainSpace(text: string): string {
  return text.replaceAll("\u202f", "\u00a0");
}

function remember<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const key = name.toLowerCase();
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
