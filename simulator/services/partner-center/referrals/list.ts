import { referralsHost, referralsPath } from "../facts.ts";
import { readInstant } from "../instants.ts";
import { bindsEngagement } from "../odata/filter-properties.ts";
import { readListQuery } from "../odata/list-query.ts";
import { pageOf } from "../odata/page.ts";
import { valueAt } from "../pointer.ts";
import { render } from "../render.ts";
import { accepted, type Result } from "../result.ts";
import type { PartnerUser } from "../types.ts";
import type { World } from "../world.ts";
import { isOnTeam } from "./read.ts";
import { type Referral, referralShape } from "./referral-shape.ts";
import { isMicrosofts } from "./referral-store.ts";

/** The OData envelope of a list request. */
export function listReferrals(
  world: World,
  user: PartnerUser,
  options: Readonly<Record<string, string>>,
): Result<unknown> {
  const query = readListQuery(options, referralShape, world.quirks);
  if (!query.ok) return query;
  const showsRelated = world.quirks.relatedInList === "shown" || bindsEngagement(query.value.filter);
  const visible = world.referrals
    .all()
    .filter((referral) => isOnTeam(world, user, referral) && (showsRelated || !isMicrosofts(referral)));
  const page = pageOf(query.value, visible, timeOf);
  const base = `https://${referralsHost}${referralsPath}`;
  const { select } = query.value;
  return accepted({
    "@odata.context": `https://${referralsHost}/v1.0/engagements/$metadata#referrals`,
    ...(query.value.count ? { "@odata.count": page.total } : {}),
    value: page.items.map((item) => render(selected(item, select), world.quirks.unsetProperties)),
    ...(page.next === undefined ? {} : { "@odata.nextLink": `${base}?$skiptoken=${page.next}` }),
  });
}

function selected(referral: Referral, names: readonly string[] | undefined): unknown {
  if (names === undefined) return referral;
  return Object.fromEntries(Object.entries(referral).filter(([name]) => names.includes(name)));
}

function timeOf(referral: Referral, property: string): number {
  const value = valueAt(referral, `/${property}`);
  return (typeof value === "string" ? readInstant(value) : undefined) ?? 0;
}
