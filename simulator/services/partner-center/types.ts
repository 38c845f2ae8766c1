import type { Clock } from "../../world/clock.ts";
import type { Service } from "../../world/service.ts";
import type { AssistanceCode, RegistrationStatus } from "./enums.ts";
import type { Quirks } from "./quirks.ts";
import type { Referral } from "./referrals/referral-shape.ts";
import type { DeliveryOutcome } from "./webhooks/delivery-faults.ts";

export interface PartnerCenterOptions {
  readonly clock: Clock;
  /** Every id, eTag and MSX id is derived from it: same seed and same calls, same values. */
  readonly seed?: string;
  /** The partner whose tenant this is. Default: Contoso Ltd. */
  readonly organization?: Organization;
  /** Who may call. Default: one Referrals admin, `flows@contoso.example`. */
  readonly users?: readonly PartnerUser[];
  /** Settings of unconfirmed behaviours, over their defaults (quirks.ts). */
  readonly quirks?: Partial<Quirks>;
  /** Told of every notification that a fault has changed. */
  readonly struck?: (outcome: DeliveryOutcome) => void;
  /** Milliseconds between a change and the first attempt to deliver its event. Default: 1000. */
  readonly latency?: number;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The location new deals belong to. */
  readonly mpnId: string;
}

/** A user of the tenant. A Referrals user sees only deals whose team holds the user's e-mail; `none` sees nothing. */
export interface PartnerUser {
  /** What `ServiceRequest.user` carries; also the e-mail on a deal's team. */
  readonly email: string;
  readonly role: "referralsAdmin" | "referralsUser" | "none";
}

/** The emulated service and, beside it, what scenario actors and the scheduler use. */
export interface PartnerCenter extends Service {
  /** Carries out what has become due by the clock (expiries, late requests). Every call does so first by itself. */
  readonly tick: () => void;
  /** When `tick` has something to do next, in clock time; undefined when nothing is pending. Deliveries are not counted. */
  readonly dueAt: () => number | undefined;
  readonly records: Records;
  readonly microsoft: MicrosoftSeller;
  readonly portal: PartnerPortal;
  readonly webhooks: WebhookControl;
  readonly faults: FaultControl;
  readonly users: UserControl;
}

/** The stored records, for expectations; reading them is not a call of the service. */
export interface Records {
  readonly all: () => readonly Referral[];
  readonly referral: (id: string) => Referral | undefined;
  /** Every referral of an engagement, oldest first. */
  readonly engagement: (engagementId: string) => readonly Referral[];
  /** Own referrals with this CRM id. */
  readonly byExternalReference: (externalReferenceId: string) => readonly Referral[];
  /** The other party's referrals in the engagement of this one. */
  readonly related: (id: string) => readonly Referral[];
}

/** One change of a referral, addressed as in JSON Patch. */
export interface Change {
  readonly path: string;
  readonly value: unknown;
  /** Default: replace. */
  readonly op?: "add" | "replace";
}

/** What a deal is made of; everything left out is filled with a fixed sample. */
export interface DealInput {
  readonly name?: string;
  readonly externalReferenceId?: string;
  readonly customer?: {
    readonly name?: string;
    readonly addressLine1?: string;
    readonly city?: string;
    readonly state?: string;
    readonly postalCode?: string;
    readonly country?: string;
  };
  readonly contacts?: readonly Person[];
  readonly team?: readonly Person[];
  readonly dealValue?: number;
  readonly currency?: string;
  /** An instant in ISO 8601. */
  readonly closingDateTime?: string;
  readonly notes?: string;
  readonly solutions?: readonly { readonly id: string; readonly name?: string }[];
}

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber?: string;
  readonly email?: string;
}

/**
 * Microsoft's side. `id` may be any referral of the engagement; the seller acts on Microsoft's own one, except in
 * `edit`, which changes the very referral named. What the rules do not allow fails with EMU_PC.ACTOR_REFUSED.
 */
