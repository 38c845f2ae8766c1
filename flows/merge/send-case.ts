import type { Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, operation } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import { body, concat, equals, json } from "../kit/functions.ts";
import { steps } from "../records/names.ts";
import { kept, referral } from "../records/sources.ts";
import { changeReferral } from "./change.ts";
import { decidedLines, writeAfterSending, writeAhead } from "./write.ts";

/** Fields that only go to Partner Center, the most frequent case: remember, change, write the result. */
export function sendCase(model: Model): readonly Action[] {
  const patch = json(concat("[", decidedLines("change"), "]"));
  const change = changeReferral(
    model,
    steps.change,
    "All differences in one call, unless somebody has changed the referral since it was read.",
    { patch, eTag: referral("eTag") },
  );
  return [
    writeAhead(model, steps.writeAhead),
    ...sentUnlessChanged(model, [change, writeAfterSending(model, body(steps.writeAhead, "modified"))], ""),
  ];
}

/**
 * Microsoft's connector cannot carry an eTag: the referral is read again directly before the change, and what was
 * decided is dropped if it has moved. Our own connector sends the eTag instead.
 */
export function sentUnlessChanged(
  model: Model,
  changes: readonly Action[],
  suffix: string,
): readonly Action[] {
  if (model.connectors.mode === "custom") return changes;
  const again = rereadStep(suffix);
  return [
    operation(again, "The connector cannot guard the change: the later of two writers would win.", {
      connection: "referrals",
      operationId: partnerCenter.read,
      repetition: "safe",
      parameters: { id: kept(model.crm, "referralIdentifier") },
    }),
    branch(
      `If nobody has changed the referral${suffix}`,
      "Otherwise both sides are read and merged again.",
      isUnmoved(suffix),
      changes,
    ),
  ];
}

/** The step that reads the referral directly before a change. */
export const rereadStep = (suffix: string): string => `Read the referral directly before the change${suffix}`;

export const isUnmoved = (suffix: string): Expression =>
  equals(body(rereadStep(suffix), "eTag"), referral("eTag"));
