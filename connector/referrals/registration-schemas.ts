import type { Properties } from "../definition/openapi.ts";
import {
  decimal,
  flag,
  instant,
  list,
  oneOf,
  readOnly,
  record,
  reference,
  text,
} from "../definition/schema.ts";
import {
  contractTerms,
  deployments,
  pricingModels,
  registrationStatuses,
  registrationTypes,
} from "./choices.ts";

/** The registration of a won deal for Microsoft's incentives. */
export const registrationSchemas: Properties = {
  Registration: record("Deal Registration", "The registration of a won deal.", {
    type: oneOf("Registration Type", "Program of the registration.", registrationTypes),
    contract: reference("Contract"),
    solutionDetails: list(
      "Registered Solutions",
      "Solutions that are registered.",
      reference("RegisteredSolution"),
    ),
    id: text("Registration ID", "Id of the registration.", readOnly),
    status: oneOf("Review Status", "How far the review is.", registrationStatuses, readOnly),
    statusReason: text("Review Status Reason", "Why the review has this status.", readOnly),
    registrationDateTime: instant("Registration Date", "When the deal was registered.", readOnly),
    statusHistory: record(
      "Review History",
      "When the review has reached each status.",
      {
        reviewPendingDateTime: instant("Review Pending Since", "When the review began.", readOnly),
        actionRequiredDateTime: instant(
          "Action Required Since",
          "When the partner was asked for more.",
          readOnly,
        ),
        passedDateTime: instant("Passed On", "When the review was passed.", readOnly),
        failedDateTime: instant("Failed On", "When the review was failed.", readOnly),
        approvedDateTime: instant("Approved On", "When the registration was approved.", readOnly),
      },
      readOnly,
    ),
  }),
  RegisteredSolution: record("Registered Solution", "A solution that is registered.", {
    id: text("Solution ID", "Id of the solution."),
    name: text("Solution Name", "Name of the solution.", readOnly),
    currency: text("Solution Currency", "Currency code of the value, ISO 4217."),
    value: decimal("Solution Value", "Value of the solution."),
    isDeployedOnAzure: flag("Deployed On Azure", "Whether the solution runs on Azure."),
    primaryDeploymentOn: oneOf("Deployed By", "Whose subscription the solution runs in.", deployments),
    pricingModel: oneOf("Pricing Model", "How the solution is paid for.", pricingModels),
    marketplaceTransactionDetails: record(
      "Marketplace Transaction",
      "Whether the deal went through the marketplace, and when.",
      {
        isMarketplaceTransacted: flag(
          "Transacted In Marketplace",
          "Whether the deal went through the marketplace.",
        ),
        marketplaceTransactionDateTime: instant(
          "Transaction Date",
          "When the deal went through the marketplace.",
        ),
      },
    ),
  }),
  Contract: record("Contract", "The contract with the customer.", {
    currency: text("Contract Currency", "Currency code of the value, ISO 4217."),
    value: decimal("Contract Value", "Value of the contract."),
    term: oneOf("Term", "Whether the contract has an end.", contractTerms),
    startDateTime: instant("Start Date", "When the contract starts."),
    endDateTime: instant("End Date", "When the contract ends."),
    signDateTime: instant("Signing Date", "When the contract was signed."),
  }),
};
