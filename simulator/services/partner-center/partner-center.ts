import type { ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { microsoftSeller } from "./actors/microsoft-seller.ts";
import { partnerPortal } from "./actors/partner-portal.ts";
import { AnswerFaults } from "./answer-faults.ts";
import { defaultRetryAfter, refusalResponse, throttledResponse } from "./envelopes.ts";
import { defaultLatency, referralsHost, webhooksHost } from "./facts.ts";
import { familyOf, handleRequest, type Parts } from "./handle.ts";
import { Ids } from "./ids.ts";
import { quirksWith } from "./quirks.ts";
import { raiseReferralEvent } from "./referrals/events.ts";
import { expireReferral } from "./referrals/expiry.ts";
import { isMicrosofts, ReferralStore } from "./referrals/referral-store.ts";
import { type Due, Timeline } from "./timeline.ts";
import type {
  FaultControl,
  Organization,
  PartnerCenter,
  PartnerCenterOptions,
  Records,
  WebhookControl,
} from "./types.ts";
import { Users } from "./users.ts";
import { DeliveryFaults } from "./webhooks/delivery-faults.ts";
import { signingCertificate } from "./webhooks/signing-key.ts";
import { Webhooks } from "./webhooks/webhooks.ts";
import type { World } from "./world.ts";

/** The partner, where the options name no other. */
export const defaultOrganization: Organization = {
  id: "0b5e5d5c-6d0a-5f5e-8f5c-000000000001",
  name: "Contoso Ltd",
  mpnId: "1000001",
};

/** An emulated Partner Center: the Referrals API and the Webhook API of one partner's tenant. */
export function createPartnerCenter(options: PartnerCenterOptions): PartnerCenter {
  const quirks = quirksWith(options.quirks ?? {});
  const organization = options.organization ?? defaultOrganization;
  const ids = new Ids(options.seed ?? "partner-center");
  const answerFaults = new AnswerFaults();
  const deliveryFaults = new DeliveryFaults(options.struck);
  const users = new Users(options.users ?? [{ email: "flows@contoso.example", role: "referralsAdmin" }]);
  const timeline = new Timeline(options.clock, nextDue);
  const now = () => timeline.now();
  const latency = options.latency ?? defaultLatency;
  const webhooks = new Webhooks({ ids, now, quirks, organization, faults: deliveryFaults, latency });
  const referrals = new ReferralStore(ids, now, (change, referral) => {
    raiseReferralEvent(world, webhooks, change, referral);
  });
  const world: World = { now, quirks, organization, ids, referrals };
  const parts: Parts = { world, users, webhooks };

  function nextDue(): Due | undefined {
    const expiry = referrals.nextExpiry((referral) => expireReferral(world, referral));
    const late = answerFaults.nextLate();
    if (expiry === undefined || late === undefined) return expiry ?? late;
    return late.at < expiry.at ? late : expiry;
  }

  /** Everything that looks at the service first lets happen what is overdue. */
  function current<Arguments extends readonly unknown[], Value>(look: (...given: Arguments) => Value) {
    return (...given: Arguments): Value => {
      timeline.catchUp();
      return look(...given);
    };
  }

  const records: Records = {
    all: current(() => referrals.all()),
    referral: current((id) => referrals.get(id)),
    engagement: current((engagementId) => referrals.engagement(engagementId)),
    byExternalReference: current((externalReferenceId) =>
      referrals.all().filter((one) => !isMicrosofts(one) && one.externalReferenceId === externalReferenceId),
    ),
    related: current((id) => {
      const referral = referrals.get(id);
      const engagement = referrals.engagement(referral?.engagementId ?? "");
      return engagement.filter((other) => other.organizationId !== referral?.organizationId);
    }),
  };

  const webhookControl: WebhookControl = {
    deliveries: current(() => webhooks.queue.waiting()),
    nextDelivery: current(() => webhooks.queue.next()),
    delivered: (id, status) => {
      webhooks.queue.report(id, status);
    },
    deadLetters: () => webhooks.queue.dead(),
    events: current(() => webhooks.events()),
    certificate: signingCertificate,
  };

  const faults: FaultControl = {
    answer: (fault) => answerFaults.add(fault),
    deliver: (fault) => deliveryFaults.add(fault),
    release: () => {
      for (const notification of deliveryFaults.release(now() + latency)) webhooks.queue.add(notification);
    },
    clear: () => {
      answerFaults.clear();
      deliveryFaults.clear();
    },
  };

  function handle(request: ServiceRequest): ServiceResponse {
    timeline.catchUp();
    const fault = answerFaults.take(request);
    if (fault === undefined) return handleRequest(parts, request);
    const { carriedOut = "never" } = fault;
    if (carriedOut === "anyway") handleRequest(parts, request);
    if (typeof carriedOut === "number") {
      answerFaults.postpone(now() + carriedOut, () => handleRequest(parts, request));
    }
    return faultResponse(request, fault.status, fault.retryAfter);
  }

  return {
    hosts: [referralsHost, webhooksHost],
    handle,
    tick: () => timeline.catchUp(),
    dueAt: () => nextDue()?.at,
    records,
    microsoft: microsoftSeller(world, current),
    portal: partnerPortal(world, current),
    webhooks: webhookControl,
    faults,
    users,
  };
}

function faultResponse(
  request: ServiceRequest,
  status: 429 | 500 | 503 | 504,
  seconds: number | undefined,
): ServiceResponse {
  if (status === 429) return throttledResponse(seconds ?? defaultRetryAfter);
  const response = refusalResponse(familyOf(request), {
    status,
    code: status === 503 ? "serviceNotAvailable" : "generalException",
    message: "The service could not carry out the request. Try again later.",
    target: "service",
    rule: "fault",
  });
  const wait = seconds ?? (status === 503 ? defaultRetryAfter : undefined);
  if (wait === undefined) return response;
  return { ...response, headers: { ...response.headers, "Retry-After": String(wait) } };
}
