import type { FlowKey } from "./model.ts";

/** A flow as makers see it, in the order in which flows are turned on: a child stands before its parents. */
export interface FlowEntry {
  readonly key: FlowKey;
  /** The names of Microsoft's own solution, which sellers and guides know; the last one is ours. */
  readonly name: string;
  readonly description: string;
}

export const flowList: readonly FlowEntry[] = [
  {
    key: "webhookRegistration",
    name: "Partner Center Webhook Registration",
    description:
      "Run once by hand: tells Partner Center where to send the events of referrals, and shows your organization id.",
  },
  {
    key: "customize",
    name: "[Customize] Create or Get Details from Salesforce",
    description:
      "Makes every write to Salesforce. The only flow to edit: put your own fields and formulas into its Compose actions.",
  },
  {
    key: "createReferral",
    name: "Create Co-sell Referral - Salesforce to Partner Center",
    description:
      "Creates a referral in Partner Center exactly once, and Microsoft's referral of the same engagement where help is asked for.",
  },
  {
    key: "salesforceToPartnerCenter",
    name: "Salesforce to Partner Center",
    description:
      "The one merger: reads both sides, settles every field both ways, writes what differs, and says in the audit what it did.",
  },
  {
    key: "microsoftUpdates",
    name: "Partner Center Microsoft Co-sell Referral Updates to Salesforce",
    description:
      "Brings what Microsoft's seller has done, answer, CRM id and status, to the opportunity of the deal.",
  },
  {
    key: "partnerCenterToSalesforce",
    name: "Partner Center to Salesforce",
    description:
      "Receives the events of Partner Center, reads each referral again through the connection, and has the pair settled.",
  },
  {
    key: "opportunityToPartnerCenter",
    name: "Salesforce Opportunity to Partner Center",
    description:
      "Starts when an opportunity changes, and has it settled. The only flow whose calls may create referrals.",
  },
  {
    key: "solutionsToPartnerCenter",
    name: "Salesforce Microsoft Solutions to Partner Center",
    description:
      "Starts when a Microsoft solution of an opportunity changes, and has the opportunity settled.",
  },
  {
    key: "reconcile",
    name: "Reconcile",
    description:
      "Repairs what was lost: takes up failed deals and everything that changed since it last looked.",
  },
];
