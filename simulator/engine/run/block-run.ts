import { assert } from "../../../generator/diagnostics/failure.ts";
import type { Action, Block, EndStatus } from "../flow.ts";
import type { Frame } from "./frame.ts";
import { runAfterSkip } from "./skips.ts";
import { Step } from "./step.ts";

/**
 * A block under way: starts each action as soon as all it waits for have ended, and knows when nothing is left.
 * Actions that wait for nothing of one another go on side by side, in the order of the definition.
 */
export class BlockRun {
  readonly block: Block;
  readonly frame: Frame;
  readonly #ended: (status: "Succeeded" | "Failed") => void;
  /** For every action, how many of its predecessors have not ended. */
  readonly #waiting: number[];
  #open: number;
  #hasTrouble = false;

  constructor(block: Block, frame: Frame, ended: (status: "Succeeded" | "Failed") => void) {
    this.block = block;
    this.frame = frame;
    this.#ended = ended;
    this.#waiting = block.actions.map((action) => action.runAfter.length);
    this.#open = block.actions.length;
  }

  start(): void {
    if (this.#open === 0) this.#ended("Succeeded");
    for (const position of this.block.starts) this.frame.run.ready(this, position);
  }

  /** Starts an action all of whose predecessors have ended, or skips it. */
  begin(position: number): void {
    const action = this.#action(position);
    const unmet = action.runAfter.find(
      ({ position: before, statuses }) => !statuses.includes(this.#endStatus(before)),
    );
    if (unmet === undefined) {
      this.frame.run.begin(action, this.frame, this);
      return;
    }
    const before = this.#action(unmet.position);
    const step = new Step(this.frame, action, this);
    this.frame.put(step);
    step.end("Skipped", runAfterSkip(action, before, unmet.statuses, this.#endStatus(unmet.position)));
  }

  ended(step: Step): void {
    if (step.status !== "Succeeded") this.#hasTrouble = true;
    for (const dependent of step.action.dependents) {
      const left = (this.#waiting[dependent] ?? 0) - 1;
      this.#waiting[dependent] = left;
      if (left === 0) this.frame.run.ready(this, dependent);
    }
    this.#open -= 1;
    if (this.#open === 0) this.#ended(this.#hasTrouble ? this.#result() : "Succeeded");
  }

  /** The leaves decide: one that failed, or was skipped behind a failure, fails the block [LAE]. */
  #result(): "Succeeded" | "Failed" {
    const known = new Map<number, boolean>();
    const hasFailed = (position: number): boolean => {
      const before = known.get(position);
      if (before !== undefined) return before;
      const status = this.#endStatus(position);
      const failed =
        status === "Skipped"
          ? this.#action(position).runAfter.some((each) => hasFailed(each.position))
          : status !== "Succeeded";
      known.set(position, failed);
      return failed;
    };
    return this.block.leaves.some(hasFailed) ? "Failed" : "Succeeded";
  }

  #action(position: number): Action {
    const action = this.block.actions[position];
    assert(action !== undefined, `the block ${this.block.label} has no action ${position}`);
    return action;
  }

  #endStatus(position: number): EndStatus {
    const status = this.frame.step(this.#action(position))?.status;
    assert(status !== undefined && status !== "Running", "an action was looked at before it ended");
    return status;
  }
}
