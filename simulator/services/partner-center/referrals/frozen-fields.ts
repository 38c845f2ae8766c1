import { valueAt } from "../pointer.ts";
import type { Actor } from "../world.ts";
import type { Referral } from "./referral-shape.ts";

/** From when on a field is fixed. `onceTrue`: it may become true, never false or empty again. */
export type Frozen = "always" | "afterCreation" | "afterShare" | "onceTrue";

export interface FrozenField {
  /** The field and everything below it. */
  readonly path: string;
  readonly frozen: Frozen;
}

/**
 * What a stored referral does not let go of, beside the properties that only the service sets (referral-shape.ts).
 * Source: the mutability column of bulk-operations.md; the portal and the API share their back end.
 */
export const frozenFields: readonly FrozenField[] = [
  { path: "/engagementId", frozen: "always" },
  { path: "/customerProfile/name", frozen: "afterCreation" },
  { path: "/customerProfile/address", frozen: "afterCreation" },
  { path: "/customerProfile/ids", frozen: "afterCreation" },
  { path: "/consent/consentToToShareInfoWithOthers", frozen: "afterCreation" },
  { path: "/consent/consentToContact", frozen: "afterCreation" },
  { path: "/mpnId", frozen: "afterCreation" },
  { path: "/customerProfile/team", frozen: "afterShare" },
  { path: "/inviteContext", frozen: "afterShare" },
  { path: "/consent/consentToShareReferralWithMicrosoftSellers", frozen: "onceTrue" },
];

/** The rows that bind this actor on a referral as it is now. Microsoft is bound by the first and the last row alone. */
export function frozenNow(referral: Referral, shared: boolean, actor: Actor): readonly FrozenField[] {
  return frozenFields.filter((row) => {
    if (row.frozen === "onceTrue") return valueAt(referral, row.path) === true;
    if (row.frozen === "always") return true;
    if (actor === "microsoft") return false;
    return row.frozen !== "afterShare" || shared;
  });
}

/** A deal counts as shared once Microsoft's sellers see it or have been asked for help. */
export function isShared(referral: Referral, engagement: readonly Referral[]): boolean {
  return referral.consent.consentToShareReferralWithMicrosoftSellers === true || engagement.length > 1;
}
