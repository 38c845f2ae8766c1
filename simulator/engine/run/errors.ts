import { actionMessage, ExpressionError } from "../../expressions/index.ts";
import type { Ending } from "./step.ts";

/** How an action ends whose expressions have no value; undefined for everything that is not such an error. */
export function templateFailure(error: unknown, action: string, part = "inputs"): Ending | undefined {
  if (!(error instanceof ExpressionError)) return undefined;
  return {
    code: "BadRequest",
    error: { code: "InvalidTemplate", message: actionMessage(action, error, part) },
  };
}

/** How a container ends in which something failed that nobody handled. */
export const actionFailed: Ending = (() => {
  const message = "An action failed. No dependent actions succeeded.";
  return { code: "ActionFailed", error: { code: "ActionFailed", message, messageTemplate: message } };
})();

/** How an action ends whose inputs are of the wrong kind. */
export function badInputs(message: string): Ending {
  return { code: "BadRequest", error: { code: "BadRequest", message } };
}
