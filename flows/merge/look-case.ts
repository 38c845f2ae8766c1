import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, filter, operation, until } from "../kit/action.ts";
import { call, type Expression, get, variable } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
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
  string,
} from "../kit/functions.ts";
import { auditWith } from "../records/audit.ts";
import { kept, opportunity, storedState } from "../records/sources.ts";
import { stateText } from "../records/state.ts";
import { customizeBody } from "./write.ts";

export const lookSteps = { link: "Link the referral that was found", forget: "Forget the attempt" } as const;

const page = "A page of the newest referrals";
const found = "Referrals of this opportunity";

/** A search reads at most this many pages of 100; beyond them it has not answered. */
const mostPages = 10;

/** An earlier run meant to create a referral and did not come back with one: look whether it exists before creating again. */
export function lookCase(model: Model): readonly Action[] {
  const attemptAt = get(storedState(model.crm), "attempt", "at");
  const since = call("addHours", attemptAt, -1);
  const oldest = coalesce(
    get(last(coalesce(body(page, "value"), constant([]))), "createdDateTime"),
    "1970-01-01T00:00:00Z",
  );
  const isReached = or(
    less(call("ticks", oldest), call("ticks", since)),
    less(length(coalesce(body(page, "value"), constant([]))), 100),
  );
  const pages = "Look through the newest referrals";
  const isComplete = equals(isReached, true);
  return [
    until(pages, "Newest first, until they are older than the attempt.", {
      done: or(not(equals(outputs(page, "statusCode"), 200)), isReached, not(empty(body(found)))),
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
          coalesce(body(page, "value"), constant([])),
          isOfThisDeal(),
        ),
      ],
    }),
    branch(
      "If the referral was found",
      "Then it is linked; nothing is created.",
      not(empty(body(found))),
      [linkFound(model)],
      [
        branch(
          "If it is certain that there is none",
          "The search reached the time of the attempt, and the attempt is over for a quarter of an hour.",
          and(isComplete, isOver(attemptAt)),
          [forget(model)],
        ),
      ],
    ),
  ];
}

function isOfThisDeal(): Expression {
  const isOurs = or(
    empty(variable("organizationId")),
    equals(get(item(), "organizationId"), variable("organizationId")),
  );
  const isMicrosofts = contains(
    string(coalesce(get(item(), "target"), constant([]))),
    `"id":"${partnerCenter.microsoftTarget}"`,
  );
  return and(equals(get(item(), "externalReferenceId"), opportunity("Id")), isOurs, not(isMicrosofts));
}

const quarterOfAnHour = 15 * 60 * 10_000_000;

function isOver(attemptAt: Expression): Expression {
  return greater(call("sub", call("ticks", call("utcNow")), call("ticks", attemptAt)), quarterOfAnHour);
}

function linkFound(model: Model): Action {
  const { referralIdentifier, referralLink, status } = model.crm.opportunity;
  const id = get(first(body(found)), "id");
  return callCustomize(lookSteps.link, "The referral of the earlier attempt becomes this opportunity's.", {
    type: "StoreState",
    body: customizeBody(model, {
      [referralIdentifier]: id,
      [referralLink]: concat("https://partner.microsoft.com/referrals/v2/inbox?id=", id),
      [status]: "Pending",
    }),
    state: stateText(storedState(model.crm), {
      attempt: call("setProperty", get(storedState(model.crm), "attempt"), "step", "created"),
    }),
    audit: auditWith(
      kept(model.crm, "audit"),
      "Referral of an earlier attempt found and linked",
      model.flowOptions.auditMaxLength,
    ),
  });
}

function forget(model: Model): Action {
  return callCustomize(lookSteps.forget, "Nothing was created: the next round creates the referral.", {
    type: "StoreState",
    body: customizeBody(model, { [model.crm.opportunity.status]: "Pending" }),
    state: stateText(storedState(model.crm), { attempt: null }),
    audit: orEmpty(kept(model.crm, "audit")),
  });
}
