/** The flows of the solution under the names that the maker portal shows. */
export const flows = {
  registration: "Partner Center Webhook Registration",
  customize: "[Customize] Create or Get Details from Salesforce",
  create: "Create Co-sell Referral - Salesforce to Partner Center",
  microsoft: "Partner Center Microsoft Co-sell Referral Updates to Salesforce",
  events: "Partner Center to Salesforce",
  merge: "Salesforce to Partner Center",
  opportunity: "Salesforce Opportunity to Partner Center",
  solutions: "Salesforce Microsoft Solutions to Partner Center",
  reconcile: "Reconcile",
} as const;
