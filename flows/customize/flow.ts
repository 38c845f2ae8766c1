import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { choose, respond } from "../kit/action.ts";
import { writeFlow } from "../kit/flow-file.ts";
import { concat, orEmpty, triggerBody } from "../kit/functions.ts";
import { createLead } from "./create-lead.ts";
import { createOpportunity } from "./create-opportunity.ts";
import { customizeInputs } from "./inputs.ts";
import { storeState } from "./store-state.ts";
import { updateOpportunity } from "./update-opportunity.ts";

/** Flow 2: makes every write to Salesforce records. The only flow that makers may edit. */
export function customize(model: Model): EmittedFlow {
  return writeFlow(model, {
    key: "customize",
    trigger: { kind: "started", inputs: customizeInputs },
    actions: [
      choose(
        "What is to be written",
        "By the ActionType that the calling flow gives.",
        triggerBody("text"),
        [
          { value: "UpdateOpportunity", actions: updateOpportunity(model) },
          { value: "StoreState", actions: storeState(model) },
          { value: "CreateOpportunity", actions: createOpportunity(model) },
          ...(model.flowOptions.leads ? [{ value: "CreateLead", actions: createLead(model) }] : []),
        ],
        [
          respond("Answer to an unknown ActionType", "A mistake in the calling flow.", 400, {
            message: concat("Unknown ActionType: ", orEmpty(triggerBody("text"))),
          }),
        ],
      ),
    ],
  });
}
