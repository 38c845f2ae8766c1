import type { Properties, RecordSchema } from "../definition/openapi.ts";
import {
  advanced,
  flag,
  important,
  instant,
  list,
  oneOf,
  plainText,
  readOnly,
  record,
  reference,
  text,
  whole,
} from "../definition/schema.ts";
import { changeSchemas } from "./change-schemas.ts";
import {
  directions,
  leadQualities,
  qualifications,
  referralTypes,
  registrationStatuses,
  salesStages,
  statuses,
  substatuses,
} from "./choices.ts";
import { dealSchemas } from "./deal-schemas.ts";
import { peopleSchemas } from "./people-schemas.ts";
import { registrationSchemas } from "./registration-schemas.ts";

/** What makers fill in. Names are those on the wire (referral resources page; certified connector). */
const written: Properties = {
  name: text("Deal Name", "Name of the deal.", important),
  externalReferenceId: text("CRM ID", "Id of the deal in the partner's own CRM.", important),
  type: oneOf("Referral Type", "Whether one party sees the referral, or both.", referralTypes),
  qualification: oneOf("Qualification", "How far the lead is qualified.", qualifications),
  customerProfile: reference("CustomerProfile"),
  consent: reference("Consent"),
  details: reference("Details"),
  team: list("Team", "The partner's people on the deal.", reference("Member")),
  target: list("Targets", "Whom the referral is addressed to.", reference("Target")),
  inviteContext: reference("InviteContext"),
  engagementId: text(
    "Engagement ID",
    "Id that all referrals of one deal share; empty for the first of them.",
  ),
  mpnId: text("Partner ID", "Location of the partner that the deal belongs to.", advanced),
  status: oneOf("Status", "Status of the referral.", statuses, advanced),
  substatus: oneOf("Substatus", "Substatus of the referral.", substatuses, advanced),
  statusReason: text("Status Reason", "Why the referral has this status.", advanced),
  salesStage: oneOf("Sales Stage", "Sales stage of the deal.", salesStages, advanced),
  campaignId: text("Campaign ID", "Id of the marketing campaign.", advanced),
  referralProgram: text("Referral Program", "Program that the referral belongs to.", advanced),
  favorite: flag("Favorite", "Whether the referral is marked as a favorite.", advanced),
};

/** What Partner Center keeps: dynamic content of answers. */
const kept: Properties = {
  id: text("Referral ID", "Id of the referral.", readOnly),
  eTag: text("ETag", "Version of the referral, with its quotation marks, for If-Match.", readOnly),
  organizationId: text("Organization ID", "Id of the organization that owns the referral.", readOnly),
  organizationName: text("Organization", "Name of the organization that owns the referral.", readOnly),
  direction: oneOf("Direction", "Whether the referral was received or sent.", directions, readOnly),
  createdDateTime: instant("Created", "When the referral was created.", readOnly),
  updatedDateTime: instant("Updated", "When the referral was last changed.", readOnly),
  acceptedDateTime: instant("Accepted", "When the referral was accepted.", readOnly),
  closedDateTime: instant("Closed", "When the referral was closed.", readOnly),
  expirationDateTime: instant("Expires", "When the referral expires if nobody answers.", readOnly),
  trackingInfo: record(
    "Tracking",
    "Numbers of the deal in other systems of Microsoft.",
    {
      microsoftMsxId: text("Microsoft CRM ID", "Id of the opportunity in Microsoft's CRM.", readOnly),
      microsoftUSFedOpportunityId: text(
        "US Federal Opportunity ID",
        "Id of the opportunity in the CRM for the federal government.",
        readOnly,
      ),
      microsoftUSFedLeadId: text(
        "US Federal Lead ID",
        "Id of the lead in the CRM for the federal government.",
        readOnly,
      ),
    },
    readOnly,
  ),
  referralSource: text("Referral Source", "Where a lead comes from.", readOnly),
  callToAction: text("Call To Action", "What a lead has asked for.", readOnly),
  quality: oneOf("Lead Quality", "Quality of a lead.", leadQualities, readOnly),
  isSpam: flag("Spam", "Whether a lead is spam.", readOnly),
  tags: { ...list("Tags", "Tags of the referral.", plainText), ...readOnly },
  registrationStatus: oneOf(
    "Registration Status",
    "Status of the deal's registration.",
    registrationStatuses,
    readOnly,
  ),
  registrations: {
    ...list("Registrations", "Registrations of the deal.", reference("Registration")),
    ...readOnly,
  },
  lastModifiedVia: text("Last Modified Via", "By which means the referral was last changed.", readOnly),
  lastRunId: text("Last Run ID", "Run that has last changed the referral.", readOnly),
  links: record(
    "Links",
    "Where the referral and its relatives can be read.",
    { self: link("This Referral"), relatedReferrals: link("Related Referrals") },
    readOnly,
  ),
};

/** Every definition of the Referrals connector, by name. */
export const referralSchemas: Properties = {
  Referral: record("Referral", "A deal as Partner Center keeps it.", { ...written, ...kept }),
  // Without these four a referral is refused (page on creating a referral).
  NewReferral: record("New Referral", "A deal as it is sent to Partner Center.", written, {
    required: ["type", "customerProfile", "consent", "details"],
  }),
  ReferralPage: record("Referrals", "A page of referrals.", {
    value: list("Referrals", "The referrals of this page.", reference("Referral")),
    "@odata.count": whole("Count", "How many referrals there are, where that was asked for.", readOnly),
    "@odata.nextLink": text("Next Link", "Where the next page is, if there is one.", readOnly),
    "@odata.context": text("Context", "What the answer describes.", readOnly),
  }),
  ...peopleSchemas,
  ...dealSchemas,
  ...registrationSchemas,
  ...changeSchemas,
};

function link(label: string): RecordSchema {
  return record(
    label,
    "A link of the API.",
    {
      uri: text("Link Address", "The address.", readOnly),
      method: text("Link Method", "The HTTP method.", readOnly),
    },
    readOnly,
  );
}
