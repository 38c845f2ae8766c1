import { referralsHost, referralsPath, webhooksHost } from "../facts.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { World } from "../world.ts";
import type { Referral } from "./referral-shape.ts";
import { isMicrosofts, type ReferralChange } from "./referral-store.ts";

/** Which event the partner gets: by change, for its own referral and for Microsoft's beside it. */
export const eventNames: Readonly<Record<"own" | "related", Readonly<Record<ReferralChange, string>>>> = {
  own: { created: "referral-created", updated: "referral-updated" },
  related: { created: "related-referral-created", updated: "related-referral-updated" },
};

/** The two forms of a referral's address in an event; the first is not a path of the documented API. */
export const resourceUris: Readonly<Record<World["quirks"]["resourceUri"], string>> = {
  partnercenter: `https://${webhooksHost}/engagements/v1/referrals/`,
  partner: `https://${referralsHost}${referralsPath}/`,
};

/** Tells the partner of a change. The event names no field and no author. */
export function raiseReferralEvent(
  world: World,
  webhooks: Webhooks,
  change: ReferralChange,
  referral: Referral,
): void {
  const relation = isMicrosofts(referral) ? "related" : "own";
  const named =
    relation === "related" && world.quirks.relatedEventNames === "own" ? ownOf(world, referral) : referral;
  webhooks.raise(
    eventNames[relation][change],
    "referral",
    `${resourceUris[world.quirks.resourceUri]}${named.id}`,
  );
}

function ownOf(world: World, referral: Referral): Referral {
  const engagement = world.referrals.engagement(referral.engagementId ?? "");
  return engagement.find((other) => !isMicrosofts(other)) ?? referral;
}
