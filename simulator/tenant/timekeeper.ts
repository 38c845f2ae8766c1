import { Failure } from "../../generator/diagnostics/failure.ts";
import { worldCodes } from "../world/codes.ts";
import { maximumEventsPerAdvance } from "../world/facts.ts";
import type { Scheduler } from "../world/scheduler.ts";
import { tenantCodes } from "./codes.ts";
import { longestSettling } from "./facts.ts";

/** Lets the tenant's time pass. Before each event it arranges what the services have come to owe. */
export class Timekeeper {
  readonly #scheduler: Scheduler;
  readonly #arrange: () => void;

  constructor(scheduler: Scheduler, arrange: () => void) {
    this.#scheduler = scheduler;
    this.#arrange = arrange;
  }

  /** Lets so many milliseconds pass; everything that becomes due happens. */
  advance(milliseconds: number): void {
    const end = this.#scheduler.now() + milliseconds;
    this.#until(() => false, end);
    this.#scheduler.advanceTo(end);
  }

  /** Lets time pass until something holds; stops with TENANT.RESTLESS when it does not within two days. */
  waitFor(holds: () => boolean): void {
    if (this.#until(holds, this.#scheduler.now() + longestSettling)) return;
    throw new Failure(tenantCodes.finding("RESTLESS", { hours: longestSettling / 3_600_000 }));
  }

  #until(holds: () => boolean, end: number): boolean {
    for (let events = 0; ; events += 1) {
      if (events > maximumEventsPerAdvance) {
        throw new Failure(worldCodes.finding("TOO_MANY_EVENTS", { events }));
      }
      this.#arrange();
      if (holds()) return true;
      if (!this.#scheduler.step(end)) return false;
    }
  }
}
