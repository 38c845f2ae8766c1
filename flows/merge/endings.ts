import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, compose, failRun, operation, respond, type Status } from "../kit/action.ts";
import type { Expression, Operand } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  cut,
  empty,
  equals,
  greater,
  or,
  orEmpty,
  outputs,
  setProperty,
  string,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { meaning } from "../kit/words.ts";
import { auditWith } from "../records/audit.ts";
import { steps } from "../records/names.ts";
import { dataPath, guardTime } from "../records/salesforce-requests.ts";
import { inputs, opportunity, storedState } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { createStep } from "./create-case.ts";
import { guardedCalls } from "./send.ts";
import { customizeBody } from "./write.ts";

const cause = "What went wrong";
const all: readonly Status[] = ["Succeeded", "Failed", "Skipped", "TimedOut"];

/** What is done when the loop could not settle, and the one answer of the flow. */
export function endings(model: Model): readonly Action[] {
  const what = orEmpty(outputs(cause, "what"));
  const status = outputs(cause, "status");
  const words = concat(
    what,
    " (",
    string(coalesce(status, "")),
    ", ",
    meaning(coalesce(status, "")),
    "): ",
    orEmpty(outputs(cause, "message")),
  );
  const again = readAgain(model, "Read the opportunity once more");
  const store = writeDown(model, "Write down what went wrong", again.name, words);
  const isTransient = or(greater(coalesce(status, 0), 428), equals(status, null));
  const answer = respond(
    "Answer",
    "200 when the pair is settled or was to be left alone, 502 when it could not be settled.",
    when(empty(what), 200, 502),
    { message: when(empty(what), "", cut(words, 500)) },
    { [steps.loop]: all, [store.name]: all },
  );
  return [
    compose(cause, "The call that failed, with its own answer.", failedCall(), {
      [steps.loop]: ["Failed", "TimedOut"],
    }),
    again,
    store,
    answer,
    {
      ...branch(
        "If trying the same again may help",
        "The run is shown as failed only where resubmitting it makes sense.",
        isTransient,
        [failRun("Failed for now", "Resubmit this run when the other side is back.", "SyncFailed", words)],
      ),
      after: { [cause]: ["Succeeded"], [answer.name]: ["Succeeded"] },
    },
  ];
}

/** The first call of the last round that was answered with an error, in the order in which they are made. */
function failedCall(): Expression {
  const say = (what: string, action: string, message: Expression): Expression =>
    withProperties(constant({}), { what, status: outputs(action, "statusCode"), message: cut(message, 300) });
  const candidates: readonly (readonly [string, string])[] = [
    ["Salesforce could not be read", steps.readSalesforce],
    ["Partner Center could not be read", steps.readReferral],
    ...guardedCalls.map((action): readonly [string, string] => [
      "Both sides could not be brought in step",
      action,
    ]),
    ["The referral could not be created", createStep],
  ];
  const unknown = withProperties(constant({}), {
    what: "The sync could not be carried through",
    status: null,
    message: "see the run of this flow",
  });
  return candidates.reduceRight<Expression>(
    (rest, [what, action]) =>
      when(
        greater(coalesce(outputs(action, "statusCode"), 0), 399),
        say(what, action, messageOf(action)),
        rest,
      ),
    unknown,
  );
}

/** The words of an answer, wherever the service puts them. */
function messageOf(action: string): Expression {
  return string(coalesce(body(action), ""));
}

/** The opportunity as it is now: whoever writes must know when it was last changed. */
function readAgain(model: Model, name: string): Action {
  const id = coalesce(opportunity("Id"), orEmpty(triggerBody(inputs.opportunityId)));
  return operation(name, "Only the audit and the time of the last change.", {
    connection: "salesforce",
    operationId: salesforce.httpRequest,
    repetition: "safe",
    parameters: {
      Uri: concat(
        `${dataPath(model)}/sobjects/${model.crm.objects.opportunity}/`,
        id,
        `?fields=SystemModstamp,${model.crm.opportunity.audit}`,
      ),
      Method: "GET",
      ContentType: "application/json",
    },
  });
}

/** Audit, status and Seen in one guarded request. */
function writeDown(model: Model, name: string, readAction: string, words: Operand): Action {
  const guarded = customizeBody(
    model,
    { [model.crm.opportunity.status]: "Error" },
    { guard: guardTime(body(readAction, "SystemModstamp")) },
  );
  return callCustomize(name, "On the opportunity, in words; Reconcile or the next edit takes it up again.", {
    type: "StoreState",
    body: setProperty(guarded, "OpportunityID", body(readAction, "Id")),
    state: string(storedState(model.crm)),
    audit: auditWith(body(readAction, model.crm.opportunity.audit), words, model.flowOptions.auditMaxLength),
  });
}

/** Salesforce answered, but not with the record: most often a field is missing or hidden from the connection's user. */
export function unreadableCase(model: Model): readonly Action[] {
  const again = readAgain(model, "Read what can be read");
  const said = cut(string(body(steps.readSalesforce, "compositeResponse", 0, "body")), 300);
  return [
    again,
    writeDown(
      model,
      "Write down that Salesforce could not be read",
      again.name,
      concat("Salesforce could not be read: ", said),
    ),
  ];
}
