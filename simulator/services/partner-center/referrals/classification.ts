import { microsoftId } from "../facts.ts";
import type { Referral } from "./referral-shape.ts";

export type ReferralKind = "marketplaceLead" | "qualifiedLead" | "coSellOpportunity";

export interface Classification {
  readonly kind: ReferralKind;
  readonly types: readonly string[];
  readonly qualifications: readonly string[];
  /** Who invited; `none` when inviteContext names nobody. */
  readonly invitedBy: readonly ("microsoft" | "partner" | "none")[];
}

/**
 * How the answers of the API are told apart: referrals-api-introduction.md. The table lacks a shared deal sent by
 * Microsoft; the last row takes every shared referral as a co-sell opportunity.
 */
export const classifications: readonly Classification[] = [
  {
    kind: "marketplaceLead",
    types: ["Independent"],
    qualifications: ["Direct"],
    invitedBy: ["microsoft", "none"],
  },
  {
    kind: "qualifiedLead",
    types: ["Independent"],
    qualifications: ["SalesQualified", "MarketingQualified"],
    invitedBy: ["microsoft"],
  },
  {
    kind: "coSellOpportunity",
    types: ["Independent", "Shared"],
    qualifications: ["SalesQualified", "None"],
    invitedBy: ["partner"],
  },
  {
    kind: "coSellOpportunity",
    types: ["Shared"],
    qualifications: ["SalesQualified", "None", "MarketingQualified", "Direct"],
    invitedBy: ["microsoft", "partner", "none"],
  },
];

/** The kind of a referral, undefined when no row matches. */
export function classify(
  referral: Pick<Referral, "type" | "qualification" | "inviteContext">,
): ReferralKind | undefined {
  const inviter = referral.inviteContext?.invitedBy?.organizationId ?? null;
  const invitedBy = inviter === null ? "none" : inviter === microsoftId ? "microsoft" : "partner";
  const row = classifications.find(
    ({ types, qualifications, invitedBy: inviters }) =>
      types.includes(referral.type ?? "") &&
      qualifications.includes(referral.qualification ?? "None") &&
      inviters.includes(invitedBy),
  );
  return row?.kind;
}
