import type { Clock } from "./clock.ts";

/** So many calls in so many seconds. */
export interface CallLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** Counts the calls of each connection over a sliding window. */
export class Throttle {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call; answers the seconds to wait when there were too many. */
  count(connection: string, limit: CallLimit): number | undefined {
    const now = this.#clock.now();
    const start = now - limit.seconds * 1000;
    const calls = this.#calls.get(connection) ?? [];
    const first = calls.findIndex((time) => time > start);
    const recent = first < 0 ? [] : first === 0 ? calls : calls.slice(first);
    this.#calls.set(connection, recent);
    const [oldest] = recent;
    if (recent.length >= limit.calls && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest - start) / 1000));
    recent.push(now);
    return undefined;
  }
}
