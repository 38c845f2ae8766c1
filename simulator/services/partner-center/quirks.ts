/**
 * Behaviours of the real service that nobody outside it has confirmed. Each is one switch; the tests run both settings.
 * The defaults are the settings that forgive least, unless a source speaks for another one.
 */
export interface QuirkDeclaration {
  readonly description: string;
  /** Where the doubt comes from. */
  readonly source: string;
  readonly values: readonly (string | number)[];
  readonly default: string | number;
}

const declared = {
  nameByPatch: {
    description: "Whether PATCH accepts the path /name.",
    source:
      "The certified connector's list of paths lacks it; the troubleshooting page says that a Microsoft solution pushes name changes.",
    values: ["refused", "accepted"],
    default: "refused",
  },
  unlistedPaths: {
    description:
      "Whether PATCH accepts a property of the model that is neither frozen nor in the certified connector's list.",
    source: "The list is the designer's; nothing says what the service itself takes.",
    values: ["refused", "accepted"],
    default: "refused",
  },
  createStatus: {
    description: "The status code of a successful POST of a referral.",
    source: "The connector's definition says 200, the page of response codes also lists 201.",
    values: [200, 201],
    default: 200,
  },
  createRules: {
    description:
      "Whether POST also enforces what is required in the portal and the bulk file (address, team, consents, marketplace intent), or only what the API pages and known refusals say.",
    source: "bulk-operations.md and connectors-troubleshoot.md against create-a-referral.md.",
    values: ["portal", "api"],
    default: "portal",
  },
  readOnlyInCreate: {
    description: "What POST does with a property only the service sets.",
    source: "Not stated; the definition only marks the properties readOnly.",
    values: ["refused", "ignored"],
    default: "refused",
  },
  inviteNeedsConsent: {
    description:
      "Whether the referral for Microsoft is refused while the own referral is not shared with Microsoft's sellers, or sharing follows from the invitation.",
    source: "The portal forces the answer Yes; captured shared records all carry true.",
    values: ["refused", "follows"],
    default: "refused",
  },
  inviteMakesShared: {
    description: "Whether an Independent own referral turns Shared when Microsoft is invited.",
    source: "No path changes /type; whether the service does it by itself is not stated.",
    values: ["yes", "no"],
    default: "yes",
  },
  secondInvite: {
    description: "What a second referral for Microsoft in one engagement meets while the first is open.",
    source: "Not stated.",
    values: ["created", "conflict"],
    default: "created",
  },
  terminalStatus: {
    description: "The status code for a change of a closed referral.",
    source: "The rule is documented (nothing changes after a terminal state), its code is not.",
    values: [400, 409],
    default: 400,
  },
  frozenStatus: {
    description: "The status code for a change of a field that is fixed.",
    source: "The rule is documented in bulk-operations.md, its code is not.",
    values: [400, 409],
    default: 400,
  },
  frozenSameValue: {
    description: "Whether a PATCH that sends a fixed field with the value it already has is accepted.",
    source: "Not stated.",
    values: ["accepted", "refused"],
    default: "accepted",
  },
  closeFromNew: {
    description:
      "Whether a New referral may be closed as Won or Lost, and an Active one as Declined, without a step between.",
    source: "The transition table allows New to Closed but does not say with which substatus.",
    values: ["declineOnly", "any"],
    default: "declineOnly",
  },
  closeWithEdits: {
    description: "Whether the PATCH that closes a referral may change other fields too.",
    source: "Not stated.",
    values: ["accepted", "refused"],
    default: "accepted",
  },
  noOpWrite: {
    description: "Whether a write that changes nothing still makes a new eTag and an event.",
    source: "eTags have the form of a document store that makes one per write; not stated.",
    values: ["writes", "skips"],
    default: "writes",
  },
  mismatchCode: {
    description: "The error code of a 412.",
    source: "error-codes.md lists both without telling them apart.",
    values: ["preconditionFailed", "resourceModified"],
    default: "preconditionFailed",
  },
  putWithoutIfMatch: {
    description: "The status code of a PUT without If-Match.",
    source: "The header must be set; the code of the refusal is not stated.",
    values: [400, 412],
    default: 400,
  },
  malformedId: {
    description: "The status code for a referral id that is no GUID.",
    source: "Not stated.",
    values: [404, 400],
    default: 404,
  },
  unauthenticatedCode: {
    description: "The error code of a 401.",
    source: "error-codes.md lists unauthenticated, its sample shows unAuthorized.",
    values: ["unauthenticated", "unAuthorized"],
    default: "unauthenticated",
  },
  relatedReferral: {
    description: "What reading Microsoft's referral of an own engagement by its id answers.",
    source: "Not stated; listing the engagement is documented.",
    values: ["readable", "forbidden", "notFound"],
    default: "readable",
  },
  relatedInList: {
    description: "Whether a list that is not bound to one engagement also returns Microsoft's referrals.",
    source: "Not stated.",
    values: ["shown", "hidden"],
    default: "shown",
  },
  relatedDirection: {
    description: "The direction of the referral that was created for Microsoft.",
    source: "The direction is documented for own referrals only.",
    values: ["Incoming", "Outgoing"],
    default: "Incoming",
  },
  filterProperties: {
    description: "Whether $filter takes every property or only the ones the documentation shows.",
    source: "get-a-list-of-referrals.md shows eight; an older list adds updatedDateTime.",
    values: ["documented", "any"],
    default: "documented",
  },
  unsetProperties: {
    description: "Whether a property without a value is answered as null or left out.",
    source: "Captured answers hold nulls; nothing says that they always do.",
    values: ["null", "omitted"],
    default: "null",
  },
  msxIdOn: {
    description: "On which referral Microsoft's CRM id appears when the seller accepts.",
    source: "The field is documented, the referral is not.",
    values: ["both", "own", "related"],
    default: "both",
  },
  relatedEventNames: {
    description: "Whose id the ResourceUri of a related-referral event carries.",
    source: "Not stated.",
    values: ["related", "own"],
    default: "related",
  },
  resourceUri: {
    description: "Which of two URL forms the ResourceUri of an event has.",
    source:
      "The events page shows the partnercenter host with /engagements/v1; the documented API has another host and path.",
    values: ["partnercenter", "partner"],
    default: "partnercenter",
  },
  registrationExists: {
    description: "The status code of POST registration when the tenant has one.",
    source: "The page tells to use PUT instead; the code is not stated.",
    values: [409, 400],
    default: 409,
  },
  registrationMissing: {
    description: "The status code of GET and PUT registration when the tenant has none.",
    source: "A working client takes any error as none; the code is not stated.",
    values: [404, 400],
    default: 404,
  },
} as const satisfies Readonly<Record<string, QuirkDeclaration>>;

