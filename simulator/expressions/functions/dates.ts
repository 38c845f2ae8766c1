import { defaultCulture, isCulture } from "../dotnet/culture.ts";
import {
  type DateTime,
  dayNumber,
  shifted,
  shiftedByMonths,
  toFields,
  totalTicks,
} from "../dotnet/date-time.ts";
import { formatDate } from "../dotnet/format-date.ts";
import { numberCulture } from "../dotnet/number-culture.ts";
import { parseDate } from "../dotnet/parse-date.ts";
import { parseDateExact } from "../dotnet/parse-date-exact.ts";
import { formatTimeSpan, parseTimeSpan, timeSpanText } from "../dotnet/time-span.ts";
import { findTimeZone, fromZone, type TimeZone, toZone } from "../dotnet/time-zone.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import type { Scope } from "../scope.ts";
import { integer, type WdlValue } from "../value.ts";
import { toText } from "../values/to-text.ts";
import { countArgument, invalid, type Ordinal, optionalText, textArgument } from "./arguments.ts";
import { type FunctionDefinition, pure, scoped } from "./definition.ts";

/** Dates are texts: read, moved and written again, with the zone they came with. */
export function dateFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const zone = (name: string, value: WdlValue | undefined, ordinal: Ordinal): TimeZone => {
    const id = textArgument(name, value, ordinal);
    const found = findTimeZone(id, quirks["iana-time-zones"] === "accepted");
    if (found !== undefined) return found;
    throw new ExpressionError(
      `In the template language function '${name}', the value provided for the time zone id '${id}' was not valid.`,
    );
  };
  return [
    scoped("utcNow", [0, 1], (scope, format) => written("utcNow", now("utcNow", scope), format, "only")),
    ...[1, -1].map((direction) => {
      const name = direction === 1 ? "getFutureTime" : "getPastTime";
      return scoped(name, [2, 3], (scope, interval, unit, format) => {
        const amount = countArgument(name, interval, "first") * direction;
        return written(
          name,
          moved(name, now(name, scope), amount, textArgument(name, unit, "second")),
          format,
          "third",
        );
      });
    }),
    ...[1, -1].map((direction) => {
      const name = direction === 1 ? "addToTime" : "subtractFromTime";
      return pure(name, [3, 4], (timestamp, interval, unit, format) => {
        const amount = countArgument(name, interval, "second") * direction;
        return written(
          name,
          moved(name, read(name, timestamp), amount, textArgument(name, unit, "third")),
          format,
          "fourth",
        );
      });
    }),
    ...["Second", "Minute", "Hour", "Day"].map((unit) => {
      const name = `add${unit}s`;
      return pure(name, [2, 3], (timestamp, amount, format) => {
        const moment = read(name, timestamp);
        return written(
          name,
          moved(name, moment, countArgument(name, amount, "second"), unit),
          format,
          "third",
        );
      });
    }),
    pure("dateDifference", [2, 2], (start, end) => {
      const from = totalTicks(read("dateDifference", start));
      return timeSpanText(totalTicks(read("dateDifference", end)) - from);
    }),
    pure("convertTimeZone", [3, 4], (timestamp, source, target, format) => {
      const name = "convertTimeZone";
      const from = zone(name, source, "second");
      const to = zone(name, target, "third");
      const moment = read(name, timestamp);
      const utc = moment.kind === "unspecified" ? fromWall(name, moment, from) : moment;
      return written(name, representable(name, toZone(utc, to)), format, "fourth");
    }),
    pure("convertToUtc", [2, 3], (timestamp, source, format) => {
      const name = "convertToUtc";
      const from = zone(name, source, "second");
      const moment = read(name, timestamp);
      if (moment.kind === "utc" && !from.isUtc) {
        throw new ExpressionError(
          `The template language function '${name}' expects its second parameter to be a time zone matching the time zone indicated by the timestamp. The provided value '${toText(source ?? null)}' does not match.`,
        );
      }
      const utc: DateTime =
        moment.kind === "unspecified" ? fromWall(name, moment, from) : { ...moment, kind: "utc" };
      return written(name, utc, format, "third");
    }),
    pure("convertFromUtc", [2, 3], (timestamp, target, format) => {
      const name = "convertFromUtc";
      const to = zone(name, target, "second");
      return written(name, representable(name, toZone(read(name, timestamp), to)), format, "third");
    }),
    pure("formatDateTime", [1, 3], (timestamp, format, locale) => {
      const name = "formatDateTime";
      return written(name, read(name, timestamp), format, "second", culture(name, locale, "third"));
    }),
    pure("parseDateTime", [1, 3], (timestamp, locale, format) => {
      const name = "parseDateTime";
      const exact = optionalText(name, format, "third");
      return written(name, read(name, timestamp, culture(name, locale, "second"), exact), undefined, "third");
    }),
    startOf("startOfHour", 3_600_000),
    startOf("startOfDay", 86_400_000),
    pure("startOfMonth", [1, 2], (timestamp, format) => {
      const moment = read("startOfMonth", timestamp);
      const { year, month } = toFields(moment);
      const start: DateTime = { milliseconds: dayNumber(year, month, 1), ticks: 0, kind: moment.kind };
      return written("startOfMonth", start, format, "second");
    }),
    pure("dayOfWeek", [1, 1], (timestamp) => toFields(read("dayOfWeek", timestamp)).weekday),
    pure("dayOfMonth", [1, 1], (timestamp) => toFields(read("dayOfMonth", timestamp)).day),
    pure("dayOfYear", [1, 1], (timestamp) => {
      const { milliseconds } = read("dayOfYear", timestamp);
      const start = dayNumber(new Date(milliseconds).getUTCFullYear(), 1, 1);
      return Math.floor((milliseconds - start) / 86_400_000) + 1;
    }),
    pure("ticks", [1, 1], (timestamp) => integer(totalTicks(read("ticks", timestamp)))),
    pure("formatTimeSpan", [2, 3], (span, format, locale) => {
      const name = "formatTimeSpan";
      const ticks = parseTimeSpan(textArgument(name, span, "first"));
      if (ticks === undefined)
        throw invalid(name, `The value '${toText(span ?? null)}' is not a valid time span.`);
      const pattern = textArgument(name, format, "second");
      const { decimal } = numberCulture(culture(name, locale, "third"));
      const text = formatTimeSpan(ticks, pattern, decimal);
      if (text === undefined) throw invalid(name, `The format '${pattern}' is not a valid time span format.`);
      return text;
    }),
  ];
}

