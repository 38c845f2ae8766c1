import type { Stage } from "../../scenario/stage.ts";
import type { Referral } from "../../services/partner-center/referrals/referral-shape.ts";
import { isMicrosofts } from "../../services/partner-center/referrals/referral-store.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";
import { contactOf, contactsOf, hasCompleteContact, setText, teamOf } from "./projection-people.ts";

/** What both sides should have in common, worked out here from the records and not by the flows. */
export interface ProjectedField {
  /** How the state on the opportunity calls it. */
  readonly key: string;
  /** How audit lines call it. */
  readonly label: string;
  /** How audit lines call one element of a set, where they tell of its details; its key follows. */
  readonly elementLabel?: string;
  /** Whose edit stands when both sides changed it; undefined where other rules decide. */
  readonly policy?: "crm" | "partnerCenter";
  /** A set, as its sorted elements; it moves element by element, and the policy is one for their details. */
  readonly isSet?: true;
  /** Kept on Microsoft's referral, of which nothing tells but its own changes. */
  readonly isMicrosofts?: true;
  readonly crm: (opportunity: FieldValues, stage: Stage) => string;
  readonly referral: (referral: Referral, stage: Stage) => string;
}

/** The pairs of the default mapping that move after a deal was made. */
export const projectedFields: readonly ProjectedField[] = [
  {
    key: "name",
    label: "Name",
    crm: ({ Name: name }) => withoutMark(String(name)),
    referral: ({ name }) => (name ?? "").trim(),
  },
  {
    key: "money",
    label: "Deal value",
    policy: "crm",
    crm: ({ Amount: amount, CurrencyIsoCode: currency }) => money(amount, currency),
    referral: ({ details }) => money(details?.dealValue ?? null, details?.currency ?? null),
  },
  {
    key: "detailsClosingDateTime",
    label: "Closing date",
    policy: "crm",
    crm: ({ CloseDate: date }) => String(date ?? ""),
    referral: ({ details }) => (details?.closingDateTime ?? "").slice(0, 10),
  },
  {
    key: "detailsNotes",
    label: "Notes",
    policy: "partnerCenter",
    crm: ({ Description: text }) => lines(text),
    referral: ({ details }) => lines(details?.notes ?? null),
  },
  {
    key: "consentConsentToShareReferralWithMicrosoftSellers",
    label: "Visible to Microsoft sellers",
    // Whoever asks Microsoft for help shows the deal, as soon as Microsoft can be asked.
    crm: (opportunity, stage) => {
      const { Referral_visible_to_Microsoft_sellers__c: visible, How_can_Microsoft_help__c: help } =
        opportunity;
      const isAsked =
        help !== null && (isInvited(opportunity, stage) || hasCompleteContact(opportunity, stage));
      return String(visible === true || isAsked);
    },
    referral: ({ consent }) => String(consent?.consentToShareReferralWithMicrosoftSellers ?? false),
  },
  {
    key: "inviteContextAssistanceRequestCode",
    label: "How Microsoft can help",
    isMicrosofts: true,
    crm: helpOf,
    referral: (referral, stage) =>
      firstOf(referral, stage, helpOf, ({ inviteContext }) => {
        const code = inviteContext?.assistanceRequestCode ?? "Unknown";
        return code === "Unknown" ? "" : code;
      }),
  },
  {
    key: "trackingInfoMicrosoftMsxId",
    label: "Microsoft CRM identifier",
    isMicrosofts: true,
    crm: identifierOf,
    referral: (referral, stage) =>
      firstOf(referral, stage, identifierOf, ({ trackingInfo }) => trackingInfo?.microsoftMsxId ?? ""),
  },
  {
    key: "referralProgram",
    label: "Referral program",
    crm: ({ Referral_Program__c: program }) => String(program ?? ""),
    referral: ({ referralProgram }) => referralProgram ?? "",
  },
  {
    key: "contacts",
    label: "Customer contacts",
    elementLabel: "Contact",
    policy: "crm",
    isSet: true,
    crm: contactsOf,
    referral: ({ customerProfile }) => setText((customerProfile?.team ?? []).map(contactOf)),
  },
  {
    key: "team",
    label: "Team",
    isSet: true,
    crm: teamOf,
    referral: ({ team }) => setText((team ?? []).map(({ email }) => [(email ?? "").toLowerCase(), ""])),
  },
  {
    key: "solutions",
    label: "Solutions",
    isSet: true,
    crm: ({ Id: id }, stage) =>
      setText(
        stage.salesforce.control
          .records("Microsoft_Partner_Center_Solution__c", { Opportunity__c: id ?? null })
          .map((row) => [String(row["Solution_Id__c"]), ""]),
      ),
    referral: ({ details }) =>
      setText((details?.requirements?.solutions ?? []).map(({ id }) => [String(id), ""])),
  },
  {
    key: "stage",
    label: "Stage",
    crm: ({ StageName: stage }) => classOf(String(stage)),
    referral: ({ status, substatus }) =>
      status === "Closed" ? (substatus === "Won" ? "Won" : "ClosedOther") : String(status),
  },
];

