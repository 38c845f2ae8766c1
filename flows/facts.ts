// What the platforms fix, each with its source.

/** Cloud flows: limits of the Power Automate documentation (limits and configuration), names of exported solutions. */
export const platform = {
  definitionSchema:
    "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  apiPrefix: "/providers/Microsoft.PowerApps/apis/",
  nameLength: 80,
  descriptionLength: 256,
  expressionLength: 8192,
  /** Longest result of concat and string. */
  textLength: 131_072,
  actionsPerFlow: 500,
  nesting: 8,
} as const;

/** Operations of Microsoft's Salesforce connector (connector reference, release 1.0.1795). */
export const salesforce = {
  whenModified: "GetOnUpdatedItems",
  httpRequest: "HttpRequest",
} as const;

/** Operations of Microsoft's Dataverse connector. */
export const dataverse = {
  listRecords: "ListRecords",
  createRecord: "CreateRecord",
  updateRecord: "UpdateRecord",
} as const;

/** Operations of the Partner Center connectors, ours and the certified ones alike. */
export const partnerCenter = {
  read: "GetReferralById",
  list: "GetAllReferrals",
  create: "CreateReferral",
  patch: "PatchReferralById",
  viewRegistration: "ViewRegistration",
  register: "EventRegistration",
  updateRegistration: "UpdateRegistration",
  /** Microsoft as the target of a referral (Partner Center documentation, create a referral). */
  microsoftTarget: "msft",
} as const;

/** The events of referrals that Partner Center sends. */
export const events = {
  own: ["referral-created", "referral-updated"],
  related: ["related-referral-created", "related-referral-updated"],
} as const;

/** Where people see a referral (the shape of the link in Microsoft's own solution). */
export const referralLinkStart = "https://partner.microsoft.com/referrals/v2/inbox?id=";
