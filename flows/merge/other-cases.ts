import type { Model } from "../../generator/model/model.ts";
import { missingWords } from "../creation/missing.ts";
import { type Action, branch } from "../kit/action.ts";
import { call, type Expression } from "../kit/expression.ts";
import {
  and,
  coalesce,
  empty,
  equals,
  greater,
  isOneOf,
  not,
  or,
  orEmpty,
  sub,
  ticks,
  utcNow,
  when,
} from "../kit/functions.ts";
import { overlapMinutes } from "../reconcile-queries.ts";
import { isAsked, kept, opportunity, storedState } from "../records/sources.ts";
import { storeOnOpportunity } from "./write.ts";

/** A clone, or a sandbox made from production: nothing of it may reach Partner Center. */
export function copyCase(model: Model): readonly Action[] {
  const { sync, referralIdentifier, referralLink, state } = model.crm.opportunity;
  return [
    storeOnOpportunity(
      model,
      "Take the copied referral off",
      "State and identifier belong to the original.",
      {
        status: null,
        own: { [sync]: false, [referralIdentifier]: null, [referralLink]: null, [state]: null },
        audit:
          "This is a copy of another opportunity: the sync was switched off, and the copied referral was taken off it",
      },
    ),
  ];
}

/** A state that is cut, damaged or of another version is dropped: without pairs both sides are compared anew. */
export function forgetCase(model: Model): readonly Action[] {
  return [
    storeOnOpportunity(
      model,
      forgetStep,
      "Nothing irreversible is done without pairs; the next round compares both sides anew.",
      {
        status: "Pending",
        own: { [model.crm.opportunity.state]: null },
        audit: "What was remembered of the sync could not be read: both sides are compared anew",
      },
    ),
  ];
}

export const forgetStep = "Forget a state that cannot be read";

/** The seller has unchecked the sync: taken note of once, then nothing is written. */
export function offCase(model: Model): readonly Action[] {
  const wasSynced = not(empty(coalesce(kept(model.crm, "referralIdentifier"), kept(model.crm, "state"), "")));
  return [
    branch(
      "If the sync was just switched off",
      "Taken note of once. Never where there was no sync.",
      [wasSynced, not(equals(kept(model.crm, "status"), "Pending"))],
      [
        storeOnOpportunity(model, "Take note that the sync is off", "Only the status changes.", {
          status: "Pending",
        }),
      ],
    ),
  ];
}

/** On hold, or closed before it was ever shared: silence. Only a request to look again gets an answer. */
export function quietCase(model: Model): readonly Action[] {
  return [
    branch(
      "If somebody asked to look again",
      "There is nothing to share in this stage.",
      equals(kept(model.crm, "status"), "Pending"),
      [
        storeOnOpportunity(model, "Answer that all is well", "Only the status changes.", {
          status: "Synced",
        }),
      ],
    ),
  ];
}

/**
 * Whoever may not create a referral leaves a note for the flow that may. An opportunity that nobody has looked at yet
 * needs none: that flow is on its way, unless Reconcile finds that it never came. Reconcile does not ask for what is
 * missing or was refused lately.
 */
export function waitingCase(model: Model): readonly Action[] {
  const status = orEmpty(kept(model.crm, "status"));
  return [
    branch(
      "If nobody has asked for the referral yet",
      "Status Pending says: look again.",
      [
        or(isOneOf(status, ["Error", "Synced", "Conflict"]), wasPassedOver(model)),
        or(not(isAsked("fromReconcile")), isRefusalOld(model)),
        or(not(isAsked("fromReconcile")), wasPassedOver(model), empty(missingWords(model))),
      ],
      [
        storeOnOpportunity(model, "Ask for a referral", "The flow that may create one takes it up.", {
          status: "Pending",
        }),
      ],
    ),
  ];
}

/**
 * Reconcile meets a deal that no run has answered: its event was lost, or the poll brought more than a trigger takes. One
 * that nobody has written to is met again by the next run; one that waits already is asked for once in each window.
 */
export function wasPassedOver(model: Model): Expression {
  const modified = call("replace", orEmpty(opportunity("SystemModstamp")), "+0000", "Z");
  const status = orEmpty(kept(model.crm, "status"));
  const patience = when(equals(status, "Pending"), windowTicks(model), overlapMinutes * minuteTicks);
  return and(
    isAsked("fromReconcile"),
    isOneOf(status, ["", "Pending"]),
    greater(sub(ticks(utcNow()), ticks(modified)), patience),
  );
}

const minuteTicks = 600_000_000;

/** A refused creation is tried again once per window. */
function isRefusalOld(model: Model): Expression {
  const at = coalesce(storedState(model.crm, "refused", "create", 1), "1970-01-01");
  return greater(sub(ticks(utcNow()), ticks(at)), windowTicks(model));
}

const windowTicks = (model: Model): number => model.flowOptions.reconcile.windowHours * 60 * minuteTicks;
