import type { Stage } from "../../scenario/stage.ts";
import type { Referral } from "../../services/partner-center/referrals/referral-shape.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";

/** What both sides should have in common, worked out here from the records and not by the flows. */
export interface ProjectedField {
  /** How the state on the opportunity calls it. */
  readonly key: string;
  /** How audit lines call it. */
  readonly label: string;
  /** Whose edit stands when both sides changed it; undefined where other rules decide. */
  readonly policy?: "crm" | "partnerCenter";
  /** A set, as its sorted elements; it moves element by element. */
  readonly isSet?: true;
  /** Never sent to Partner Center. */
  readonly comesInOnly?: true;
  readonly crm: (opportunity: FieldValues, stage: Stage) => string;
  readonly referral: (referral: Referral, stage: Stage) => string;
}

/** The pairs of the default mapping that move after a deal was made. */
export const projectedFields: readonly ProjectedField[] = [
  {
    key: "name",
    label: "Name",
    comesInOnly: true,
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
    // Whoever asks Microsoft for help shows the deal.
    crm: ({ Referral_visible_to_Microsoft_sellers__c: visible, How_can_Microsoft_help__c: help }) =>
      String(visible === true || help !== null),
    referral: ({ consent }) => String(consent?.consentToShareReferralWithMicrosoftSellers ?? false),
  },
  {
    key: "solutions",
    label: "Solutions",
    isSet: true,
    crm: ({ Id: id }, stage) =>
      sorted(
        stage.salesforce.control
          .records("Microsoft_Partner_Center_Solution__c", { Opportunity__c: id ?? null })
          .map((row) => String(row["Solution_Id__c"])),
      ),
    referral: ({ details }) => sorted((details?.requirements?.solutions ?? []).map(({ id }) => String(id))),
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

/** The elements of a projected set. */
export const elementsOf = (text: string): readonly string[] => (text === "" ? [] : text.split(", "));

const sorted = (ids: readonly string[]): string => [...new Set(ids)].sort().join(", ");
