import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { FlowKey, Model } from "../generator/model/model.ts";
import { createReferral } from "./creation/flow.ts";
import { customize } from "./customize/flow.ts";
import { salesforceToPartnerCenter } from "./merge/flow.ts";
import { microsoftUpdates } from "./microsoft-updates.ts";
import { opportunityToPartnerCenter } from "./opportunity-to-partner-center.ts";
import { partnerCenterToSalesforce } from "./partner-center-to-salesforce.ts";
import { reconcile } from "./reconcile.ts";
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

/** The cloud flows of the model, in the order in which they are turned on. Pure: the same model gives the same flows. */
export function emitFlows(model: Model): readonly EmittedFlow[] {
  return model.flows.map((flow) => emitters[flow.key](model));
}
