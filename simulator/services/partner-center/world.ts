import type { Ids } from "./ids.ts";
import type { Quirks } from "./quirks.ts";
import type { ReferralStore } from "./referrals/referral-store.ts";
import type { Organization } from "./types.ts";

/** What the rules of the service look at. */
export interface World {
  /** Clock time; while something overdue is carried out, the time at which it was due. */
  readonly now: () => number;
  readonly quirks: Quirks;
  readonly organization: Organization;
  readonly ids: Ids;
  readonly referrals: ReferralStore;
}

/** Who makes a change. The rules are one table for all; a few rows name who they bind. */
export type Actor = "api" | "portal" | "microsoft" | "service";
