import { assert, Failure } from "../../generator/diagnostics/failure.ts";
import type { Clock } from "./clock.ts";
import { worldCodes } from "./codes.ts";
import { maximumEventsPerAdvance } from "./facts.ts";

/** Something that is to happen at a moment of simulated time. */
export interface Timer {
  readonly due: number;
  /** Whether somebody waits for it. Polls and schedules recur for ever and are no reason to wait. */
  readonly background: boolean;
}

interface Entry extends Timer {
  readonly order: number;
  readonly happen: () => void;
  state: "waiting" | "done" | "cancelled";
}

/**
 * Simulated time. It stands still until somebody advances it, and then jumps from one event to the next, so that a day
 * costs nothing. Events of the same moment happen in the order in which they were asked for.
 */
export class Scheduler implements Clock {
  #now: number;
  #order = 0;
  #foreground = 0;
  #cancelled = 0;
  #heap: Entry[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  /** Asks for something to happen in so many milliseconds. */
  after(milliseconds: number, happen: () => void, background = false): Timer {
    return this.at(this.#now + Math.max(0, milliseconds), happen, background);
  }

  /** Asks for something to happen at a moment; what is past happens next. */
  at(moment: number, happen: () => void, background = false): Timer {
    assert(Number.isFinite(moment), `the moment ${moment} is no time`);
    const due = Math.max(moment, this.#now);
    const entry: Entry = { due, background, order: this.#order, happen, state: "waiting" };
    this.#order += 1;
    if (!background) this.#foreground += 1;
    push(this.#heap, entry);
    return entry;
  }

  cancel(timer: Timer): void {
    const entry = timer as Entry; // Only `at` makes timers.
    if (entry.state !== "waiting") return;
    entry.state = "cancelled";
    if (!entry.background) this.#foreground -= 1;
    this.#cancelled += 1;
    if (this.#cancelled > 1000 && this.#cancelled > this.#heap.length / 2) this.#sweep();
  }

  /** How many events somebody waits for. */
  waiting(): number {
    return this.#foreground;
  }

  /** The moment of the next event; undefined when nothing is asked for. */
  next(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.due;
  }

  /** Lets the next event happen, if it is due until the given moment; says whether there was one. */
  step(until = Number.POSITIVE_INFINITY): boolean {
    this.#dropCancelled();
    const next = this.#heap[0];
    if (next === undefined || next.due > until) return false;
    pop(this.#heap);
    this.#now = Math.max(this.#now, next.due);
    next.state = "done";
    if (!next.background) this.#foreground -= 1;
    next.happen();
    return true;
  }

  /** Lets so many milliseconds pass; everything that becomes due happens. */
  advance(milliseconds: number): void {
    this.advanceTo(this.#now + milliseconds);
  }

  /** May be called while an event happens: what is due then happens inside it. */
  advanceTo(moment: number): void {
    let events = 0;
    while (this.step(moment)) {
      events += 1;
      if (events > maximumEventsPerAdvance) throw tooMany(events);
    }
    this.#now = Math.max(this.#now, moment);
  }

  /** Lets time pass until something holds, but not beyond a moment; says whether it holds. */
  advanceUntil(holds: () => boolean, latest: number): boolean {
    let events = 0;
    while (!holds()) {
      if (!this.step(latest)) {
        this.#now = Math.max(this.#now, latest);
        return holds();
      }
      events += 1;
      if (events > maximumEventsPerAdvance) throw tooMany(events);
    }
    return true;
  }

  #dropCancelled(): void {
    while (this.#heap[0]?.state === "cancelled") {
      pop(this.#heap);
      this.#cancelled -= 1;
    }
  }

  /** Most timers are cancelled long before they are due; they must not pile up. */
  #sweep(): void {
    const waiting = this.#heap.filter(({ state }) => state === "waiting");
    this.#heap = [];
    for (const entry of waiting) push(this.#heap, entry);
    this.#cancelled = 0;
  }
}

function tooMany(events: number): Failure {
  return new Failure(worldCodes.finding("TOO_MANY_EVENTS", { events }));
}

function isBefore(left: Entry, right: Entry): boolean {
  return left.due < right.due || (left.due === right.due && left.order < right.order);
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const leftEntry = heap[left];
    if (leftEntry === undefined) break;
    const rightEntry = heap[left + 1];
    const useRight = rightEntry !== undefined && isBefore(rightEntry, leftEntry);
    const smaller = useRight ? rightEntry : leftEntry;
    if (!isBefore(smaller, last)) break;
    heap[index] = smaller;
    index = useRight ? left + 1 : left;
  }
  heap[index] = last;
}
