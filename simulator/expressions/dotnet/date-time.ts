import { maximumYear, minimumYear } from "./facts.ts";

/**
 * A moment as System.DateTime holds it: a wall clock, and what is known of its zone. `utc` came with a Z, `offset`
 * with an offset (and was moved to UTC), `unspecified` with neither.
 */
export interface DateTime {
  /** The wall clock, in milliseconds as if it were UTC. */
  readonly milliseconds: number;
  /** Ticks of 100 nanoseconds below the millisecond, 0 to 9999. */
  readonly ticks: number;
  readonly kind: "utc" | "unspecified" | "offset";
}

export interface Fields {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks within the second. */
  readonly fraction: number;
}

const ticksPerMillisecond = 10_000;

/** Ticks from 0001-01-01 to 1970-01-01. */
const epochTicks = 621_355_968_000_000_000n;

/** Undefined where the calendar has no such moment. */
export function fromFields(fields: Fields, kind: DateTime["kind"]): DateTime | undefined {
  const { year, month, day, hour, minute, second, fraction } = fields;
  const valid =
    year >= minimumYear &&
    year <= maximumYear &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!valid) return undefined;
  const milliseconds = dayNumber(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000;
  return {
    milliseconds: milliseconds + Math.floor(fraction / ticksPerMillisecond),
    ticks: fraction % ticksPerMillisecond,
    kind,
  };
}

export function toFields({ milliseconds, ticks }: DateTime): Fields & { readonly weekday: number } {
  const date = new Date(milliseconds);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: date.getUTCMilliseconds() * ticksPerMillisecond + ticks,
    weekday: date.getUTCDay(),
  };
}

/** Undefined beyond the years 1 to 9999. */
export function shifted(moment: DateTime, milliseconds: number): DateTime | undefined {
  const result = { ...moment, milliseconds: moment.milliseconds + milliseconds };
  const first = dayNumber(minimumYear, 1, 1);
  const end = dayNumber(maximumYear + 1, 1, 1);
  return result.milliseconds >= first && result.milliseconds < end ? result : undefined;
}

/** The same day of another month, or that month's last. Undefined beyond the years 1 to 9999. */
export function shiftedByMonths(moment: DateTime, months: number): DateTime | undefined {
  const fields = toFields(moment);
  const index = fields.year * 12 + fields.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const day = Math.min(fields.day, daysInMonth(year, month));
  return fromFields({ ...fields, year, month, day }, moment.kind);
}

/** Ticks since 0001-01-01T00:00:00. */
export function totalTicks({ milliseconds, ticks }: DateTime): bigint {
  return BigInt(milliseconds) * BigInt(ticksPerMillisecond) + BigInt(ticks) + epochTicks;
}

/** Years below 100 need care: Date.UTC takes them for the twentieth century. */
export function dayNumber(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function daysInMonth(year: number, month: number): number {
  return new Date(dayNumber(year, month + 1, 0)).getUTCDate();
}
