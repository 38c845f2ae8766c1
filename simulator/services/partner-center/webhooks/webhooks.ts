import { testEvent, validationKept, validationsPerMinute, webhooksHost, webhooksPath } from "../facts.ts";
import type { Ids } from "../ids.ts";
import { writeEventInstant, writeInstant } from "../instants.ts";
import type { Quirks } from "../quirks.ts";
import { accepted, invalid, notFound, type Result, refused } from "../result.ts";
import type { Organization, WebhookEvent } from "../types.ts";
import type { DeliveryFaults } from "./delivery-faults.ts";
import { DeliveryQueue } from "./delivery-queue.ts";
import {
  describeRegistration,
  describeWritten,
  readRegistration,
  type WebhookRegistration,
} from "./registration.ts";

interface Validation {
  readonly correlationId: string;
  readonly at: number;
  readonly url: string;
  readonly deliveryIds: readonly string[];
}

export interface WebhooksContext {
  readonly ids: Ids;
  readonly now: () => number;
  readonly quirks: Quirks;
  readonly organization: Organization;
  readonly faults: DeliveryFaults;
  readonly latency: number;
}

/** The Webhook API of one tenant, and the notifications it sends. */
export class Webhooks {
  readonly queue: DeliveryQueue;
  readonly #context: WebhooksContext;
  readonly #events: WebhookEvent[] = [];
  #registration: WebhookRegistration | undefined;
  #validations: readonly Validation[] = [];

  constructor(context: WebhooksContext) {
    this.#context = context;
    this.queue = new DeliveryQueue(() => context.ids.guid("delivery"), context.now);
  }

  events(): readonly WebhookEvent[] {
    return [...this.#events];
  }

  view(): Result<unknown> {
    if (this.#registration === undefined) return this.#missing();
    return accepted(describeRegistration(this.#registration));
  }

  register(body: unknown): Result<unknown> {
    const input = readRegistration(body);
    if (!input.ok) return input;
    if (this.#registration !== undefined) {
      return invalid(
        "registrationExists",
        "registration",
        "The tenant already has a registration. Use PUT to change it.",
        this.#context.quirks.registrationExists,
      );
    }
    return this.#write({ ...input.value, subscriberId: this.#context.ids.guid("subscriber") });
  }

  update(body: unknown): Result<unknown> {
    const input = readRegistration(body);
    if (!input.ok) return input;
    if (this.#registration === undefined) return this.#missing();
    return this.#write({ ...input.value, subscriberId: this.#registration.subscriberId });
  }

  /** Raises `test-created` and names it by a correlation id. */
  validate(): Result<unknown> {
    const { ids, now } = this.#context;
    const registration = this.#registration;
    if (registration === undefined) return this.#missing();
    if (!registration.events.includes(testEvent)) {
      return invalid("testEvent", "registration", `The registration does not include ${testEvent}.`);
    }
    const recent = this.#validations.filter(({ at }) => now() - at < 60_000);
    if (recent.length >= validationsPerMinute) return throttled(recent[0]?.at ?? now(), now());
    const correlationId = ids.guid("validation");
    const deliveryIds = this.raise(testEvent, "test", validationUri(correlationId));
    const validation = { correlationId, at: now(), url: registration.url, deliveryIds };
    this.#validations = [...this.#validations.filter(({ at }) => this.#isKept(at)), validation];
    return accepted({ correlationId });
  }

  validation(correlationId: string): Result<unknown> {
    const found = this.#validations.find(
      (validation) => validation.correlationId === correlationId.toLowerCase() && this.#isKept(validation.at),
    );
    if (found === undefined) return notFound("validation event", correlationId);
    const attempts = this.queue.attempts().filter(({ deliveryId }) => found.deliveryIds.includes(deliveryId));
    return accepted({
      correlationId: found.correlationId,
      partnerId: this.#context.organization.id,
      status: attempts.length === 0 ? "pending" : "completed",
      callbackUrl: found.url,
      results: attempts.map(({ status, at }) => ({
        responseCode: status === "none" ? null : status >= 200 && status < 300 ? "OK" : String(status),
        responseMessage: "",
        systemError: status === "none",
        dateTimeUtc: writeInstant(at),
      })),
    });
  }

  /** Makes an event; if the tenant is registered for it, also the notifications. Returns their ids. */
  raise(name: string, resourceName: string, uri: string): readonly string[] {
    const { now, faults, latency } = this.#context;
    const event: WebhookEvent = {
      EventName: name,
      ResourceUri: uri,
      ResourceName: resourceName,
      AuditUri: null,
      ResourceChangeUtcDate: writeEventInstant(now()),
    };
    this.#events.push(event);
    const registration = this.#registration;
    if (registration === undefined || !registration.events.includes(name)) return [];
    const { url, inMsSignatureHeader } = registration;
    return faults
      .plan({ event, url, inMsSignatureHeader, dueAt: now() + latency })
      .map((notification) => this.queue.add(notification));
  }

  #write(fields: Omit<WebhookRegistration, "lastModified">): Result<unknown> {
    this.#registration = { ...fields, lastModified: writeInstant(this.#context.now()) };
    return accepted(describeWritten(this.#registration));
  }

  #missing() {
    return notFound("registration", "of the tenant", this.#context.quirks.registrationMissing);
  }

  #isKept(at: number): boolean {
    return this.#context.now() - at < validationKept;
  }
}

/** The oldest of the two requests of the last minute decides when the next may come. */
function throttled(oldest: number, now: number) {
  return refused({
    status: 429,
    code: "invalidRequest",
    message: "Too many validation events.",
    retryAfter: Math.ceil((oldest + 60_000 - now) / 1000),
    target: "validationEvents",
    rule: "throttled",
  });
}

function validationUri(correlationId: string): string {
  return `https://${webhooksHost}${webhooksPath}/validationEvents/${correlationId}`;
}
