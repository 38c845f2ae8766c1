import type { Model } from "../../generator/model/model.ts";
import { platform } from "../facts.ts";
import { lengthOf } from "../kit/chunks.ts";
import { isAsSeen, triggerCondition } from "./opportunity.ts";
import { opportunity } from "./sources.ts";

/**
 * Whether the condition that keeps our own writes from starting runs fits the platform's bound, and with it every other
 * expression that makes or compares what it compares with. Where it does not it is left out, and nothing is stored for
 * it; the merge finds no difference then, at the price of a run.
 */
export function isTriggerConditionShort(model: Model): boolean {
  return triggerConditionLength(model) <= platform.expressionLength;
}

/** Room for what stands around it: the longest path to a column in any of the flows is a little longer than this one. */
const around = 350;

/** Asked for by many steps of one model. */
const lengths = new WeakMap<Model, number>();

/** Length of the longest of these expressions as it stands in a flow file. */
export function triggerConditionLength(model: Model): number {
  const known = lengths.get(model);
  if (known !== undefined) return known;
  const length = Math.max(
    lengthOf(triggerCondition(model), model),
    lengthOf(isAsSeen(model, opportunity()), model) + around,
  );
  lengths.set(model, length);
  return length;
}