/** Marks that our flows put before the name. */
const marks = /^[✔✗✓✘] ?/u;

export function withoutMark(name: string): string {
  return name.replace(marks, "").trim();
}

/** The class of a stage of the default mapping. */
export function classOf(stage: string): "New" | "Active" | "Won" | "ClosedOther" {
  if (stage === "Prospecting") return "New";
  if (stage === "Closed Won") return "Won";
  return stage === "Closed Lost" ? "ClosedOther" : "Active";
}

function money(amount: unknown, currency: unknown): string {
  return amount === null ? "" : `${Number(amount).toFixed(2)} ${String(currency ?? "").toUpperCase()}`;
}

function lines(text: unknown): string {
  return String(text ?? "")
    .replaceAll("\r\n", "\n")
    .trim();
}

/** The kinds of help of the default mapping, in the portal's words and in the API's. */
const helpCodes: ReadonlyMap<string, string> = new Map([
  ["Workload Specific Value Proposition", "WorkloadSpecificValueProposition"],
  ["Customer Technical Architecture", "CustomerTechnicalArchitecture"],
  ["Proof Of Concept or Demo", "ProofOfConceptOrDemo"],
  ["Quotes or Licensing", "QuotesOrLicensing"],
  ["Post Sales Customer Success", "PostSalesCustomerSuccess"],
  ["General or Other", "GeneralOrOther"],
]);

/** Whether Microsoft has a referral in the engagement of ours. */
function isInvited({ Referral_Identifier__c: id }: FieldValues, stage: Stage): boolean {
  const own = typeof id === "string" ? stage.partnerCenter.records.referral(id) : undefined;
  return own !== undefined && microsoftsOf(own, stage).length > 0;
}

const microsoftsOf = (own: Referral, stage: Stage): readonly Referral[] =>
  stage.partnerCenter.records
    .all()
    .filter((other) => other.engagementId === own.engagementId && isMicrosofts(other));

function helpOf({ How_can_Microsoft_help__c: help }: FieldValues): string {
  return helpCodes.get(String(help)) ?? "";
}

function identifierOf({ Microsoft_CRM_Identifier__c: id }: FieldValues): string {
  return String(id ?? "");
}

/**
 * What stands on our referral, or else on Microsoft's of the same engagement. Where people have made several of
 * Microsoft, no side of Partner Center is the right one: then it is whatever Salesforce has.
 */
function firstOf(
  own: Referral,
  stage: Stage,
  crm: (opportunity: FieldValues) => string,
  value: (referral: Referral) => string,
): string {
  const microsofts = microsoftsOf(own, stage);
  if (microsofts.length > 1) {
    const [opportunity] = stage.salesforce.control.records("Opportunity", { Referral_Identifier__c: own.id });
    if (opportunity !== undefined) return crm(opportunity);
  }
  return [own, ...microsofts].map(value).find((each) => each !== "") ?? "";
}
