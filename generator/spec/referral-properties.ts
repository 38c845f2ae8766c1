import type { FieldPhase, ValueType } from "../model/model.ts";

/** What Partner Center says about a property that a field of Salesforce may be mapped to. */
export interface ReferralProperty {
  readonly type: ValueType;
  /** When its value may still move after creation. */
  readonly phase: FieldPhase;
  /** Set by Partner Center alone: it can only come in. */
  readonly readOnly?: true;
  /** JSON-Patch path; absent where Partner Center takes no patch of it. */
  readonly patchPath?: string;
  /** Partner Center has not said that it takes the patch; it is sent alone. */
  readonly patchUnproven?: true;
  /** Longest text, in UTF-16 units. */
  readonly maxLength?: number;
  /** The values it can have, where they are a closed set. */
  readonly values?: readonly string[];
}

const assistance = [
  "Unknown",
  "GeneralOrOther",
  "CustomerTechnicalArchitecture",
  "ProofOfConceptOrDemo",
  "QuotesOrLicensing",
  "PostSalesCustomerSuccess",
  "WorkloadSpecificValueProposition",
] as const;

/** Read from the service: its value is never sent. */
const told = (type: ValueType = "text"): ReferralProperty => ({ type, phase: "always", readOnly: true });
/** Fixed once the referral is there (bulk operations page: full customer address, customer name). */
const fixed = (): ReferralProperty => ({ type: "text", phase: "creation" });
const open = (
  type: ValueType,
  patchPath: string,
  more: Partial<ReferralProperty> = {},
): ReferralProperty => ({
  type,
  phase: "always",
  patchPath,
  ...more,
});

/**
 * The scalar properties of a referral by their path (referral resources page, certified connector definition). Patch
 * paths are those that the certified connector offers; what may change when comes from the page on bulk operations.
 * Cap of the notes: what the portal takes (sync rules of this project).
 */
export const referralProperties: Readonly<Record<string, ReferralProperty>> = {
  name: open("text", "/name", { patchUnproven: true }),
  campaignId: open("text", "/campaignId"),
  referralProgram: open("text", "/referralProgram"),
  salesStage: open("text", "/salesStage", { values: ["Qualify", "Develop", "Propose", "Close"] }),
  "details.notes": open("text", "/details/notes", { maxLength: 5000 }),
  "details.dealValue": open("number", "/details/dealValue"),
  "details.currency": open("text", "/details/currency", { maxLength: 3 }),
  "details.closingDateTime": open("dateTime", "/details/closingDateTime"),
  "details.customerAction": { type: "text", phase: "creation" },
  "details.incentiveLevel": told(),
  "consent.consentToShareReferralWithMicrosoftSellers": {
    type: "boolean",
    phase: "oneWay",
    patchPath: "/consent/consentToShareReferralWithMicrosoftSellers",
  },
  "inviteContext.assistanceRequestCode": { type: "text", phase: "beforeSharing", values: assistance },
  "inviteContext.notes": { type: "text", phase: "creation" },
  "customerProfile.name": fixed(),
  "customerProfile.size": fixed(),
  "customerProfile.address.addressLine1": fixed(),
  "customerProfile.address.addressLine2": fixed(),
  "customerProfile.address.city": fixed(),
  "customerProfile.address.state": fixed(),
  "customerProfile.address.postalCode": fixed(),
  "customerProfile.address.country": { ...fixed(), maxLength: 2 },
  "customerProfile.address.region": fixed(),
  "trackingInfo.microsoftMsxId": told(),
  statusReason: told(),
  direction: told(),
  qualification: told(),
  engagementId: told(),
  organizationId: told(),
  organizationName: told(),
  mpnId: told(),
  registrationStatus: told(),
  referralSource: told(),
  callToAction: told(),
  acceptedDateTime: told("dateTime"),
  closedDateTime: told("dateTime"),
  createdDateTime: told("dateTime"),
  expirationDateTime: told("dateTime"),
};

/** What is known of a property; undefined where a referral has none of that name. */
export function referralProperty(name: string): ReferralProperty | undefined {
  return Object.hasOwn(referralProperties, name) ? referralProperties[name] : undefined;
}

/** Amount and currency are one field of the sync: they move and are decided together. */
export const moneyProperties = { amount: "details.dealValue", currency: "details.currency" } as const;
