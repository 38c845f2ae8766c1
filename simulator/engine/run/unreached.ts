import type { Action } from "../flow.ts";
import type { Frame } from "./frame.ts";
import { branchingSkip, dependencySkip, terminatedSkip } from "./skips.ts";
import { type Ending, Step } from "./step.ts";

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
  const { run } = frame;
  const container = containerOf(frame, action);
  if (container !== undefined) {
    if (container.status === "Skipped") return dependencySkip(action, container);
    if (container.branch !== undefined && !isInBranch(container, action)) {
      return branchingSkip(action, container.action);
    }
    // It failed before it came to its actions.
    if (!container.isRunning && !run.wasTerminated) return dependencySkip(action, container);
  }
  return run.wasTerminated ? terminatedSkip(action) : undefined;
}

/** The step of what an action stands in; itself never reached, perhaps. */
function containerOf(frame: Frame, { parent }: Action): Step | undefined {
  if (parent === undefined) return undefined;
  if (parent.body !== frame.body) return frame.loop;
  return frame.step(parent) ?? unreachedStep(frame, parent);
}

function isInBranch(container: Step, action: Action): boolean {
  const taken = container.action.work.blocks.find((block) => block.label === container.branch);
  return taken?.actions.includes(action) ?? false;
}
