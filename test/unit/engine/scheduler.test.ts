import { describe, expect, it } from "vitest";
import { Scheduler } from "../../../simulator/world/scheduler.ts";
import { seededRandom } from "../../../simulator/world/seeded-random.ts";

describe("simulated time", () => {
  it("jumps from event to event, in order of time and, at the same moment, of asking", () => {
    const scheduler = new Scheduler(1000);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${scheduler.now()}`);
    scheduler.after(50, note("late"));
    scheduler.after(10, note("first"));
    scheduler.after(10, note("second"));
    scheduler.at(5, note("past"));
    scheduler.advance(20);
    expect(seen).toEqual(["past@1000", "first@1010", "second@1010"]);
    expect(scheduler.now()).toBe(1020);
    scheduler.advance(86_400_000);
    expect(seen.at(-1)).toBe("late@1050");
  });

  it("keeps thousands of events in order, and forgets cancelled ones", () => {
    const scheduler = new Scheduler(0);
    const random = seededRandom(7);
    const seen: number[] = [];
    const timers = Array.from({ length: 5000 }, () => {
      const due = Math.floor(random.next() * 1_000_000);
      return { due, timer: scheduler.at(due, () => seen.push(due)) };
    });
    for (const { timer } of timers.slice(0, 4000)) scheduler.cancel(timer);
    expect(scheduler.waiting()).toBe(1000);
    scheduler.advance(1_000_000);
    const expected = timers.slice(4000).map(({ due }) => due);
    expect(seen).toEqual(expected.toSorted((left, right) => left - right));
    expect(scheduler.waiting()).toBe(0);
  });

  it("tells events that somebody waits for from those in the background", () => {
    const scheduler = new Scheduler(0);
    scheduler.after(5, () => {}, true);
    const timer = scheduler.after(5, () => {});
    expect(scheduler.waiting()).toBe(1);
    scheduler.cancel(timer);
    scheduler.cancel(timer);
    expect(scheduler.waiting()).toBe(0);
    expect(scheduler.next()).toBe(5);
  });

  it("may be advanced while an event happens", () => {
    const scheduler = new Scheduler(0);
    const seen: string[] = [];
    scheduler.after(10, () => {
      scheduler.after(5, () => seen.push("inner"));
      scheduler.advance(20);
      seen.push(`outer@${scheduler.now()}`);
    });
    scheduler.advance(10);
    expect(seen).toEqual(["inner", "outer@30"]);
  });

  it("stops at the first moment at which something holds", () => {
    const scheduler = new Scheduler(0);
    let count = 0;
    const again = (): void => {
      count += 1;
      scheduler.after(10, again);
    };
    again();
    expect(scheduler.advanceUntil(() => count === 4, 1000)).toBe(true);
    expect(scheduler.now()).toBe(30);
    expect(scheduler.advanceUntil(() => count === 400, 100)).toBe(false);
    expect(scheduler.now()).toBe(100);
  });
});

describe("random numbers", () => {
  it("are the same for the same seed, others for another, and within [0, 1)", () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 100 }, () => random.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(draw(4)).size).toBe(100);
  });
});
