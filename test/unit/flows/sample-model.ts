import type { FieldModel, FlowKey, Model, SetModel } from "../../../generator/model/model.ts";

// A resolved mapping like the default one, and ways to change it.

const origin = ["fields"] as const;

const field = (
  key: string,
  label: string,
  crm: FieldModel["crm"],
  referral: string,
  more: Partial<FieldModel> = {},
): FieldModel => ({
  key,
  label,
  crm,
  referral,
  type: "text",
  direction: "both",
  policy: "crm",
  phase: "always",
  patchProven: true,
  requiredFor: [],
  origin,
  ...more,
});

const opportunity = (name: string): FieldModel["crm"] => ({
  object: "opportunity",
  field: { kind: "name", name },
});
const account = (name: string): FieldModel["crm"] => ({ object: "account", field: { kind: "name", name } });
const everyDeal = ["private", "partnerLed", "coSell"] as const;

const fields: readonly FieldModel[] = [
  field("name", "Name", opportunity("Name"), "name", {
    role: "name",
    requiredFor: everyDeal,
    patchPath: "/name",
    patchProven: false,
    maxLength: { crm: 120 },
  }),
  field("detailsClosingDateTime", "Closing date", opportunity("CloseDate"), "details.closingDateTime", {
    type: "date",
    role: "closingDate",
    requiredFor: everyDeal,
    patchPath: "/details/closingDateTime",
  }),
  field("detailsNotes", "Notes", opportunity("Description"), "details.notes", {
    policy: "partnerCenter",
    role: "notes",
    patchPath: "/details/notes",
    maxLength: { crm: 32_000, referral: 5000 },
  }),
  field(
    "consentConsentToShareReferralWithMicrosoftSellers",
    "Visible to Microsoft sellers",
    opportunity("Referral_visible_to_Microsoft_sellers__c"),
    "consent.consentToShareReferralWithMicrosoftSellers",
    {
      type: "boolean",
      policy: "partnerCenter",
      phase: "oneWay",
      role: "visibility",
      patchPath: "/consent/consentToShareReferralWithMicrosoftSellers",
    },
  ),
  field(
    "inviteContextAssistanceRequestCode",
    "How Microsoft can help",
    opportunity("How_can_Microsoft_help__c"),
    "inviteContext.assistanceRequestCode",
    {
      policy: "partnerCenter",
      phase: "beforeSharing",
      role: "help",
      requiredFor: ["coSell"],
      values: [
        { crm: "Workload Specific Value Proposition", referral: "WorkloadSpecificValueProposition" },
        { crm: "Customer Technical Architecture", referral: "CustomerTechnicalArchitecture" },
        { crm: "Proof Of Concept or Demo", referral: "ProofOfConceptOrDemo" },
        { crm: "Quotes or Licensing", referral: "QuotesOrLicensing" },
        { crm: "Post Sales Customer Success", referral: "PostSalesCustomerSuccess" },
        { crm: "General or Other", referral: "GeneralOrOther" },
      ],
    },
  ),
  field(
    "trackingInfoMicrosoftMsxId",
    "Microsoft CRM identifier",
    opportunity("Microsoft_CRM_Identifier__c"),
    "trackingInfo.microsoftMsxId",
    { direction: "toCrm", policy: "partnerCenter", maxLength: { crm: 100 } },
  ),
  field("referralProgram", "Referral program", opportunity("Referral_Program__c"), "referralProgram", {
    direction: "toCrm",
    policy: "partnerCenter",
    maxLength: { crm: 100 },
  }),
  ...[
    ["customerProfileName", "Customer name", "Name", "customerProfile.name"],
    [
      "customerProfileAddressAddressLine1",
      "Customer street",
      "BillingStreet",
      "customerProfile.address.addressLine1",
    ],
    ["customerProfileAddressCity", "Customer city", "BillingCity", "customerProfile.address.city"],
  ].map(([key = "", label = "", column = "", referral = ""]) =>
    field(key, label, account(column), referral, { phase: "creation", requiredFor: everyDeal }),
  ),
  field(
    "customerProfileAddressState",
    "Customer state",
    account("BillingState"),
    "customerProfile.address.state",
    { phase: "creation", direction: "toPartnerCenter" },
  ),
  field(
    "customerProfileAddressPostalCode",
    "Customer postal code",
    account("BillingPostalCode"),
    "customerProfile.address.postalCode",
    { phase: "creation" },
  ),
  field(
    "customerProfileAddressCountry",
    "Customer country",
    { object: "account", field: { kind: "variable", variable: "countryField" } },
    "customerProfile.address.country",
    { phase: "creation", role: "country", requiredFor: everyDeal },
  ),
];

