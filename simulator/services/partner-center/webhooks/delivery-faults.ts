import type { DeliveryFault } from "../types.ts";
import type { Notification } from "./delivery-queue.ts";

interface Pending extends DeliveryFault {
  left: number;
}

/** What has become of a notification. */
export type DeliveryOutcome =
  | "notification lost"
  | "notification doubled"
  | "notification late"
  | "notification reordered";

/** Decides what becomes of each notification. Without faults it is sent once, when it is due. */
export class DeliveryFaults {
  #faults: Pending[] = [];
  /** Notifications that wait to be sent in reverse. */
  #held: Notification[] = [];
  readonly #struck: (outcome: DeliveryOutcome) => void;

  /** `struck` is told of every fault that takes effect. */
  constructor(struck: (outcome: DeliveryOutcome) => void = () => {}) {
    this.#struck = struck;
  }

  add(fault: DeliveryFault): void {
    const least = fault.kind === "reorder" ? 2 : 1;
    this.#faults.push({ ...fault, left: Math.max(fault.times ?? least, least) });
  }

  clear(): void {
    this.#faults = [];
  }

  /** What is to be sent now instead of this one notification. */
  plan(notification: Notification): readonly Notification[] {
    const { EventName } = notification.event;
    const fault = this.#faults.find(({ event }) => event === undefined || event === EventName);
    if (fault === undefined) return [notification];
    fault.left -= 1;
    if (fault.left === 0) this.#faults = this.#faults.filter((other) => other !== fault);
    const later = { ...notification, dueAt: notification.dueAt + (fault.by ?? 60_000) };
    this.#struck(outcomes[fault.kind]);
    switch (fault.kind) {
      case "lose":
        return [];
      case "duplicate":
        return [notification, later];
      case "delay":
        return [later];
      default:
        this.#held.push(notification);
        return fault.left === 0 ? this.release(notification.dueAt) : [];
    }
  }

  /** Takes the held notifications, newest first, all due at the given time. */
  release(dueAt: number): readonly Notification[] {
    const held = this.#held.toReversed();
    this.#held = [];
    return held.map((notification) => ({ ...notification, dueAt }));
  }
}

const outcomes = {
  lose: "notification lost",
  duplicate: "notification doubled",
  delay: "notification late",
  reorder: "notification reordered",
} as const satisfies Record<DeliveryFault["kind"], DeliveryOutcome>;
