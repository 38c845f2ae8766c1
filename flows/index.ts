import type { Diagnostic } from "../generator/diagnostics/diagnostic.ts";
import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { FlowKey, Model } from "../generator/model/model.ts";
import { checkLimits } from "./check-limits.ts";
import { flowCodes } from "./codes.ts";
import { createReferral } from "./creation/flow.ts";
import { customize } from "./customize/flow.ts";
import { platform } from "./facts.ts";
import { salesforceToPartnerCenter } from "./merge/flow.ts";
import { microsoftUpdates } from "./microsoft-updates.ts";
import { opportunityToPartnerCenter } from "./opportunity-to-partner-center.ts";
import { partnerCenterToSalesforce } from "./partner-center-to-salesforce.ts";
import { reconcile } from "./reconcile.ts";
import { isTriggerConditionShort, triggerConditionLength } from "./records/limits.ts";
import { solutionsToPartnerCenter } from "./solutions-to-partner-center.ts";
import { webhookRegistration } from "./webhook-registration.ts";

const emitters: Readonly<Record<FlowKey, (model: Model) => EmittedFlow>> = {
  webhookRegistration,
  customize,
  createReferral,
  microsoftUpdates,
  partnerCenterToSalesforce,
  salesforceToPartnerCenter,
  opportunityToPartnerCenter,
  solutionsToPartnerCenter,
  reconcile,
};

export interface EmittedFlows {
  /** In the order in which they are turned on. */
  readonly flows: readonly EmittedFlow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The cloud flows of the model, and what is to be said about them. Pure: the same model gives the same flows. */
export function emitFlows(model: Model): EmittedFlows {
  const flows = model.flows.map((flow) => emitters[flow.key](model));
  return { flows, diagnostics: [...warnings(model), ...flows.flatMap(checkLimits)] };
}

function warnings(model: Model): readonly Diagnostic[] {
  const length = triggerConditionLength(model);
  const polling = model.flows.find((flow) => flow.key === "opportunityToPartnerCenter");
  if (polling === undefined || isTriggerConditionShort(model)) return [];
  const data = { flow: polling.name, length, limit: platform.expressionLength };
  return [flowCodes.finding("TRIGGER_CONDITION_LEFT_OUT", data)];
}