const set = (more: Partial<SetModel> = {}): SetModel => ({
  direction: "both",
  policy: "crm",
  origin,
  ...more,
});

const flowNames: Readonly<Record<FlowKey, string>> = {
  webhookRegistration: "Partner Center Webhook Registration",
  customize: "[Customize] Create or Get Details from Salesforce",
  createReferral: "Create Co-sell Referral - Salesforce to Partner Center",
  microsoftUpdates: "Partner Center Microsoft Co-sell Referral Updates to Salesforce",
  partnerCenterToSalesforce: "Partner Center to Salesforce",
  salesforceToPartnerCenter: "Salesforce to Partner Center",
  opportunityToPartnerCenter: "Salesforce Opportunity to Partner Center",
  solutionsToPartnerCenter: "Salesforce Microsoft Solutions to Partner Center",
  reconcile: "Reconcile",
};

const flowKeys: readonly FlowKey[] = [
  "webhookRegistration",
  "customize",
  "createReferral",
  "microsoftUpdates",
  "partnerCenterToSalesforce",
  "salesforceToPartnerCenter",
  "opportunityToPartnerCenter",
  "solutionsToPartnerCenter",
  "reconcile",
];

const connector = (role: "referrals" | "events"): Model["connectors"]["referrals"] => ({
  role,
  id: role === "referrals" ? "5f3c8a52-1111-5222-8333-444455556666" : "5f3c8a52-1111-5222-8333-444455557777",
  name: `csl_cosell${role}`,
  title: `Co-sell ${role}`,
  clientId: "00000000-0000-0000-0000-000000000000",
  apiName: `shared_csl-5fcosell${role}-5f0123456789abcdef`,
  origin,
});

const variable = (
  key: Model["variables"][number]["key"],
  type: Model["variables"][number]["type"],
  value: Model["variables"][number]["default"],
): Model["variables"][number] => ({
  key,
  schemaName: `csl_${key.toLowerCase()}`,
  displayName: `Variable ${key}`,
  description: `What ${key} is.`,
  type,
  default: value,
  kept: key === "reconcileWatermark",
  origin,
});