export interface MicrosoftSeller {
  /** A co-sell deal sent to the partner: New/Pending on the partner's side. */
  readonly createReferral: (input?: DealInput) => Referral;
  readonly createLead: (kind: "marketplace" | "qualified", input?: DealInput) => Referral;
  readonly accept: (id: string, answer?: { readonly msxId?: string }) => Referral;
  readonly decline: (id: string, reason: string) => Referral;
  /** Lets the answer time pass at once; advancing the clock by 14 days does the same. */
  readonly expire: (id: string) => Referral;
  readonly edit: (id: string, changes: readonly Change[]) => Referral;
  readonly close: (id: string, outcome: "Won" | "Lost" | "Error", reason?: string) => Referral;
  readonly reviewRegistration: (id: string, status: RegistrationStatus, reason?: string) => Referral;
}

/** A user of the partner in the Partner Center portal. */
export interface PartnerPortal {
  /** Returns the partner's own referral; a co-sell deal also makes Microsoft's. */
  readonly createDeal: (kind: "private" | "partnerLed" | "coSell", input?: DealInput) => Referral;
  readonly edit: (id: string, changes: readonly Change[]) => Referral;
  readonly accept: (id: string) => Referral;
  readonly decline: (id: string, reason: string) => Referral;
  readonly close: (id: string, outcome: "Won" | "Lost" | "Error", reason?: string) => Referral;
  /** Lets Microsoft's sellers see the deal; there is no way back. */
  readonly share: (id: string) => Referral;
  /** Asks Microsoft for help; returns Microsoft's referral. */
  readonly inviteMicrosoft: (id: string, help?: AssistanceCode) => Referral;
}

/** The body of a notification. */
export interface WebhookEvent {
  readonly EventName: string;
  readonly ResourceUri: string;
  readonly ResourceName: string;
  readonly AuditUri: null;
  readonly ResourceChangeUtcDate: string;
}

/** One notification that waits for its next attempt. */
export interface Delivery {
  readonly id: string;
  /** Clock time of the next attempt. */
  readonly dueAt: number;
  /** Number of the next attempt, from 1. */
  readonly attempt: number;
  readonly url: string;
  /** Lower-case names, with the signature of `text`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WebhookEvent;
  /** The body as sent, byte for byte. */
  readonly text: string;
}

export interface WebhookControl {
  /** Waiting deliveries, next first. */
  readonly deliveries: () => readonly Delivery[];
  /** The delivery whose attempt comes first, due or not. */
  readonly nextDelivery: () => Delivery | undefined;
  /** Reports the answer of the receiver; anything but 2xx counts as failed, "none" is no answer at all. */
  readonly delivered: (id: string, status: number | "none") => void;
  /** Deliveries that were given up after ten attempts. */
  readonly deadLetters: () => readonly Delivery[];
  /** Every event that was raised, registered for or not, oldest first. */
  readonly events: () => readonly WebhookEvent[];
  /** PEM certificate whose key signs the deliveries. */
  readonly certificate: string;
}

/** Faults are used up one by one, oldest first. `times` defaults to 1. */
export interface FaultControl {
  /** Answers matching requests with an error. */
  readonly answer: (fault: AnswerFault) => void;
  /** Changes what becomes of matching events. */
  readonly deliver: (fault: DeliveryFault) => void;
  /** Lets events that wait to be reordered go, in reverse. */
  readonly release: () => void;
  readonly clear: () => void;
}

export interface AnswerFault {
  readonly status: 429 | 500 | 503 | 504;
  /** Seconds for the Retry-After header; 429 and 503 default to 10. */
  readonly retryAfter?: number;
  readonly times?: number;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH";
  readonly path?: RegExp;
  /**
   * Whether the request is carried out all the same: `never` (default), `anyway` (done, only the answer is lost), or
   * a number of milliseconds after which it is carried out.
   */
  readonly carriedOut?: "never" | "anyway" | number;
}

export interface DeliveryFault {
  readonly kind: "lose" | "duplicate" | "delay" | "reorder";
  /** Which events; default: every one. */
  readonly event?: string;
  /** How many events the fault takes; `reorder` waits for as many and sends them in reverse, and needs at least two. */
  readonly times?: number;
  /** `delay`: milliseconds; `duplicate`: how much later the second copy comes. Default: 60,000. */
  readonly by?: number;
}

export interface UserControl {
  readonly set: (user: PartnerUser) => void;
  readonly remove: (email: string) => void;
  /** From now on the user's calls are answered with 401. */
  readonly expireConnection: (email: string) => void;
  readonly renewConnection: (email: string) => void;
}
