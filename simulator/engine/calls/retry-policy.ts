import type { Random } from "../../world/clock.ts";
import { repeatedStatuses, retryLimits, spans } from "../facts.ts";
import type { CallOutcome } from "../host.ts";
import type { Settings } from "../load/settings.ts";
import type { Quirks } from "../quirks.ts";
import { headerOf } from "./headers.ts";

/** How often and how soon a call is repeated; intervals in milliseconds. */
export interface RetryPolicy {
  readonly type: "default" | "none" | "fixed" | "exponential";
  readonly count: number;
  readonly interval: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Statuses that are repeated; undefined for the usual ones. */
  readonly statuses: readonly number[] | undefined;
}

const none: RetryPolicy = {
  type: "none",
  count: 0,
  interval: 0,
  minimum: 0,
  maximum: 0,
  statuses: undefined,
};
const byDefault: RetryPolicy = { ...none, type: "default" };

/** Reads `retryPolicy` of the inputs of an action. */
export function readRetryPolicy(inputs: Settings): RetryPolicy {
  const settings = inputs.inner("retryPolicy", `the retry policy of ${inputs.what}`);
  if (settings === undefined) return byDefault;
  const type = settings.word("type", ["default", "none", "fixed", "exponential"]);
  if (!settings.has("type")) settings.missing("type");
  const statuses = settings.list("httpStatusCodes");
  if (statuses?.some((status) => !Number.isInteger(status)) === true) {
    settings.invalid("httpStatusCodes", "a list of HTTP statuses");
  }
  const common = { ...none, statuses: statuses?.map(Number) };
  if (type === undefined || type === "none" || type === "default") {
    settings.done();
    return { ...common, type: type ?? "default" };
  }
  const count = settings.count("count", 1, retryLimits.count);
  const interval = settings.duration("interval");
  if (count === undefined && !settings.has("count")) settings.missing("count");
  if (interval === undefined && !settings.has("interval")) settings.missing("interval");
  const bounds = [interval, settings.duration("minimumInterval"), settings.duration("maximumInterval")];
  if (bounds.some((each) => each !== undefined && (each < 0 || each > retryLimits.longest))) {
    settings.invalid("interval", "between PT5S and P1D");
  }
  settings.done();
  const [, minimum = retryLimits.shortest, maximum = retryLimits.longest] = bounds;
  return { ...common, type, count: count ?? 0, interval: interval ?? 0, minimum, maximum };
}

const defaults: Readonly<Record<Quirks["default-retry"], RetryPolicy>> = {
  "eight-retries": exponential(8, 7 * spans.second, spans.hour),
  "two-retries": exponential(2, 5 * spans.minute, spans.hour),
  "twelve-retries": exponential(12, 7 * spans.second, spans.hour),
};

function exponential(count: number, interval: number, maximum: number): RetryPolicy {
  return { ...none, type: "exponential", count, interval, minimum: retryLimits.shortest, maximum };
}

/** The policy that applies where an action has none of its own. */
export function effectivePolicy(policy: RetryPolicy, quirks: Quirks): RetryPolicy {
  return policy.type === "default"
    ? { ...defaults[quirks["default-retry"]], statuses: policy.statuses }
    : policy;
}

/** Whether an outcome is worth another try. */
export function isRepeated(outcome: CallOutcome, { statuses }: RetryPolicy): boolean {
  if (outcome.kind !== "answered") return outcome.kind === "unreachable";
  const { statusCode } = outcome.answer;
  if (statuses !== undefined) return statuses.includes(statusCode);
  return repeatedStatuses.includes(statusCode) || statusCode >= 500;
}

/**
 * How long to wait before the given retry, from 1. An exponential policy draws from a range that doubles each time
 * [LAE]: the first from nothing to the interval, the second from the interval to twice of it, and so on.
 */
export function waitBefore(
  retry: number,
  policy: RetryPolicy,
  outcome: CallOutcome,
  now: number,
  random: Random,
): number {
  const asked = outcome.kind === "answered" ? retryAfter(outcome.answer.headers, now) : undefined;
  if (asked !== undefined) return asked;
  if (policy.type === "fixed") return policy.interval;
  const { interval, minimum, maximum } = policy;
  const low = Math.max(retry === 1 ? 0 : 2 ** (retry - 2) * interval, minimum);
  const high = Math.min(2 ** (retry - 1) * interval, maximum);
  return high <= low ? Math.min(low, maximum) : low + random.next() * (high - low);
}

/** What Retry-After asks for, in milliseconds: seconds or a date. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const text = headerOf(headers, "retry-after");
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text) * spans.second;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