/** The model of the default mapping, near enough for the flows. */
export const sampleModel: Model = {
  solution: {
    uniqueName: "CosellSync",
    displayName: "Co-sell",
    description: "Sync.",
    version: "1.0.0.0",
    introducedVersion: "1.0.0.0",
    publisher: { uniqueName: "cosell", displayName: "Cosell", prefix: "csl", optionValuePrefix: 71834 },
    layouts: ["single", "split"],
    connectorSolution: {
      uniqueName: "CosellConnectors",
      displayName: "Connectors",
      description: "Two.",
      version: "1.0.0.0",
    },
  },
  connectors: {
    mode: "custom",
    tenant: "common",
    referrals: connector("referrals"),
    events: connector("events"),
  },
  connectionReferences: {
    referrals: {
      role: "referrals",
      name: "csl_PartnerCenterReferrals",
      displayName: "Referrals",
      apiName: connector("referrals").apiName,
      connectorId: connector("referrals").id,
      connectorName: connector("referrals").name,
      origin,
    },
    events: {
      role: "events",
      name: "csl_PartnerCenterEvents",
      displayName: "Events",
      apiName: connector("events").apiName,
      connectorId: connector("events").id,
      connectorName: connector("events").name,
      origin,
    },
    salesforce: {
      role: "salesforce",
      name: "csl_Salesforce",
      displayName: "Salesforce",
      apiName: "shared_salesforce",
      origin,
    },
    dataverse: {
      role: "dataverse",
      name: "csl_Dataverse",
      displayName: "Dataverse",
      apiName: "shared_commondataserviceforapps",
      origin,
    },
  },
  variables: [
    variable("displayCheckMark", "yesNo", true),
    variable("activeStage", "text", "Qualification"),
    variable("onHoldStage", "text", "Prospecting"),
    variable("countryField", "text", "BillingCountry"),
    variable("dealValueField", "text", "Amount"),
    variable("dealCurrencyField", "text", "CurrencyIsoCode"),
    variable("coSellOnly", "yesNo", true),
    variable("organizationId", "text", ""),
    variable("reconcileWatermark", "json", {}),
  ],
  crm: {
    apiVersion: "58.0",
    namespace: "",
    currency: { mode: "multi" },
    countryStyle: "iso2",
    closingTime: "noonUtc",
    teams: true,
    objects: {
      opportunity: "Opportunity",
      account: "Account",
      contact: "Contact",
      lead: "Lead",
      solution: "Microsoft_Partner_Center_Solution__c",
    },
    opportunity: {
      sync: "Sync_with_Partner_Center__c",
      referralIdentifier: "Referral_Identifier__c",
      referralLink: "Referral_Link__c",
      audit: "Audit__c",
      state: "Partner_Center_Sync_State__c",
      seen: "Partner_Center_Sync_Seen__c",
      status: "Partner_Center_Sync_Status__c",
      lastSynced: "Partner_Center_Last_Synced__c",
      solutionCount: "Microsoft_Solution_Count__c",
      closingReason: "Partner_Center_Closing_Reason__c",
    },
    solution: {
      opportunity: "Opportunity__c",
      relationship: "Microsoft_Solutions__r",
      id: "Solution_Id__c",
      name: "Solution_Name__c",
      type: "Solution_Type__c",
      key: "Solution_Key__c",
    },
    account: { key: "Partner_Center_Account_Key__c" },
    contact: { key: "Partner_Center_Contact_Key__c" },
    lead: { referralIdentifier: "Referral_Identifier__c" },
  },
  fields,
  money: {
    amount: { kind: "variable", variable: "dealValueField" },
    currency: { kind: "variable", variable: "dealCurrencyField" },
    direction: "both",
    policy: "crm",
    requiredFor: everyDeal,
    origin,
  },
  sets: { solutions: { ...set(), types: ["3P", "1P"] }, contacts: set(), team: set() },
  stages: {
    policy: "crm",
    won: ["Closed Won"],
    lost: ["Closed Lost"],
    active: [],
    incoming: {
      won: "Closed Won",
      lost: "Closed Lost",
      declined: "Closed Lost",
      expired: "Closed Lost",
      error: "Closed Lost",
    },
    origin,
  },
  closingReasons: {
    default: "Others",
    values: [
      { crm: "Project budget", referral: "Project budget isn't adequate" },
      { crm: "No response", referral: "Customer didn't respond" },
      { crm: "Others", referral: "Others" },
    ],
  },
  deals: {
    qualification: "SalesQualified",
    consentToContact: true,
    consentToShareInfoWithOthers: true,
    attributes: [{ type: "CustomerMarketplaceIntent", id: "HaveNotDecided" }],
    notesRequired: false,
    pastClosingDate: "refuse",
    portalDeals: true,
    patchName: false,
  },
  flows: flowKeys.map((key, index) => ({
    key,
    id: `0000000${index}-1111-5222-8333-444455556666`,
    name: flowNames[key],
    description: `What ${key} does.`,
    customizable: key === "customize",
    origin,
  })),
  flowOptions: {
    pollingMinutes: 3,
    glyphOnError: true,
    auditMaxLength: 100_000,
    leads: true,
    retry: {
      type: "exponential",
      count: 4,
      interval: "PT10S",
      minimumInterval: "PT5S",
      maximumInterval: "PT2M",
    },
    reconcile: { enabled: true, intervalMinutes: 60, windowHours: 24, maxPerRun: 50 },
  },
  environments: [],
};

/** More fields of the opportunity, mapped to properties of the referral that no other field has. */
export function withFields(model: Model, count: number): Model {
  const more = Array.from({ length: count }, (_, index) =>
    field(
      `extraProperty${index}`,
      `Extra field ${index}`,
      opportunity(`Extra_Field_Number_${index}__c`),
      `extra.property${index}`,
      {
        patchPath: `/extra/property${index}`,
      },
    ),
  );
  return { ...model, fields: [...model.fields, ...more] };
}

export const without = (model: Model, ...keys: readonly FlowKey[]): Model => ({
  ...model,
  flows: model.flows.filter((flow) => !keys.includes(flow.key)),
});
