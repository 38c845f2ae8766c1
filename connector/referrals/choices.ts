import type { Choices } from "../definition/schema.ts";

// Closed sets of the Referrals API, each value with the label that Partner Center's portal gives it (referral resources
// page, definition of the certified connector, bulk operations pages).

export const statuses: Choices = ["None", "New", "Active", "Closed"];

/** `Error` is missing in the table of the REST pages, but the portal and the bulk file write it. */
export const substatuses: Choices = [
  "None",
  "Pending",
  "Received",
  "Accepted",
  "Won",
  "Lost",
  "Declined",
  "Expired",
  "Error",
];

export const referralTypes: Choices = [
  ["Independent", "Independent, seen by one party"],
  ["Shared", "Shared, seen by both parties"],
];

export const qualifications: Choices = [
  "None",
  "Direct",
  ["MarketingQualified", "Marketing qualified"],
  ["SalesQualified", "Sales qualified"],
];

export const directions: Choices = ["Incoming", "Outgoing"];

export const targetTypes: Choices = [
  "None",
  ["BusinessProfileLocation", "Business profile or Microsoft"],
  ["SolutionProfile", "Solution"],
];

export const solutionReferences: Choices = [
  "None",
  ["Category", "Category of solutions"],
  ["Name", "Solution of the catalogue"],
];

/** The connector's own words, and the percentages that the portal stores. */
export const salesStages: Choices = [
  "Qualify",
  "Develop",
  "Propose",
  "Close",
  ["10", "10 % (created or accepted)"],
  ["20", "20 % (qualified)"],
  ["40", "40 % (developed)"],
  ["60", "60 % (proposed)"],
  ["80", "80 % (negotiated)"],
  ["100", "100 % (won)"],
];

export const assistanceCodes: Choices = [
  ["Unknown", "No help required"],
  ["GeneralOrOther", "General or other"],
  ["CustomerTechnicalArchitecture", "Customer technical architecture"],
  ["ProofOfConceptOrDemo", "Proof of concept or demo"],
  ["QuotesOrLicensing", "Quotes or licensing"],
  ["PostSalesCustomerSuccess", "Post-sales customer success"],
  ["WorkloadSpecificValueProposition", "Workload-specific value proposition"],
];

export const customerSizes: Choices = [
  ["1to9employees", "1 to 9 employees"],
  ["10to50employees", "10 to 50 employees"],
  ["51to250employees", "51 to 250 employees"],
  ["251to1000employees", "251 to 1,000 employees"],
  ["1001to5000employees", "1,001 to 5,000 employees"],
  ["5001to10000employees", "5,001 to 10,000 employees"],
  ["10001to20000employees", "10,001 to 20,000 employees"],
  ["Morethan20000employees", "More than 20,000 employees"],
  ["1to50employees", "1 to 50 employees"],
  ["51to500employees", "51 to 500 employees"],
  ["Morethan500employees", "More than 500 employees"],
];

export const customerIdTypes: Choices = [
  ["Duns", "D-U-N-S number"],
  ["External", "External number"],
];

export const leadQualities: Choices = ["Unknown", "High", "Low"];

export const registrationTypes: Choices = [["AzureIPCoSell", "Azure IP co-sell"]];

export const registrationStatuses: Choices = [
  "None",
  ["ReviewPending", "Review pending"],
  ["ActionRequired", "Action required"],
  "Approved",
  "Passed",
  "Failed",
  "Closed",
];

export const contractTerms: Choices = ["Perpetual", "Finite"];

export const deployments: Choices = ["Customer", "Partner"];

export const pricingModels: Choices = [["PayAsYouGo", "Pay as you go"], "Other"];
