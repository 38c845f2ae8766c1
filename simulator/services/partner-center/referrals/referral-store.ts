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
  /** When each New referral expires; only these can. */
  readonly #unanswered = new Map<string, number>();
  /** The first of them; looked for when it is asked for after a change. */
  #firstUnanswered: { readonly id: string; readonly at: number } | "unknown" | undefined;

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
    if (this.#firstUnanswered === "unknown") this.#firstUnanswered = this.#lookForFirst();
    const first = this.#firstUnanswered;
    return first === undefined ? undefined : { at: first.at, happen: () => expire(this.#stored(first.id)) };
  }

  #lookForFirst(): { readonly id: string; readonly at: number } | undefined {
    let first: { readonly id: string; readonly at: number } | undefined;
    for (const [id, at] of this.#unanswered) {
      if (first === undefined || at < first.at) first = { id, at };
    }
    return first;
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
    this.#noteExpiry(id, stored);
    this.#changed(change, stored);
    return stored;
  }

  #noteExpiry(id: string, referral: Referral): void {
    const at = referral.status === "New" ? expiryOf(referral) : undefined;
    if (at === this.#unanswered.get(id)) return;
    if (at === undefined) this.#unanswered.delete(id);
    else this.#unanswered.set(id, at);
    this.#firstUnanswered = "unknown";
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
