import { Duration } from "luxon";

/** Milliseconds of an ISO 8601 duration. */
export function milliseconds(duration: string): number {
  return Duration.fromISO(duration).toMillis();
}
