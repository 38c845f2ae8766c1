import { writeInstant } from "../instants.ts";
import type { World } from "../world.ts";
import type { Referral } from "./referral-shape.ts";

/** Nobody answered in time: the service closes the referral by itself. */
export function expireReferral(world: World, referral: Referral): Referral {
  return world.referrals.update({
    ...referral,
    status: "Closed",
    substatus: "Expired",
    closedDateTime: writeInstant(world.now()),
  });
}
