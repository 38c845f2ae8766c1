import type { Action, EndStatus } from "../flow.ts";
import type { Ending, Step } from "./step.ts";

// Why an action was skipped, in the words and codes of the run history (measured by a third party).

function skip(action: Action, code: string, reason: string): Ending {
  const message = `The execution of template action '${action.name}' is skipped: ${reason}`;
  return { code: "ActionSkipped", error: { code, message } };
}

/** A predecessor ended in a status that runAfter does not list. */
export function runAfterSkip(
  action: Action,
  before: Action,
  expected: readonly EndStatus[],
  actual: EndStatus,
): Ending {
  return skip(
    action,
    "ActionConditionFailed",
    `the 'runAfter' condition for action '${before.name}' is not satisfied. Expected status values '${expected.join(", ")}' and actual value '${actual}'.`,
  );
}

/** The branch or case was not taken. */
export function branchingSkip(action: Action, container: Action): Ending {
  return skip(
    action,
    "ActionBranchingConditionNotSatisfied",
    `the branching condition for this action is not satisfied in '${container.name}'.`,
  );
}

/** What the action stands in was skipped, or ended before it. */
export function dependencySkip(action: Action, { action: container, status, code }: Step): Ending {
  return skip(
    action,
    "ActionDependencyFailed",
    `dependant action '${container.name}' completed with status '${status}' and code '${code ?? "NotSpecified"}'.`,
  );
}

/** The run ended before it. */
export function terminatedSkip(action: Action): Ending {
  const message = `The execution of template action '${action.name}' is skipped: the run has been terminated.`;
  return { code: "Terminated", error: { code: "Terminated", message } };
}
