import type { Model } from "../../generator/model/model.ts";
import { draftReferral, draftSteps } from "../creation/new-referral.ts";
import { callCustomize } from "../customize/inputs.ts";
import { type Action, branch, callFlow } from "../kit/action.ts";
import { type Expression, variable } from "../kit/expression.ts";
import {
  and,
  concat,
  constant,
  empty,
  equals,
  not,
  outputs,
  setProperty,
  string,
  when,
} from "../kit/functions.ts";
import { bareName, glyphs } from "../projection/canonical.ts";
import { auditWith } from "../records/audit.ts";
import { kept, opportunity, storedState } from "../records/sources.ts";
import { customizeBody } from "./write.ts";

export const createStep = "Create the referral";

/** Makes a referral of an opportunity, if nothing is missing for it. */
export function createCase(model: Model): readonly Action[] {
  const missing = outputs(draftSteps.draft, "missing");
  const words = concat("Not shared with Partner Center: ", missing);
  return [
    ...draftReferral(model),
    branch(
      "If nothing is missing",
      "What is missing is said with its remedy; nothing is sent then.",
      empty(missing),
      [
        callFlow(
          createStep,
          "The only flow that creates referrals, ours and Microsoft's.",
          "createReferral",
          {
            text: "Create",
            text_1: string(customizeBody(model, { [model.crm.opportunity.status]: "Pending" })),
            text_2: string(outputs(draftSteps.draft)),
            text_3: string(storedState(model.crm)),
            text_4: kept(model.crm, "audit"),
          },
          { timeout: "PT8M" },
        ),
      ],
      [
        callCustomize(
          "Write down what is missing",
          "The seller reads it on the opportunity and mends it there.",
          {
            type: when(equals(markedName(model), opportunity("Name")), "StoreState", "UpdateOpportunity"),
            body: withName(model, customizeBody(model, { [model.crm.opportunity.status]: "Error" })),
            state: string(storedState(model.crm)),
            audit: auditWith(kept(model.crm, "audit"), words, model.flowOptions.auditMaxLength),
          },
        ),
      ],
    ),
  ];
}

/** The body with the record and the marked name; [Customize] ignores the name where only state is stored. */
function withName(model: Model, body: Expression): Expression {
  const record = setProperty(body, "Record", recordOf());
  return setProperty(record, "OpportunityName", markedName(model));
}

const recordOf = (): Expression => constant({});

/** The cross before the name, where it is wanted and fits. */
export function markedName(model: Model): Expression {
  const bare = bareName(opportunity("Name"));
  if (!model.flowOptions.glyphOnError) return bare;
  return when(
    and(equals(variable("displayCheckMark"), true), not(equals(bare, ""))),
    concat(glyphs.failure, " ", bare),
    bare,
  );
}
