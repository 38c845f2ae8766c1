import { DateTime, type DurationLike } from "luxon";
import { findIana } from "windows-iana";
import { spans } from "../facts.ts";
import type { Settings } from "../load/settings.ts";

const frequencies = ["Second", "Minute", "Hour", "Day", "Week", "Month"] as const;
type Frequency = (typeof frequencies)[number];

const weekDays: readonly unknown[] = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];

/** When something happens again and again. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  /** Milliseconds; undefined: from when the flow is turned on. */
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  readonly zone: string;
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  /** 1 is Monday. */
  readonly weekDays: readonly number[];
}

export function readRecurrence(settings: Settings): Recurrence {
  const frequency = settings.word("frequency", frequencies);
  if (!settings.has("frequency")) settings.missing("frequency");
  const interval = settings.count("interval", 1, Number.MAX_SAFE_INTEGER);
  if (!settings.has("interval")) settings.missing("interval");
  const zone = readZone(settings);
  const recurrence = {
    frequency: frequency ?? "Minute",
    interval: interval ?? 1,
    zone,
    startTime: readTime(settings, "startTime", zone),
    endTime: readTime(settings, "endTime", zone),
    ...readSchedule(settings, frequency ?? "Minute"),
  };
  const period = roughPeriod(recurrence);
  if (period < spans.shortestRecurrence || period > spans.longestRecurrence) {
    settings.invalid("interval", "between 60 seconds and 500 days");
  }
  settings.done();
  return recurrence;
}

function readZone(settings: Settings): string {
  const name = settings.text("timeZone");
  if (name === undefined) return "utc";
  const zone = findIana(name)[0];
  if (zone === undefined) settings.invalid("timeZone", "the Windows name of a time zone");
  return zone ?? "utc";
}

function readTime(settings: Settings, key: string, zone: string): number | undefined {
  const text = settings.text(key);
  if (text === undefined) return undefined;
  const time = DateTime.fromISO(text, { zone });
  if (!time.isValid) settings.invalid(key, "a time such as 2026-01-01T00:00:00Z");
  return time.isValid ? time.toMillis() : undefined;
}

function readSchedule(
  settings: Settings,
  frequency: Frequency,
): Pick<Recurrence, "hours" | "minutes" | "weekDays"> {
  const schedule = settings.inner("schedule");
  if (schedule === undefined) return { hours: [], minutes: [], weekDays: [] };
  if (frequency !== "Day" && frequency !== "Week")
    settings.invalid("schedule", "absent unless the frequency is Day or Week");
  const numbers = (key: string, most: number): readonly number[] => {
    const listed = (schedule.list(key) ?? []).map(Number);
    if (listed.some((each) => !Number.isInteger(each) || each < 0 || each > most)) {
      schedule.invalid(key, `a list of numbers up to ${most}`);
    }
    return listed.toSorted((left, right) => left - right);
  };
  const days = (schedule.list("weekDays") ?? []).map((name) => weekDays.indexOf(name) + 1);
  if (days.includes(0)) schedule.invalid("weekDays", `a list of ${weekDays.join(", ")}`);
  const read = { hours: numbers("hours", 23), minutes: numbers("minutes", 59), weekDays: days };
  schedule.done();
  return read;
}

const lengths: Readonly<Record<Frequency, number>> = {
  Second: spans.second,
  Minute: spans.minute,
  Hour: spans.hour,
  Day: spans.day,
  Week: 7 * spans.day,
  Month: 30 * spans.day,
};

function roughPeriod({ frequency, interval }: Pick<Recurrence, "frequency" | "interval">): number {
  return interval * lengths[frequency];
}

/**
 * The first moment after the given one at which it happens; undefined when it never does again. `anchor` is when the
 * flow was turned on: without a start time it happens then for the first time.
 */
export function nextOccurrence(recurrence: Recurrence, after: number, anchor: number): number | undefined {
  const start = recurrence.startTime ?? anchor;
  const next =
    recurrence.hours.length + recurrence.minutes.length + recurrence.weekDays.length > 0
      ? nextScheduled(recurrence, after, start)
      : nextRegular(recurrence, after, start);
  const { endTime } = recurrence;
  return next !== undefined && endTime !== undefined && next > endTime ? undefined : next;
}

function nextRegular(recurrence: Recurrence, after: number, start: number): number | undefined {
  if (start > after) return start;
  const { frequency, interval } = recurrence;
  const period = roughPeriod(recurrence);
  if (frequency === "Second" || frequency === "Minute" || frequency === "Hour") {
    return start + (Math.floor((after - start) / period) + 1) * period;
  }
  // Days and months differ in length: begin one period too early, and look.
  const first = DateTime.fromMillis(start, { zone: recurrence.zone });
  const guess = Math.max(0, Math.floor((after - start) / (period * 1.05)) - 1);
  for (let count = guess; count < guess + searchSteps; count += 1) {
    const moment = first.plus(span(frequency, count * interval)).toMillis();
    if (moment > after) return moment;
  }
  return undefined;
}

/** Far more days than any schedule leaves out. */
const searchSteps = 2000;

function nextScheduled(recurrence: Recurrence, after: number, start: number): number | undefined {
  const { frequency, interval, zone } = recurrence;
  const first = DateTime.fromMillis(start, { zone });
  const origin = first.startOf(frequency === "Week" ? "week" : "day");
  const hours = recurrence.hours.length > 0 ? recurrence.hours : [first.hour];
  const minutes =
    recurrence.minutes.length > 0 ? recurrence.minutes : [recurrence.hours.length > 0 ? 0 : first.minute];
  const days = recurrence.weekDays;
  let day = DateTime.fromMillis(Math.max(after, start), { zone }).startOf("day");
  for (let step = 0; step < searchSteps; step += 1, day = day.plus({ days: 1 })) {
    const passed = frequency === "Week" ? day.diff(origin, "weeks").weeks : day.diff(origin, "days").days;
    if (Math.floor(Math.round(passed * 1000) / 1000) % interval !== 0) continue;
    if (days.length > 0 ? !days.includes(day.weekday) : frequency === "Week" && day.weekday !== first.weekday)
      continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const moment = day.set({ hour, minute }).toMillis();
        if (moment > after && moment >= start) return moment;
      }
    }
  }
  return undefined;
}

function span(frequency: Frequency, count: number): DurationLike {
  if (frequency === "Month") return { months: count };
  return frequency === "Week" ? { weeks: count } : { days: count };
}
