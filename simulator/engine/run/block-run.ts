import { assert } from "../../../generator/diagnostics/failure.ts";
import type { Action, Block, EndStatus } from "../flow.ts";
import type { Frame } from "./frame.ts";
import { branchingSkip, dependencySkip, runAfterSkip } from "./skips.ts";
import type { Ending } from "./step.ts";
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

/**
 * The record of an action that was never reached: nothing is written for it while a run goes on, because most actions
 * of a large flow stand in branches that are not taken. Undefined while it may still be reached.
 */
export function unreachedStep(frame: Frame, action: Action): Step | undefined {
  const ending = unreachedEnding(frame, action);
  if (ending === undefined) return undefined;
  const step = new Step(frame, action, undefined);
  step.close("Skipped", ending);
  frame.put(step);
  return step;
}

function unreachedEnding(frame: Frame, action: Action): Ending | undefined {
  const { parent } = action;
  const around =
    parent === undefined ? undefined : parent.body === frame.body ? frame.step(parent) : frame.loop;
  const container =
    around ?? (parent !== undefined && parent.body === frame.body ? unreachedStep(frame, parent) : undefined);
  if (container !== undefined && !container.isRunning) {
    const isOtherBranch = container.branch !== undefined && !isIn(container, action);
    if (container.status === "Skipped") return dependencySkip(action, container);
    if (isOtherBranch) return branchingSkip(action, container.action);
    if (!frame.run.wasTerminated) return dependencySkip(action, container);
  }
  if (frame.run.hasEnded) return frame.run.unreached(action);
  if (container?.branch !== undefined && !isIn(container, action))
    return branchingSkip(action, container.action);
  return undefined;
}

function isIn(container: Step, action: Action): boolean {
  const taken = container.action.work.blocks.find((block) => block.label === container.branch);
  return taken?.actions.includes(action) ?? false;
}
