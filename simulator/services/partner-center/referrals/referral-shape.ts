import {
  assistanceCodes,
  contractTerms,
  customerSizes,
  deployments,
  directions,
  pricingModels,
  profileIdTypes,
  qualifications,
  referralTypes,
  registrationStatuses,
  registrationTypes,
  salesStages,
  solutionTypes,
  statuses,
  substatuses,
  targetTypes,
} from "../enums.ts";
import {
  flag,
  guid,
  instant,
  list,
  number,
  oneOf,
  optional,
  readOnly,
  record,
  text,
  type ValueOf,
} from "../shape.ts";

const member = record({
  firstName: text,
  lastName: text,
  title: text,
  phoneNumber: text,
  email: text,
  contactPreference: optional(record({ locale: text, disableNotifications: flag })),
});

const solution = record({
  id: text,
  name: text,
  type: oneOf(solutionTypes),
  solutionType: text,
  publisherName: text,
  price: number,
  quantity: number,
  currency: text,
  closingDateTime: instant,
});

const entry = record({ id: text });

const details = record({
  notes: text,
  dealValue: number,
  currency: text,
  closingDateTime: instant,
  customerAction: text,
  customerRequestedContact: flag,
  incentiveLevel: text,
  requirements: record({
    industries: list(entry),
    products: list(entry),
    services: list(entry),
    solutions: list(solution),
    offers: list(entry),
    salesPlays: list(entry),
    additionalRequirements: record({
      iot: optional(
        record({
          customerLicenseAgreementNumber: text,
          deviceCategory: text,
          siliconType: text,
          azureCertifiedDevice: text,
          attachServices: text,
        }),
      ),
      attributes: list(record({ type: text, id: text })),
    }),
  }),
});

const consent = record({
  // The doubled "ToTo" is the service's own spelling.
  consentToToShareInfoWithOthers: flag,
  consentToContact: flag,
  consentToShareReferralWithMicrosoftSellers: flag,
  consentToMicrosoftToContactSpecificPartners: flag,
});

export const registrationShape = record({
  id: readOnly(guid),
  type: oneOf(registrationTypes),
  status: readOnly(oneOf(registrationStatuses)),
  statusReason: readOnly(text),
  registrationDateTime: readOnly(instant),
  solutionDetails: list(
    record({
      id: text,
      name: readOnly(text),
      currency: text,
      value: number,
      isDeployedOnAzure: flag,
      primaryDeploymentOn: oneOf(deployments),
      pricingModel: oneOf(pricingModels),
      marketplaceTransactionDetails: optional(
        record({ isMarketplaceTransacted: flag, marketplaceTransactionDateTime: instant }),
      ),
    }),
  ),
  contract: record({
    currency: text,
    value: number,
    term: oneOf(contractTerms),
    startDateTime: instant,
    endDateTime: instant,
    signDateTime: instant,
  }),
  statusHistory: readOnly(
    record({
      reviewPendingDateTime: instant,
      actionRequiredDateTime: instant,
      passedDateTime: instant,
      failedDateTime: instant,
      approvedDateTime: instant,
    }),
  ),
});

const link = record({ uri: text, method: text });

/** The referral resource: every property of the published model and of captured answers, in the service's spelling. */
export const referralShape = record({
  id: readOnly(guid),
  engagementId: guid,
  name: text,
  organizationId: readOnly(text),
  organizationName: readOnly(text),
  mpnId: text,
  externalReferenceId: text,
  createdDateTime: readOnly(instant),
  updatedDateTime: readOnly(instant),
  expirationDateTime: readOnly(instant),
  acceptedDateTime: readOnly(instant),
  closedDateTime: readOnly(instant),
  status: oneOf(statuses),
  substatus: oneOf(substatuses),
  statusReason: text,
  qualification: oneOf(qualifications),
  type: oneOf(referralTypes),
  direction: readOnly(oneOf(directions)),
  eTag: readOnly(text),
  target: list(record({ type: oneOf(targetTypes), id: text })),
  customerProfile: record({
    name: text,
    size: oneOf(customerSizes),
    isMatchingComplete: readOnly(flag),
    address: record({
      addressLine1: text,
      addressLine2: text,
      city: text,
      state: text,
      postalCode: text,
      country: text,
      region: text,
    }),
    team: list(member),
    ids: list(record({ profileType: oneOf(profileIdTypes), id: text })),
  }),
  consent,
  details,
  team: list(member),
  inviteContext: optional(
    record({
      notes: text,
      assistanceRequestCode: oneOf(assistanceCodes),
      invitedMpnId: text,
      invitedBy: optional(record({ organizationId: text, organizationName: text })),
    }),
  ),
  links: readOnly(record({ self: link, relatedReferrals: link })),
  trackingInfo: readOnly(
    record({
      microsoftMsxId: text,
      microsoftUSFedOpportunityId: text,
      microsoftUSFedLeadId: text,
      migratedPSCDealId: text,
      migratedPSCPartnerDealId: text,
    }),
  ),
  registrations: readOnly(list(registrationShape)),
  registrationStatus: readOnly(oneOf(registrationStatuses)),
  salesStage: oneOf(salesStages),
  campaignId: text,
  referralProgram: text,
  referralSource: text,
  callToAction: text,
  favorite: flag,
  lastModifiedVia: text,
  lastRunId: text,
  quality: readOnly(text),
  isSpam: readOnly(flag),
  tags: readOnly(list(text)),
  dealSensitivity: text,
  createdVia: text,
});

export type Referral = ValueOf<typeof referralShape>;
export type Registration = ValueOf<typeof registrationShape>;
export type Member = ValueOf<typeof member>;
export type Solution = ValueOf<typeof solution>;
