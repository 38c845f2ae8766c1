/**
 * The closed sets of values of the Referrals API, spelled as on the wire.
 * Source: Partner Center docs, developer/referral-resources.md, and the definition of the certified connector.
 */
export const statuses = ["None", "New", "Active", "Closed"] as const;

/** `Error` ("closed as error") is known from the portal and the bulk file only; the REST table lacks it. */
export const substatuses = [
  "None",
  "Pending",
  "Received",
  "Accepted",
  "Won",
  "Lost",
  "Declined",
  "Expired",
  "Error",
] as const;

export const referralTypes = ["Independent", "Shared"] as const;

export const qualifications = ["None", "Direct", "MarketingQualified", "SalesQualified"] as const;

export const directions = ["Incoming", "Outgoing"] as const;

export const targetTypes = ["None", "BusinessProfileLocation", "SolutionProfile"] as const;

export const solutionTypes = ["None", "Category", "Name"] as const;

export const profileIdTypes = ["Duns", "External"] as const;

/** "How can Microsoft help". `Unknown` is what deals without a request for help carry. */
export const assistanceCodes = [
  "Unknown",
  "GeneralOrOther",
  "CustomerTechnicalArchitecture",
  "ProofOfConceptOrDemo",
  "QuotesOrLicensing",
  "PostSalesCustomerSuccess",
  "WorkloadSpecificValueProposition",
] as const;

/** Names of the connector and percent strings of the portal: both spellings have been seen in real data. */
export const salesStages = [
  "Qualify",
  "Develop",
  "Propose",
  "Close",
  "10",
  "20",
  "40",
  "60",
  "80",
  "100",
] as const;

export const registrationTypes = ["AzureIPCoSell"] as const;

export const registrationStatuses = [
  "None",
  "ReviewPending",
  "ActionRequired",
  "Approved",
  "Passed",
  "Failed",
  "Closed",
] as const;

export const contractTerms = ["Perpetual", "Finite"] as const;

export const deployments = ["Customer", "Partner"] as const;

export const pricingModels = ["PayAsYouGo", "Other"] as const;

export const customerSizes = [
  "1to9employees",
  "10to50employees",
  "51to250employees",
  "251to1000employees",
  "1001to5000employees",
  "5001to10000employees",
  "10001to20000employees",
  "Morethan20000employees",
  "1to50employees",
  "51to500employees",
  "Morethan500employees",
] as const;

export type Status = (typeof statuses)[number];
export type Substatus = (typeof substatuses)[number];
export type AssistanceCode = (typeof assistanceCodes)[number];
export type RegistrationStatus = (typeof registrationStatuses)[number];
