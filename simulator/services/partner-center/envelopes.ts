import type { ServiceResponse } from "../../world/service.ts";
import { maxMessageLength } from "./facts.ts";
import type { Refusal } from "./result.ts";

/** The two API families have error bodies of their own: error-codes.md of each. */
export type Family = "referrals" | "webhooks";

export function refusalResponse(family: Family, refusal: Refusal): ServiceResponse {
  if (refusal.status === 429) return throttledResponse(refusal.retryAfter ?? defaultRetryAfter);
  return { status: refusal.status, headers: jsonHeaders, body: envelopes[family](refusal) };
}

/** Seconds, where nobody says otherwise. Ours. */
export const defaultRetryAfter = 10;

/** The same body for both families, and unlike any other error: api-throttling-guidance.md. */
export function throttledResponse(retryAfter: number): ServiceResponse {
  return {
    status: 429,
    headers: { ...jsonHeaders, "Retry-After": String(retryAfter) },
    body: { statusCode: 429, message: `Rate limit is exceeded. Try again in ${retryAfter} seconds.` },
  };
}

export const jsonHeaders: Readonly<Record<string, string>> = {
  "Content-Type": "application/json; charset=utf-8",
};

const envelopes: Readonly<Record<Family, (refusal: Refusal) => unknown>> = {
  referrals: ({ code, message, target, rule }) => ({
    error: {
      code,
      message: message.slice(0, maxMessageLength),
      target,
      innerError: { code: rule, message: message.slice(0, maxMessageLength) },
    },
  }),
  webhooks: ({ status, message, target, rule }) => ({
    code: status,
    description: message,
    data: [rule, target],
    source: "PartnerCenterWebhooks",
  }),
};
