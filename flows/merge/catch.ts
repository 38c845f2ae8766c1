import type { Model } from "../../generator/model/model.ts";
import { readRecordAgain } from "../creation/read-again.ts";
import { callCustomize, handedRecord } from "../customize/inputs.ts";
import {
  type Action,
  branch,
  choose,
  compose,
  failRun,
  filter,
  respond,
  type Status,
  scope,
} from "../kit/action.ts";
import { call, type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  actionKey,
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  cut,
  empty,
  equals,
  first,
  greater,
  item,
  last,
  lineFeed,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  split,
  string,
  triggerBody,
  trim,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { orphanWords, settleAgain } from "../kit/settle.ts";
import { meaning, messageOf } from "../kit/words.ts";
import { steps } from "../records/names.ts";
import { inputs, isAsked, readStatus } from "../records/sources.ts";
import { answerStatus } from "./answer.ts";
import { isOrphan } from "./inbound-case.ts";
import {
  auditThen,
  catchSteps,
  closeRefused,
  opportunityId,
  recordNow,
  refusals,
  refusedCase,
} from "./refused-case.ts";
import { watchedCalls } from "./watched-calls.ts";

const every: readonly Status[] = ["Succeeded", "Failed", "Skipped", "TimedOut"];

/** What is done when something failed, and the one answer of the flow. */
export function catchAndAnswer(model: Model): readonly Action[] {
  const cause = (key: string): Expression => outputs(catchSteps.cause, key);
  const isTransient = or(equals(cause("status"), null), greater(coalesce(cause("status"), 0), 428));
  const caught = scope(
    catchSteps.scope,
    "Reads the failed call's own answer and says it in words an account manager understands.",
    [
      listedCalls(model),
      compose(catchSteps.cause, "The first of them, in words.", causeOf()),
      choose(
        catchSteps.choose,
        "Read and merged again at once, tried once more path by path, or written down.",
        cause("kind"),
        [
          { value: "Refused", actions: refusedCase(model) },
          { value: "Close refused", actions: closeRefused(model) },
          { value: "Failed", actions: writtenDown(model) },
        ],
      ),
    ],
    { [steps.settle]: ["Failed", "Skipped", "TimedOut"] },
  );
  return [
    caught,
    respond(
      "Answer",
      "200 settled or to be left alone, 412 to be settled once more, 502 when it could not be settled.",
      answerStatus(model),
      {
        message: when(
          isOrphan(),
          concat(orphanWords, orEmpty(triggerBody(inputs.referralId))),
          cut(orEmpty(cause("words")), 500),
        ),
      },
      { [steps.settle]: every, [catchSteps.scope]: every },
    ),
    {
      ...branch(
        "If trying the same again may help",
        "The run is shown as failed only where resubmitting it makes sense.",
        [equals(cause("kind"), "Failed"), isTransient],
        [
          failRun(
            "Failed for now",
            "Resubmit this run when the other side is back.",
            "SyncFailed",
            orEmpty(cause("words")),
          ),
        ],
      ),
      after: { [catchSteps.scope]: ["Succeeded", "Failed"], Answer: ["Succeeded"] },
    },
  ];
}

/** One entry for each call of which the outcome matters; those that failed stay. */
function listedCalls(model: Model): Action {
  const entries = watchedCalls(model).map(
    ({ action, what, refusal }): Value => ({
      what,
      status: outputs(action, "statusCode"),
      body: body(action),
      refusal: refusal ?? "",
    }),
  );
  return filter(
    catchSteps.calls,
    "Every call whose outcome matters, in the order in which they are made; those that failed stay.",
    entries,
    greater(coalesce(get(item(), "status"), 0), 399),
  );
}

function causeOf(): Value {
  const failed = (...keys: readonly Operand[]): Expression =>
    get(first(listOf(body(catchSteps.calls))), ...keys);
  const status = failed("status");
  const said = messageOf(failed("body"));
  const isRefusal = and(
    not(empty(orEmpty(failed("refusal")))),
    contains(constant(refusals), coalesce(status, 0)),
  );
  const isWritten = contains(string(coalesce(failed("body"), "")), '"written":true');
  const isAgain = and(equals(status, settleAgain), not(isAsked("lastTime")));
  return {
    kind: when(
      isWritten,
      "Written already",
      when(isAgain, "Again", when(isRefusal, failed("refusal"), "Failed")),
    ),
    status,
    words: cut(
      concat(
        coalesce(failed("what"), "The sync could not be carried through"),
        " (",
        string(coalesce(status, "")),
        ", ",
        meaning(coalesce(status, "")),
        "): ",
        said,
      ),
      400,
    ),
    // A step of our own that failed on what was stored: the state cannot be used, and is dropped.
    isStateBroken: equals(get(call("actions", actionKey(steps.decide)), "status"), "Failed"),
  };
}

/** Read again, then audit, status and Seen in one guarded request; the next edit or Reconcile takes it up. */
function writtenDown(model: Model): readonly Action[] {
  const { status, state } = model.crm.opportunity;
  const own = setProperty(constant({}), status, "Error");
  return [
    branch(
      "If there is an opportunity to write on",
      "A referral that has none yet leaves only this run.",
      not(equals(opportunityId(), null)),
      [
        readRecordAgain(model, catchSteps.read, orEmpty(opportunityId())),
        callCustomize(
          catchSteps.write,
          "On the opportunity, in words; the next edit or Reconcile takes it up again.",
          {
            type: "StoreState",
            body: setProperty(
              setProperty(constant({}), "Record", recordNow(model, catchSteps.read)),
              "Own",
              when(outputs(catchSteps.cause, "isStateBroken"), setProperty(own, state, null), own),
            ),
            state: "",
            audit: outputs(catchSteps.cause, "words"),
            auditSoFar: auditThen(model, catchSteps.read),
          },
        ),
      ],
    ),
  ];
}

/** Salesforce answered, but not with the record: most often a field is missing or hidden from the connection's user. */
export function unreadableCase(model: Model): readonly Action[] {
  const read = "Read what can be read";
  const least = "Read the least that is needed";
  const said = (part: 0 | 1): Expression =>
    orEmpty(body(steps.readSalesforce, "compositeResponse", part, "body", 0, "message"));
  const message = when(equals(readStatus(0), 200), said(1), said(0));
  // Salesforce repeats the query and points at the place in it, before the line that says what is wrong.
  const words = first(split(last(split(trim(message), lineFeed)), " If you are attempting"));
  const remedy = when(
    equals(readStatus(0), 400),
    ` Does the connection's user have the permission set ${model.crm.permissionSets.integration}?`,
    "",
  );
  return [
    branch(
      "If the opportunity is known all the same",
      "A referral that could not be looked up leaves only this run.",
      not(equals(opportunityId(), null)),
      [
        readRecordAgain(model, read, orEmpty(opportunityId())),
        {
          ...readRecordAgain(model, least, orEmpty(opportunityId()), "without watched columns"),
          after: { [read]: ["Failed", "TimedOut"] },
        },
        callCustomize(
          "Write down that Salesforce could not be read",
          "In words, with Salesforce's own answer.",
          {
            type: "StoreState",
            body: setProperty(
              setProperty(
                constant({}),
                "Record",
                when(
                  equals(outputs(read, "statusCode"), 200),
                  handedRecord(model, body(read)),
                  handedRecord(model, body(least)),
                ),
              ),
              "Own",
              setProperty(constant({}), model.crm.opportunity.status, "Error"),
            ),
            state: "",
            audit: concat("Salesforce could not be read: ", cut(words, 300), remedy),
            auditSoFar: when(
              equals(outputs(read, "statusCode"), 200),
              auditThen(model, read),
              auditThen(model, least),
            ),
          },
          { [read]: ["Succeeded", "Failed", "TimedOut"], [least]: ["Succeeded", "Skipped"] },
        ),
      ],
    ),
  ];
}
