import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { salesforce } from "./facts.ts";
import { callFlow } from "./kit/action.ts";
import { writeFlow } from "./kit/flow-file.ts";
import { triggerBody } from "./kit/functions.ts";
import { inputs } from "./records/sources.ts";

/** Flow 8: a solution was attached to an opportunity or changed there. It never creates a referral. */
export function solutionsToPartnerCenter(model: Model): EmittedFlow {
  const { objects, solution } = model.crm;
  return writeFlow(model, {
    key: "solutionsToPartnerCenter",
    trigger: {
      kind: "polling",
      name: "When a Microsoft solution is created or modified",
      connection: "salesforce",
      operationId: salesforce.whenModified,
      minutes: model.flowOptions.pollingMinutes,
      parameters: { table: objects.solution, $select: `Id,${solution.opportunity},${solution.id}` },
      conditions: [],
      oneAtATime: true,
    },
    actions: [
      callFlow(
        "Settle the opportunity of this solution",
        "Reads both sides again; where a referral is wanted, it asks the flow that may create one.",
        "salesforceToPartnerCenter",
        { [inputs.opportunityId]: triggerBody(solution.opportunity) },
        { timeout: "PT10M" },
      ),
    ],
  });
}