function now(name: string, scope: Scope): DateTime {
  if (scope.now === undefined) throw invalid(name, "There is no clock here.");
  const instant = scope.now();
  return typeof instant === "number"
    ? { milliseconds: Math.floor(instant), ticks: 0, kind: "utc" }
    : { ...instant, kind: "utc" };
}

function read(
  name: string,
  value: WdlValue | undefined,
  culture = defaultCulture,
  format?: string,
): DateTime {
  const text = typeof value === "string" ? value : undefined;
  const moment =
    text === undefined
      ? undefined
      : format === undefined
        ? parseDate(text, culture)
        : parseDateExact(text, format, culture);
  if (moment !== undefined) return moment;
  throw new ExpressionError(
    `In function '${name}', the value provided for date time string '${toText(value ?? null)}' was not valid. The datetime string must match ISO 8601 format.`,
  );
}

/** Without a format, the one that tells everything: `2026-01-15T10:30:00.0000000Z`. */
function written(
  name: string,
  moment: DateTime,
  format: WdlValue | undefined,
  ordinal: Ordinal,
  culture = defaultCulture,
): string {
  const pattern = optionalText(name, format, ordinal) ?? "o";
  const text = formatDate(moment, pattern === "" ? "o" : pattern, culture);
  if (text !== undefined) return text;
  throw new ExpressionError(
    `In function '${name}', the value provided for date time format '${pattern}' was not valid. The datetime format must match the standard or a custom format.`,
  );
}

function culture(name: string, value: WdlValue | undefined, ordinal: Ordinal): string {
  const id = optionalText(name, value, ordinal);
  if (id === undefined || id === "") return defaultCulture;
  if (isCulture(id)) return id;
  throw invalid(name, `The value '${id}' is not a valid culture.`);
}

const units: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

function moved(name: string, moment: DateTime, amount: number, unit: string): DateTime {
  const singular = unit.toLowerCase().replace(/s$/, "");
  if (singular === "month") return representable(name, shiftedByMonths(moment, amount));
  if (singular === "year") return representable(name, shiftedByMonths(moment, amount * 12));
  const size = units[singular];
  if (size === undefined) {
    throw invalid(
      name,
      `The time unit '${unit}' is not one of Second, Minute, Hour, Day, Week, Month, Year.`,
    );
  }
  return representable(name, shifted(moment, amount * size));
}

function fromWall(name: string, moment: DateTime, zone: TimeZone): DateTime {
  const utc = fromZone(moment, zone);
  if (utc === undefined)
    throw invalid(name, "The supplied DateTime represents an invalid time: the clock skips it.");
  return utc;
}

function representable(name: string, moment: DateTime | undefined): DateTime {
  if (moment === undefined) {
    throw invalid(name, "The added or subtracted value results in an un-representable DateTime.");
  }
  return moment;
}

function startOf(name: string, unit: number): FunctionDefinition {
  return pure(name, [1, 2], (timestamp, format) => {
    const moment = read(name, timestamp);
    const milliseconds = Math.floor(moment.milliseconds / unit) * unit;
    return written(name, { ...moment, milliseconds, ticks: 0 }, format, "second");
  });
}
