import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import {
  firstRetryWait,
  longestRetryWait,
  maximumAttempts,
  maximumSilences,
  requestTimeout,
} from "../facts.ts";
import type { HttpAnswer, HttpRequest, Machine } from "../machine.ts";

/** The service that a request goes to, as users know it: `Dataverse`. */
export interface ServiceRequest extends Omit<HttpRequest, "timeout"> {
  readonly service: string;
  /** Whether sending it twice is sending it once. Others are sent again only when they were surely not carried out. */
  readonly repeatable: boolean;
}

/**
 * Sends a request, again where the service is busy (429, and 5xx or silence for what may be repeated), after the time
 * it asks for. Throws a Failure DEPLOY.SERVICE_SILENT when no answer comes; answers of any status are given back.
 */
export async function send(machine: Machine, request: ServiceRequest): Promise<HttpAnswer> {
  const { service, repeatable, ...plain } = request;
  for (let attempt = 1; ; attempt++) {
    const answer = await machine.fetch({ ...plain, timeout: requestTimeout });
    const most = answer === undefined ? maximumSilences : maximumAttempts;
    const mayRepeat = attempt < most && isBusy(answer, repeatable);
    if (answer !== undefined && !mayRepeat) return answer;
    if (!mayRepeat) throw silent(service, request.url, attempt);
    await machine.wait(waitBefore(attempt, answer, machine.now()));
  }
}

function isBusy(answer: HttpAnswer | undefined, repeatable: boolean): boolean {
  if (answer === undefined) return repeatable;
  // 429 and 503 are said before anything is done; of the others nobody knows.
  if (answer.status === 429 || answer.status === 503) return true;
  return repeatable && answer.status >= 500 && answer.status !== 501;
}

/** Milliseconds, never more than the longest wait. */
function waitBefore(attempt: number, answer: HttpAnswer | undefined, now: number): number {
  const asked = retryAfter(answer?.headers["retry-after"], now);
  return Math.min(asked ?? firstRetryWait * 2 ** (attempt - 1), longestRetryWait);
}

/** Seconds or a date [RFC 9110, Retry-After]. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function silent(service: string, url: string, attempts: number): Failure {
  const { origin } = new URL(url);
  const why = `It was asked ${attempts === 1 ? "once" : `${attempts} times`}; there is no such address, no network, or something between blocks it.`;
  return new Failure(deployCodes.finding("SERVICE_SILENT", { service, url: origin }, { why }));
}