export type QuirkId = keyof typeof declared;

/** A setting for every quirk. */
export type Quirks = { readonly [Id in QuirkId]: (typeof declared)[Id]["values"][number] };

export const quirkTable: { readonly [Id in QuirkId]: QuirkDeclaration } = declared;

export const quirkIds: readonly QuirkId[] = Object.keys(declared).filter(
  (id): id is QuirkId => id in declared,
);

/** The defaults with the given settings over them. */
export function quirksWith(settings: Partial<Quirks>): Quirks {
  return { ...defaults, ...settings };
}

const defaults: Quirks = {
  nameByPatch: declared.nameByPatch.default,
  unlistedPaths: declared.unlistedPaths.default,
  createStatus: declared.createStatus.default,
  createRules: declared.createRules.default,
  readOnlyInCreate: declared.readOnlyInCreate.default,
  inviteNeedsConsent: declared.inviteNeedsConsent.default,
  inviteMakesShared: declared.inviteMakesShared.default,
  secondInvite: declared.secondInvite.default,
  terminalStatus: declared.terminalStatus.default,
  frozenStatus: declared.frozenStatus.default,
  frozenSameValue: declared.frozenSameValue.default,
  closeFromNew: declared.closeFromNew.default,
  closeWithEdits: declared.closeWithEdits.default,
  noOpWrite: declared.noOpWrite.default,
  mismatchCode: declared.mismatchCode.default,
  putWithoutIfMatch: declared.putWithoutIfMatch.default,
  malformedId: declared.malformedId.default,
  unauthenticatedCode: declared.unauthenticatedCode.default,
  relatedReferral: declared.relatedReferral.default,
  relatedInList: declared.relatedInList.default,
  relatedDirection: declared.relatedDirection.default,
  filterProperties: declared.filterProperties.default,
  unsetProperties: declared.unsetProperties.default,
  msxIdOn: declared.msxIdOn.default,
  relatedEventNames: declared.relatedEventNames.default,
  resourceUri: declared.resourceUri.default,
  registrationExists: declared.registrationExists.default,
  registrationMissing: declared.registrationMissing.default,
};
