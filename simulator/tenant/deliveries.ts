import type { Delivery, PartnerCenter } from "../services/partner-center/types.ts";
import type { Scheduler } from "../world/scheduler.ts";

/** Sends a request to a flow's address; the status comes at once or later, "none" when nothing answers there. */
export type Post = (delivery: Delivery, answered: (status: number | "none") => void) => void;

/** Carries out at their time what waits in Partner Center: notifications, and what it does by itself. */
export class Deliveries {
  readonly #scheduler: Scheduler;
  readonly #partnerCenter: PartnerCenter;
  readonly #post: Post;
  /** Attempts that have their timer, and the moment for which Partner Center is to be woken. */
  readonly #arranged = new Set<string>();
  /** By how much Partner Center's clock is ahead. */
  readonly #skew: number;
  #wake: number | undefined;

  constructor(scheduler: Scheduler, partnerCenter: PartnerCenter, post: Post, skew = 0) {
    this.#scheduler = scheduler;
    this.#partnerCenter = partnerCenter;
    this.#post = post;
    this.#skew = skew;
  }

  /** Gives a timer to everything new. To be called whenever something may have happened in Partner Center. */
  arrange(): void {
    for (const delivery of this.#partnerCenter.webhooks.deliveries()) {
      const attempt = `${delivery.id} ${delivery.attempt}`;
      if (this.#arranged.has(attempt)) continue;
      this.#arranged.add(attempt);
      this.#scheduler.at(delivery.dueAt - this.#skew, () => this.#send(delivery));
    }
    const due = this.#partnerCenter.dueAt();
    if (due === undefined || due === this.#wake) return;
    this.#wake = due;
    // Nobody waits two weeks for an expiry, so it is no reason to let time pass.
    this.#scheduler.at(due - this.#skew, () => this.#partnerCenter.tick(), true);
  }

  /** Whether a notification has yet to be taken or given up. */
  areWaiting(): boolean {
    return this.#partnerCenter.webhooks.nextDelivery() !== undefined;
  }

  #send(delivery: Delivery): void {
    this.#post(delivery, (status) => this.#partnerCenter.webhooks.delivered(delivery.id, status));
  }
}
