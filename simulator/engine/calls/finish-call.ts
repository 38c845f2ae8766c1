import { Failure } from "../../../generator/diagnostics/failure.ts";
import { fromPlain, isArray, isObject, type WdlObject, type WdlValue } from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import { asyncPollLimit, pageLimit, spans } from "../facts.ts";
import type { Answer, CallOutcome } from "../host.ts";
import type { Step } from "../run/step.ts";
import { headerOf } from "./headers.ts";
import { retryAfter } from "./retry-policy.ts";
import { statusName } from "./status-names.ts";

/** Asks for what a link of an answer leads to. */
export type Follow = (link: string, arrived: (outcome: CallOutcome) => void) => void;

export interface Finishing {
  readonly step: Step;
  readonly follow: Follow;
  /** Whether 202 with a Location means: ask there until it is done. */
  readonly isAsync: boolean;
  /** How many items to gather from pages; undefined for the first page only. */
  readonly minimumItemCount: number | undefined;
}

/** Makes an outcome the end of an action, after the polls and the pages that belong to it. */
export function finishCall(finishing: Finishing, outcome: CallOutcome, polls = 0): void {
  const { step, follow, isAsync, minimumItemCount } = finishing;
  if (outcome.kind !== "answered") {
    step.fail({ code: outcome.code, error: { code: outcome.code, message: outcome.message } });
    return;
  }
  const { answer } = outcome;
  const location = answer.statusCode === 202 && isAsync ? headerOf(answer.headers, "location") : undefined;
  if (location !== undefined) {
    if (polls >= asyncPollLimit) throw endless(step, polls, "looks at a long operation", asyncPollLimit);
    const wait = retryAfter(answer.headers, step.run.now()) ?? spans.asyncPoll;
    step.later(wait, () => follow(location, (next) => finishCall(finishing, next, polls + 1)));
  } else if (minimumItemCount !== undefined && answer.statusCode < 400) {
    gatherPages(finishing, minimumItemCount, answer);
  } else endWith(step, answer);
}

/** Follows the pages until there are enough items; the last page is kept whole, the body reduced to `value`. */
function gatherPages(finishing: Finishing, minimum: number, first: Answer): void {
  const items: WdlValue[] = [];
  const take = (answer: Answer, page: number): void => {
    const body = fromPlain(answer.body);
    const value = isObject(body) ? body["value"] : undefined;
    if (isArray(value)) items.push(...value);
    const link = isObject(body) ? (body["@odata.nextLink"] ?? body["nextLink"]) : undefined;
    if (page > pageLimit) throw endless(finishing.step, page, "pages", pageLimit);
    if (typeof link !== "string" || items.length >= minimum) {
      endWith(finishing.step, { ...answer, body: { value: items } });
      return;
    }
    finishing.follow(link, (outcome) => {
      if (outcome.kind === "answered" && outcome.answer.statusCode < 400) take(outcome.answer, page + 1);
      else finishCall({ ...finishing, minimumItemCount: undefined }, outcome);
    });
  };
  const body = fromPlain(first.body);
  if (isObject(body) && isArray(body["value"])) take(first, 1);
  else endWith(finishing.step, first);
}

function endless(step: Step, count: number, unit: string, limit: number): Failure {
  const data = { what: `the answer to ${step.action.name}`, count, unit, limit };
  return new Failure(runCodes.finding("LIMIT_EXCEEDED", data));
}

function endWith(step: Step, answer: Answer): void {
  const outputs = outputsOf(answer);
  const code = statusName(answer.statusCode);
  if (answer.statusCode >= 400) step.fail({ code, outputs });
  else step.succeed(outputs, code);
}

/** `{statusCode, headers, body}`; a partial download shows no status (measured by a third party). */
export function outputsOf({ statusCode, headers, body }: Answer): WdlObject {
  return {
    ...(statusCode === 206 ? {} : { statusCode }),
    headers: { ...headers },
    ...(body === undefined ? {} : { body: fromPlain(body) }),
  };
}
