import type { Clock } from "../../world/clock.ts";

const hour = 3_600_000;

/** Counts calls over a rolling day, by the hour. */
export class CallCounter {
  readonly #clock: Clock;
  readonly #limit: () => number;
  readonly #hours = new Map<number, number>();
  #total = 0;

  constructor(clock: Clock, limit: () => number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Counts one call; false when the day's limit is used up. */
  count(): boolean {
    const now = Math.floor(this.#clock.now() / hour);
    for (const [past, calls] of this.#hours) {
      if (past > now - 24) break;
      this.#hours.delete(past);
      this.#total -= calls;
    }
    if (this.#total >= this.#limit()) return false;
    this.#hours.set(now, (this.#hours.get(now) ?? 0) + 1);
    this.#total += 1;
    return true;
  }

  state(): { readonly used: number; readonly max: number; readonly remaining: number } {
    const max = this.#limit();
    return { used: this.#total, max, remaining: Math.max(0, max - this.#total) };
  }
}
