import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { salesforce } from "./facts.ts";
import { writeFlow } from "./kit/flow-file.ts";
import { triggerBody } from "./kit/functions.ts";
import { settleInputs, settlePair } from "./kit/settle.ts";
import { isTriggerConditionShort } from "./records/limits.ts";
import { triggerColumns, triggerCondition, watchedColumns } from "./records/opportunity.ts";

/** Flow 7: a seller has created or changed an opportunity. One at a time, so that nothing is created twice. */
export function opportunityToPartnerCenter(model: Model): EmittedFlow {
  return writeFlow(model, {
    key: "opportunityToPartnerCenter",
    trigger: {
      kind: "polling",
      name: "When an opportunity is created or modified",
      connection: "salesforce",
      operationId: salesforce.whenModified,
      minutes: model.flowOptions.pollingMinutes,
      parameters: {
        table: model.crm.objects.opportunity,
        $select: triggerColumns(model, isTriggerConditionShort(model) ? watchedColumns(model) : []),
      },
      conditions: isTriggerConditionShort(model) ? [triggerCondition(model)] : [],
      oneAtATime: true,
    },
    actions: settlePair({
      name: "Settle this opportunity with Partner Center",
      description:
        "The only call that may create referrals. One that hangs does not hold up the others for long.",
      inputs: { [settleInputs.opportunityId]: triggerBody("Id"), [settleInputs.mayCreate]: true },
      timeout: "PT10M",
    }),
  });
}
