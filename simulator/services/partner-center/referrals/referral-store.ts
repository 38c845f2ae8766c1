import { assert } from "../../../../generator/diagnostics/failure.ts";
import { answerTime, microsoftId } from "../facts.ts";
import type { Ids } from "../ids.ts";
import { readInstant, writeInstant } from "../instants.ts";
import type { Due } from "../timeline.ts";
import type { Referral } from "./referral-shape.ts";

export type ReferralChange = "created" | "updated";

/** Keeps the referrals of all parties. Every write makes a new eTag and is told to the listener. */
export class ReferralStore {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #changed: (change: ReferralChange, referral: Referral) => void;
  /** Insertion order is creation order. */
  readonly #byId = new Map<string, Referral>();
  readonly #byEngagement = new Map<string, string[]>();
  /** Ids of New referrals: only these can expire. */
  readonly #unanswered = new Set<string>();

  constructor(ids: Ids, now: () => number, changed: (change: ReferralChange, referral: Referral) => void) {
    this.#ids = ids;
    this.#now = now;
    this.#changed = changed;
  }

  all(): readonly Referral[] {
    return [...this.#byId.values()];
  }

  get(id: string): Referral | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  engagement(engagementId: string): readonly Referral[] {
    const ids = this.#byEngagement.get(engagementId.toLowerCase()) ?? [];
    return ids.map((id) => this.#stored(id));
  }

  insert(referral: Referral): Referral {
    const id = keyOf(referral);
    assert(!this.#byId.has(id), `referral ${id} is created twice`);
    const engagementId = referral.engagementId ?? id;
    this.#byEngagement.set(engagementId, [...(this.#byEngagement.get(engagementId) ?? []), id]);
    return this.#write("created", id, referral);
  }

  update(referral: Referral): Referral {
    const id = keyOf(referral);
    assert(this.#byId.has(id), `referral ${id} is updated before it exists`);
    return this.#write("updated", id, referral);
  }

  /** The New referral whose time to be answered ends first. */
  nextExpiry(expire: (referral: Referral) => void): Due | undefined {
    let next: { readonly at: number; readonly referral: Referral } | undefined;
    for (const id of this.#unanswered) {
      const referral = this.#stored(id);
      const at = expiryOf(referral);
      if (at !== undefined && (next === undefined || at < next.at)) next = { at, referral };
    }
    if (next === undefined) return undefined;
    const { at, referral } = next;
    return { at, happen: () => expire(referral) };
  }

  #stored(id: string): Referral {
    const referral = this.#byId.get(id);
    assert(referral !== undefined, `an index names the referral ${id}, which is not stored`);
    return referral;
  }

  #write(change: ReferralChange, id: string, referral: Referral): Referral {
    const stored: Referral = {
      ...referral,
      eTag: this.#ids.eTag(),
      updatedDateTime: writeInstant(this.#now()),
    };
    this.#byId.set(id, stored);
    if (stored.status === "New") this.#unanswered.add(id);
    else this.#unanswered.delete(id);
    this.#changed(change, stored);
    return stored;
  }
}

/** Whether Microsoft, not the partner, owns the referral. */
export function isMicrosofts(referral: Referral): boolean {
  return referral.organizationId === microsoftId;
}

export function expirationFrom(created: number): string {
  return writeInstant(created + answerTime);
}

function expiryOf(referral: Referral): number | undefined {
  if (referral.expirationDateTime === null) return undefined;
  return readInstant(referral.expirationDateTime);
}

function keyOf(referral: Referral): string {
  assert(referral.id !== null, "a stored referral has an id");
  return referral.id;
}
