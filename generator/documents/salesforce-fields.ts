import type { Model, OpportunityFieldKey } from "../model/model.ts";
import type { SalesforceFieldView } from "./views.ts";

/** What the synchronization keeps on the opportunity for itself: type and purpose of each field. */
const own: Readonly<Record<OpportunityFieldKey, { readonly type: string; readonly purpose: string }>> = {
  sync: { type: "Checkbox, off", purpose: "the seller's switch: nothing is shared while it is off" },
  referralIdentifier: {
    type: "Text(100), external id, unique",
    purpose: "the referral that belongs to the opportunity",
  },
  referralLink: { type: "URL", purpose: "opens the referral in Partner Center" },
  audit: { type: "Long Text Area", purpose: "what has happened, newest first, in words for the seller" },
  state: { type: "Long Text Area(131072)", purpose: "what each side last held; for the flows alone" },
  seen: {
    type: "Long Text Area(131072)",
    purpose: "by which the flows know their own writes; for the flows alone",
  },
  status: {
    type: "Picklist: Pending, Synced, Conflict, Error",
    purpose: "how the last run ended; Pending asks for another look",
  },
  lastSynced: { type: "Date/Time", purpose: "when the two sides were last seen to agree" },
  solutionCount: {
    type: "Roll-up Summary (count of the solution rows)",
    purpose: "shows the flows that a row was deleted",
  },
  closingReason: { type: "Picklist", purpose: "why the deal was closed" },
};

export function opportunityFields(model: Model): readonly SalesforceFieldView[] {
  const { audit } = own;
  return Object.entries(model.crm.opportunity).map(([key, name]) => {
    const { type, purpose } = own[key as OpportunityFieldKey]; // The keys of that record are exactly these.
    return {
      name,
      type: key === "audit" ? `${audit.type}(${model.flowOptions.auditMaxLength})` : type,
      purpose,
    };
  });
}

export function solutionFields(model: Model): readonly SalesforceFieldView[] {
  const { solution, objects } = model.crm;
  return [
    {
      name: solution.opportunity,
      type: `Master-Detail(${objects.opportunity}), child relationship ${solution.relationship}`,
      purpose: "the deal",
    },
    { name: solution.id, type: "Text(100)", purpose: "id of the solution in Partner Center" },
    { name: solution.name, type: "Text(255)", purpose: "its name" },
    { name: solution.type, type: "Picklist", purpose: "its kind" },
    {
      name: solution.key,
      type: "Text(255), external id, unique",
      purpose: "keeps the same solution from standing there twice",
    },
  ];
}

export function otherFields(model: Model): readonly (SalesforceFieldView & { readonly object: string })[] {
  const { objects, account, contact, lead } = model.crm;
  const key = "Text(255), external id, unique";
  return [
    { object: objects.account, name: account.key, type: key, purpose: "finds the customer again" },
    { object: objects.contact, name: contact.key, type: key, purpose: "finds the contact again" },
    ...(model.flowOptions.leads
      ? [
          {
            object: objects.lead,
            name: lead.referralIdentifier,
            type: "Text(100), external id, unique",
            purpose: "the referral that the lead came from",
          },
        ]
      : []),
  ];
}
