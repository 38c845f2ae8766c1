import type { DeliveryFault } from "../types.ts";
import type { Notification } from "./delivery-queue.ts";

interface Pending extends DeliveryFault {
  left: number;
}

/** Decides what becomes of each notification. Without faults it is sent once, when it is due. */
export class DeliveryFaults {
  #faults: Pending[] = [];
  /** Notifications that wait to be sent in reverse. */
  #held: Notification[] = [];

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
