import type { Model } from "../../generator/model/model.ts";
import { partnerCenter, referralLinkStart } from "../facts.ts";
import { type Action, branch, filter, operation, until } from "../kit/action.ts";
import { call, type Expression, get, variable } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  contains,
  empty,
  equals,
  first,
  greater,
  item,
  last,
  length,
  less,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  string,
  sub,
  ticks,
  utcNow,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { isAsked, isOrganizationUnknown, opportunity, storedState } from "../records/sources.ts";
import { storeOnOpportunity } from "./write.ts";

export const lookSteps = {
  link: "Link the referral that was found",
  forget: "Forget the attempt",
} as const;

const page = "A page of the newest referrals";
const found = "Referrals of this opportunity";
const pages = "Look through the newest referrals";

/** A search reads at most this many pages of 100; beyond them it has not answered. */
const mostPages = 10;

const ticksPerMinute = 60 * 10_000_000;

/** How long ago something was, in minutes at least. */
export const isOlderThan = (time: Expression, minutes: number): Expression =>
  greater(sub(ticks(utcNow()), ticks(time)), minutes * ticksPerMinute);

const attemptAt = (model: Model): Expression =>
  coalesce(storedState(model.crm, "attempt", "at"), "1970-01-01T00:00:00Z");

/** An earlier run meant to create a referral and did not come back with one: look whether it exists before creating again. */
export function lookCase(model: Model): readonly Action[] {
  const since = call("addHours", attemptAt(model), -1);
  const oldest = coalesce(get(last(listOf(body(page, "value"))), "createdDateTime"), "1970-01-01T00:00:00Z");
  const isReached = or(less(ticks(oldest), ticks(since)), less(length(listOf(body(page, "value"))), 100));
  const isAnswered = and(equals(outputs(page, "statusCode"), 200), isReached);
  const isOver = isOlderThan(attemptAt(model), 15);
  return [
    until(pages, "Newest first, until they are older than the attempt by an hour.", {
      done: or(not(equals(outputs(page, "statusCode"), 200)), isReached, not(empty(listOf(body(found))))),
      atMost: mostPages,
      timeout: "PT10M",
      actions: [
        operation(page, "100 referrals, newest first.", {
          connection: "referrals",
          operationId: partnerCenter.list,
          repetition: "safe",
          parameters: {
            $orderby: "createdDateTime desc",
            $top: 100,
            $skip: call("mul", 100, call("iterationIndexes", pages.replaceAll(" ", "_"))),
          },
        }),
        filter(
          found,
          "Ours, of this opportunity, not Microsoft's.",
          listOf(body(page, "value")),
          isOfThisDeal(),
        ),
      ],
    }),
    branch(
      "If the referral was found",
      "Then it is linked; nothing is created.",
      not(empty(listOf(body(found)))),
      [linkFound(model)],
      [
        branch(
          "If it is certain that there is none",
          "The search reached the time of the attempt, and the attempt is over for a quarter of an hour.",
          and(isAnswered, isOver),
          [
            storeOnOpportunity(model, lookSteps.forget, "Nothing was created: it may be tried again.", {
              status: "Pending",
              state: string(setProperty(storedState(model.crm), "attempt", null)),
            }),
          ],
          [
            storeOnOpportunity(
              model,
              "Write down that it is not certain",
              "Without an answer nothing is created; Reconcile looks again.",
              {
                status: "Error",
                audit:
                  "An earlier attempt to create the referral has not been answered: nothing is sent until it is certain whether the referral exists",
              },
            ),
          ],
        ),
      ],
      { [pages]: ["Succeeded", "Failed", "TimedOut"] },
    ),
  ];
}

/** Whether the creation may go on at once: only the flow that creates does so. */
export const mayCreateAfterLook = (): Expression =>
  and(isAsked("mayCreate"), equals(outputs(lookSteps.forget, "statusCode"), 200));

function isOfThisDeal(): Expression {
  const isOurs = or(
    isOrganizationUnknown(),
    equals(get(item(), "organizationId"), variable("organizationId")),
  );
  return and(
    equals(get(item(), "externalReferenceId"), opportunity("Id")),
    isOurs,
    not(isMicrosofts(item())),
  );
}

/** Whether a referral is Microsoft's: one that it made, or one that is addressed to it. */
export const isMicrosofts = (referral: Expression): Expression =>
  or(
    equals(get(referral, "organizationId"), partnerCenter.microsoftTarget),
    contains(string(listOf(get(referral, "target"))), `"id":"${partnerCenter.microsoftTarget}"`),
  );

function linkFound(model: Model): Action {
  const { referralIdentifier, referralLink } = model.crm.opportunity;
  const id = orEmpty(get(first(listOf(body(found))), "id"));
  return storeOnOpportunity(
    model,
    lookSteps.link,
    "The referral of the earlier attempt becomes this opportunity's.",
    {
      status: "Pending",
      own: { [referralIdentifier]: id, [referralLink]: concat(referralLinkStart, id) },
      state: string(setProperty(storedState(model.crm), "attempt", null)),
      audit: "Referral of an earlier attempt found and linked",
    },
  );
}
