import type { Model } from "../../generator/model/model.ts";
import { missingWords } from "../creation/missing.ts";
import { draftReferral, draftSteps, sentByCreating } from "../creation/new-referral.ts";
import { type Action, branch, callFlow } from "../kit/action.ts";
import { concat, empty, join, outputs, removeProperty, string } from "../kit/functions.ts";
import { stateOwner } from "../records/sources.ts";
import { stateText } from "../records/state.ts";
import { auditNow, customizeBody, storeOnOpportunity } from "./write.ts";

export const createStep = "Create the referral";

/** Makes a referral of an opportunity for which nothing is missing. */
export function createCase(model: Model): readonly Action[] {
  return [
    ...draftReferral(model),
    callFlow(
      createStep,
      "The only flow that creates referrals, ours and Microsoft's.",
      "createReferral",
      {
        text: "Create",
        text_1: string(customizeBody(model, { [model.crm.opportunity.status]: "Pending" })),
        text_2: string(removeProperty(outputs(draftSteps.draft), sentByCreating)),
        text_3: stateText(model, {
          owner: stateOwner(),
          pairs: "{}",
          sent: concat("{", join(outputs(draftSteps.draft, sentByCreating), ","), "}"),
          open: "",
          refused: "",
          attempt: "null",
          msft: "null",
          read: "null",
        }),
        text_4: auditNow(model),
      },
      { timeout: "PT8M" },
    ),
  ];
}

/** The same where the test for what is missing does not fit the expression that chooses the case. */
export function checkedCreateCase(model: Model): readonly Action[] {
  return [
    branch(
      "If nothing is missing",
      "What is missing is said with its remedy; nothing is sent then.",
      empty(missingWords(model)),
      createCase(model),
      missingCase(model),
    ),
  ];
}

/** What is missing is said with its remedy; nothing is sent. */
export function missingCase(model: Model): readonly Action[] {
  return [
    storeOnOpportunity(
      model,
      "Write down what is missing",
      "The seller reads it on the opportunity and mends it there.",
      { status: "Error", audit: concat("Not shared with Partner Center: ", missingWords(model)) },
    ),
  ];
}
