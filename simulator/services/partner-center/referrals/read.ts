import { isGuid } from "../ids.ts";
import { accepted, denied, notFound, type Result } from "../result.ts";
import type { PartnerUser } from "../types.ts";
import type { World } from "../world.ts";
import type { Referral } from "./referral-shape.ts";
import { isMicrosofts } from "./referral-store.ts";

/** The referral of an id as this user may read it. */
export function readReferral(world: World, user: PartnerUser, id: string): Result<Referral> {
  if (!isGuid(id)) return notFound("referral", id, world.quirks.malformedId);
  const referral = world.referrals.get(id);
  if (referral === undefined) return notFound("referral", id);
  if (!isOnTeam(world, user, referral))
    return denied("notOnTeam", "The user is not on the team of the deal.");
  if (!isMicrosofts(referral) || world.quirks.relatedReferral === "readable") return accepted(referral);
  if (world.quirks.relatedReferral === "notFound") return notFound("referral", id);
  return denied("relatedReferral", "The referral belongs to another organization.");
}

/** The same for a change: another organization's referral is never the partner's to change. */
export function readForChange(world: World, user: PartnerUser, id: string): Result<Referral> {
  const referral = readReferral(world, user, id);
  if (!referral.ok || !isMicrosofts(referral.value)) return referral;
  return denied("relatedReferral", "The referral belongs to another organization.");
}

/** Referrals admins see every deal; Referrals users the ones whose team they are on: permissions-overview.md. */
export function isOnTeam(world: World, user: PartnerUser, referral: Referral): boolean {
  if (user.role === "referralsAdmin") return true;
  const own = isMicrosofts(referral)
    ? world.referrals.engagement(referral.engagementId ?? "").filter((other) => !isMicrosofts(other))
    : [referral];
  const email = user.email.toLowerCase();
  return own.some(({ team }) => team.some((member) => member.email?.toLowerCase() === email));
}
