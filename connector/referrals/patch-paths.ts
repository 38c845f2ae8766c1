import type { Choices } from "../definition/schema.ts";

// What a PATCH may change, as JSON Patch spells it, each with the words that makers choose by.

/** Paths of a referral: those of the certified connector, and `/name`, which Partner Center is not known to take. */
export const referralPaths: Choices = [
  ["/status", "Status"],
  ["/substatus", "Substatus"],
  ["/statusReason", "Status reason"],
  ["/details/dealValue", "Deal value"],
  ["/details/currency", "Currency"],
  ["/details/closingDateTime", "Closing date"],
  ["/details/notes", "Notes"],
  ["/details/requirements/solutions", "All solutions"],
  ["/details/requirements/solutions/-", "Another solution"],
  ["/team", "The whole team"],
  ["/team/-", "Another member of the team"],
  ["/customerProfile/team", "All customer contacts"],
  ["/customerProfile/team/-", "Another customer contact"],
  ["/consent/consentToShareReferralWithMicrosoftSellers", "Visible to Microsoft sellers"],
  ["/externalReferenceId", "CRM ID"],
  ["/salesStage", "Sales stage"],
  ["/campaignId", "Campaign ID"],
  ["/referralProgram", "Referral program"],
  ["/name", "Deal name"],
];

/** Where a new registration goes: the end of the list. */
export const newRegistrationPath = "/registrations/-";

/** Paths of the one registration that a referral has. */
export const registrationPaths: Choices = [
  ["/registrations/0/contract/value", "Contract value"],
  ["/registrations/0/contract/term", "Contract term"],
  ["/registrations/0/contract/startDateTime", "Start of the contract"],
  ["/registrations/0/contract/endDateTime", "End of the contract"],
  ["/registrations/0/contract/signDateTime", "Signing of the contract"],
  ["/registrations/0/solutionDetails/0/value", "Value of the solution"],
  ["/registrations/0/solutionDetails/0/currency", "Currency of the solution"],
  ["/registrations/0/solutionDetails/0/isDeployedOnAzure", "Deployed on Azure"],
  ["/registrations/0/solutionDetails/0/primaryDeploymentOn", "Deployed by"],
  ["/registrations/0/solutionDetails/0/pricingModel", "Pricing model"],
  [
    "/registrations/0/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted",
    "Transacted in marketplace",
  ],
  [
    "/registrations/0/solutionDetails/0/marketplaceTransactionDetails/marketplaceTransactionDateTime",
    "Date of the marketplace transaction",
  ],
];
