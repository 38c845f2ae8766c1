import type { Model } from "../../generator/model/model.ts";
import { platform } from "../facts.ts";
import { print } from "../kit/expression.ts";
import { triggerCondition } from "./opportunity.ts";

/**
 * Whether the condition that keeps our own writes from starting runs fits the platform's bound. Where it does not it
 * is left out, and nothing is stored for it; the merge finds no difference then, at the price of a run.
 */
export function isTriggerConditionShort(model: Model): boolean {
  return triggerConditionLength(model) <= platform.expressionLength;
}

/** Length of the condition as it stands in the flow file, with its `@`. */
export function triggerConditionLength(model: Model): number {
  return print(triggerCondition(model), (key) => key).length + 1;
}
