import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { type Action, branch } from "../kit/action.ts";
import { equals, not, or, orEmpty, string, triggerBody } from "../kit/functions.ts";
import { auditWith } from "../records/audit.ts";
import { inputs, kept, storedState } from "../records/sources.ts";
import { customizeBody } from "./write.ts";

/** A clone, or a sandbox made from production: nothing of it may reach Partner Center. */
export function copyCase(model: Model): readonly Action[] {
  const { sync, referralIdentifier, referralLink, status } = model.crm.opportunity;
  const words =
    "This is a copy of another opportunity: sync was switched off, and the copied referral was taken off it";
  return [
    callCustomize("Take the copied referral off", "State and identifier belong to the original.", {
      type: "StoreState",
      body: customizeBody(model, {
        [sync]: false,
        [referralIdentifier]: null,
        [referralLink]: null,
        [status]: "Pending",
      }),
      state: "",
      audit: auditWith(kept(model.crm, "audit"), words, model.flowOptions.auditMaxLength),
    }),
  ];
}

/** The seller has unchecked the sync: taken note of once, then nothing is written. */
export function offCase(model: Model): readonly Action[] {
  return [setPending(model, "If the sync was just switched off", "Take note that the sync is off")];
}

/** Whoever may not create a referral leaves a note for the flow that may. */
export function waitingCase(model: Model): readonly Action[] {
  return [setPending(model, "If nobody has asked for a referral yet", "Ask for a referral")];
}

function setPending(model: Model, condition: string, name: string): Action {
  const { status } = model.crm.opportunity;
  return branch(
    condition,
    "Status Pending says: look again.",
    or(not(equals(kept(model.crm, "status"), "Pending")), equals(triggerBody(inputs.retryRefused), true)),
    [
      callCustomize(name, "Only the status changes.", {
        type: "StoreState",
        body: customizeBody(model, { [status]: "Pending" }),
        state: string(storedState(model.crm)),
        audit: orEmpty(kept(model.crm, "audit")),
      }),
    ],
  );
}
