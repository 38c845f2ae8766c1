import type { Quirks } from "../quirks.ts";
import type { Actor } from "../world.ts";

/** The paths the certified connector offers; the service is not known to take more. */
export const patchablePaths: readonly string[] = [
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
  "/referralProgram",
  "/salesStage",
  "/status",
  "/substatus",
  "/statusReason",
  "/team",
  "/team/-",
];

const contract = "/registrations/{n}/contract";
const solution = "/registrations/{n}/solutionDetails/{n}";

/** The paths of deal registrations, from the same definition; it writes 0 for both indexes. */
export const registrationPaths: readonly string[] = [
  "/registrations/-",
  `${contract}/startDateTime`,
  `${contract}/endDateTime`,
  `${contract}/signDateTime`,
  `${contract}/term`,
  `${contract}/value`,
  `${solution}/value`,
  `${solution}/currency`,
  `${solution}/isDeployedOnAzure`,
  `${solution}/primaryDeploymentOn`,
  `${solution}/pricingModel`,
  `${solution}/marketplaceTransactionDetails/isMarketplaceTransacted`,
  `${solution}/marketplaceTransactionDetails/marketplaceTransactionDateTime`,
];

/** Whether a path of the model that is not frozen may be patched. The portal edits by forms, not by this list. */
export function isPatchable(pattern: string, actor: Actor, quirks: Quirks): boolean {
  if (actor !== "api" || patchablePaths.includes(pattern)) return true;
  return pattern === "/name" ? quirks.nameByPatch === "accepted" : quirks.unlistedPaths === "accepted";
}
