import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { salesforce } from "./facts.ts";
import type { Expression } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import { and, concat, empty, equals, not, orEmpty, triggerBody } from "./kit/functions.ts";
import { settleInputs, settlePair } from "./kit/settle.ts";

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
      parameters: {
        table: objects.solution,
        $select: `Id,${solution.opportunity},${solution.id},${solution.key}`,
      },
      conditions: [not(isOurOwn(model))],
      oneAtATime: true,
    },
    actions: settlePair({
      name: "Settle the opportunity of this solution",
      description:
        "Reads both sides again; where a referral is wanted, it asks the flow that may create one.",
      inputs: { [settleInputs.opportunityId]: triggerBody(solution.opportunity) },
      timeout: "PT10M",
    }),
  });
}

/** Rows of our own carry their key, made of opportunity and solution; as long as it holds, nobody has changed the row. */
function isOurOwn(model: Model): Expression {
  const { solution } = model.crm;
  const text = (column: string): Expression => orEmpty(triggerBody(column));
  return and(
    not(empty(text(solution.key))),
    equals(text(solution.key), concat(text(solution.opportunity), "|", text(solution.id))),
  );
}
