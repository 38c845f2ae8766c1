import { accepted, invalid, notFound, type Result } from "../result.ts";
import type { World } from "../world.ts";
import type { Referral } from "./referral-shape.ts";
import { isMicrosofts } from "./referral-store.ts";
import { isTerminal } from "./transitions.ts";

/** Finds the partner's own referral that a referral for Microsoft is to stand beside. */
export function checkInvitation(world: World, draft: Referral): Result<Referral> {
  const { quirks } = world;
  if (draft.engagementId === null) {
    return invalid("engagementRequired", "/engagementId", "A referral for Microsoft needs an engagementId.");
  }
  const engagement = world.referrals.engagement(draft.engagementId);
  const own = engagement.find((referral) => !isMicrosofts(referral));
  if (own === undefined) return notFound("engagement", draft.engagementId);
  if (isTerminal(own)) {
    return invalid("terminal", "/status", "The deal is closed and cannot be changed.", quirks.terminalStatus);
  }
  const isVisible = own.consent.consentToShareReferralWithMicrosoftSellers === true;
  if (!isVisible && quirks.inviteNeedsConsent === "refused") {
    return invalid(
      "inviteNeedsConsent",
      "/consent/consentToShareReferralWithMicrosoftSellers",
      "Microsoft cannot be asked for help with a deal that its sellers may not see.",
    );
  }
  const open = engagement.find((referral) => isMicrosofts(referral) && !isTerminal(referral));
  if (open !== undefined && quirks.secondInvite === "conflict") {
    return invalid("secondInvite", "/target", "Microsoft already takes part in the engagement.", 409);
  }
  return accepted(own);
}

/** What the invitation changes on the partner's own referral, as far as the quirks say so. */
export function shareAfterInvitation(world: World, own: Referral): void {
  const type = world.quirks.inviteMakesShared === "yes" ? "Shared" : own.type;
  const isVisible = own.consent.consentToShareReferralWithMicrosoftSellers === true;
  if (type === own.type && isVisible) return;
  const consent = { ...own.consent, consentToShareReferralWithMicrosoftSellers: true };
  world.referrals.update({ ...own, type, consent });
}
