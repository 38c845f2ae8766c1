import type { Clock } from "../../world/clock.ts";

/** Something that is to happen at a time. */
export interface Due {
  readonly at: number;
  readonly happen: () => void;
}

/**
 * Carries out overdue things in the order of their times, each as if it had been carried out at its time: a service
 * that is not looked at for a month must not date an expiry with the day of the look.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #next: () => Due | undefined;
  #moment: number | undefined;

  /** `next` returns the earliest pending thing; carrying it out must make it disappear. */
  constructor(clock: Clock, next: () => Due | undefined) {
    this.#clock = clock;
    this.#next = next;
  }

  now(): number {
    return this.#moment ?? this.#clock.now();
  }

  catchUp(): void {
    // A call made while catching up, such as a late request, must not start a second round.
    if (this.#moment !== undefined) return;
    const end = this.#clock.now();
    for (let due = this.#next(); due !== undefined && due.at <= end; due = this.#next()) {
      this.#moment = due.at;
      try {
        due.happen();
      } finally {
        this.#moment = undefined;
      }
    }
  }
}
