import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { backOffMinutes, maxAttempts } from "../facts.ts";
import type { Delivery, WebhookEvent } from "../types.ts";
import { signedHeaders } from "./signature.ts";

/** A notification on its way to one receiver. */
export interface Notification {
  readonly event: WebhookEvent;
  readonly url: string;
  readonly inMsSignatureHeader: boolean;
  /** Clock time of the first attempt. */
  readonly dueAt: number;
}

export interface Attempt {
  readonly deliveryId: string;
  readonly at: number;
  readonly status: number | "none";
}

/** Waiting notifications. Each is tried up to ten times and then laid aside for good. */
export class DeliveryQueue {
  readonly #newId: () => string;
  readonly #now: () => number;
  readonly #waiting = new Map<string, Delivery>();
  readonly #dead: Delivery[] = [];
  readonly #attempts: Attempt[] = [];

  constructor(newId: () => string, now: () => number) {
    this.#newId = newId;
    this.#now = now;
  }

  add({ event, url, inMsSignatureHeader, dueAt }: Notification): string {
    const id = this.#newId();
    const text = JSON.stringify(event);
    const headers = signedHeaders(text, inMsSignatureHeader);
    this.#waiting.set(id, { id, dueAt, attempt: 1, url, headers, body: event, text });
    return id;
  }

  /** Next first; at the same time in the order in which they were added. */
  waiting(): readonly Delivery[] {
    return [...this.#waiting.values()].toSorted((left, right) => left.dueAt - right.dueAt);
  }

  next(): Delivery | undefined {
    let next: Delivery | undefined;
    for (const delivery of this.#waiting.values()) {
      if (next === undefined || delivery.dueAt < next.dueAt) next = delivery;
    }
    return next;
  }

  dead(): readonly Delivery[] {
    return [...this.#dead];
  }

  attempts(): readonly Attempt[] {
    return this.#attempts;
  }

  /** Takes the receiver's answer; returns whether the notification is done with, one way or the other. */
  report(id: string, status: number | "none"): boolean {
    const delivery = this.#waiting.get(id);
    if (delivery === undefined) {
      throw new Failure(emulatorCodes.finding("RECORD_UNKNOWN", { what: "waiting delivery", id }));
    }
    this.#attempts.push({ deliveryId: id, at: this.#now(), status });
    const isTaken = status !== "none" && status >= 200 && status < 300;
    if (isTaken || delivery.attempt >= maxAttempts) {
      this.#waiting.delete(id);
      if (!isTaken) this.#dead.push(delivery);
      return true;
    }
    const minutes = backOffMinutes[delivery.attempt - 1] ?? backOffMinutes.at(-1) ?? 0;
    const dueAt = this.#now() + minutes * 60_000;
    this.#waiting.set(id, { ...delivery, attempt: delivery.attempt + 1, dueAt });
    return false;
  }
}
