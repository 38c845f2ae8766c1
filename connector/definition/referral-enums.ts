// Closed sets of the Referrals API (referral resources page; certified connector definition; bulk operations page).

export const statuses = ["None", "New", "Active", "Closed"];
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
];
export const referralTypes = ["Independent", "Shared"];
export const qualifications = ["None", "Direct", "MarketingQualified", "SalesQualified"];
export const directions = ["Incoming", "Outgoing"];
export const targetTypes = ["None", "BusinessProfileLocation", "SolutionProfile"];
export const solutionKinds = ["None", "Category", "Name"];
export const salesStages = ["Qualify", "Develop", "Propose", "Close"];
export const assistanceCodes = [
  "Unknown",
  "GeneralOrOther",
  "CustomerTechnicalArchitecture",
  "ProofOfConceptOrDemo",
  "QuotesOrLicensing",
  "PostSalesCustomerSuccess",
  "WorkloadSpecificValueProposition",
];
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
];
export const registrationTypes = ["AzureIPCoSell"];
export const contractTerms = ["Perpetual", "Finite"];
export const deployments = ["Customer", "Partner"];
export const pricingModels = ["PayAsYouGo", "Other"];

/** Paths that Partner Center is known to take a change of (certified connector definition), and the unproven one. */
export const patchPaths = [
  "/campaignId",
  "/consent/consentToShareReferralWithMicrosoftSellers",
  "/customerProfile/team",
  "/customerProfile/team/-",
  "/details/closingDateTime",
  "/details/currency",
  "/details/dealValue",
  "/details/notes",
  "/details/requirements/solutions",
  "/details/requirements/solutions/-",
  "/externalReferenceId",
  "/name",
  "/referralProgram",
  "/salesStage",
  "/status",
  "/substatus",
  "/statusReason",
  "/team",
  "/team/-",
];

export const registrationPatchPaths = [
  "/registrations/0/contract/startDateTime",
  "/registrations/0/contract/endDateTime",
  "/registrations/0/contract/signDateTime",
  "/registrations/0/contract/term",
  "/registrations/0/contract/value",
  "/registrations/0/solutionDetails/0/value",
  "/registrations/0/solutionDetails/0/currency",
  "/registrations/0/solutionDetails/0/isDeployedOnAzure",
  "/registrations/0/solutionDetails/0/primaryDeploymentOn",
  "/registrations/0/solutionDetails/0/pricingModel",
  "/registrations/0/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted",
  "/registrations/0/solutionDetails/0/marketplaceTransactionDetails/marketplaceTransactionDateTime",
];
