import type { Tenant } from "../types.ts";
import { wallClockStep } from "./facts.ts";

/** What time it is outside, and how to be called again. */
export interface WallClock {
  readonly now: () => number;
  readonly every: (milliseconds: number, happen: () => void) => () => void;
}

const clockOfTheMachine: WallClock = {
  now: () => Date.now(),
  every: (milliseconds, happen) => {
    const timer = setInterval(happen, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/**
 * Lets as much time pass in the tenant as passes outside, until the answer is called. Time that was let pass stays. What
 * the emulator cannot carry out stops the clock and is handed to `failed`.
 */
export function followWallClock(
  tenant: Pick<Tenant, "advance">,
  failed: (error: unknown) => void,
  clock: WallClock = clockOfTheMachine,
): () => void {
  let seen = clock.now();
  const stop = clock.every(wallClockStep, () => {
    const now = clock.now();
    try {
      tenant.advance(Math.max(0, now - seen));
    } catch (error) {
      stop();
      failed(error);
    }
    seen = now;
  });
  return stop;
}
