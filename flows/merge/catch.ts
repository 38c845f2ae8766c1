import type { Model } from "../../generator/model/model.ts";
import { readRecordAgain } from "../creation/read-again.ts";
import { callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import {
  type Action,
  branch,
  choose,
  compose,
  failRun,
  filter,
  forEach,
  operation,
  respond,
  type Status,
  scope,
  select,
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
  createArray,
  cut,
  empty,
  equals,
  first,
  greater,
  item,
  join,
  json,
  length,
  lineFeed,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  skip,
  split,
  string,
  triggerBody,
  union,
  utcNow,
  when,
} from "../kit/functions.ts";
import { joinMarked, listOf } from "../kit/lines.ts";
import { settleAgain } from "../kit/settle.ts";
import { meaning, messageOf } from "../kit/words.ts";
import { stageKey } from "../projection/row.ts";
import { markCount, marks } from "../projection/verdict.ts";
import { steps } from "../records/names.ts";
import { inputs, isAsked, kept, opportunity, readStatus } from "../records/sources.ts";
import { changeReferral } from "./change.ts";
import { createStep } from "./create-case.ts";
import { everythingSteps, everythingSuffix, hasChangesAlone } from "./everything-case.ts";
import { inboundSteps, isOrphan } from "./inbound-case.ts";
import { lookSteps, mayCreateAfterLook } from "./look-case.ts";
import { forgetStep } from "./other-cases.ts";
import { isUnmoved, rereadStep } from "./send-case.ts";
import { listChanges, refusedLists } from "./sets.ts";

const names = {
  scope: "Catch",
  calls: "Calls that failed",
  cause: "What went wrong",
  choose: "What kind of failure is it",
  read: "Read the opportunity once more",
  readRefused: "Read the opportunity after the refusal",
  each: "Try each change alone",
  eTag: "Read the eTag",
  one: "Change one field",
  refused: "Changes that were refused",
  groups: "Change of each field by itself",
  rounds: "How each change ended",
  refusedFields: "Fields that were refused",
  refusedKeys: "Keys of the fields that were refused",
  write: "Write down what went wrong",
  writeRefused: "Write down what was refused",
} as const;

const every: readonly Status[] = ["Succeeded", "Failed", "Skipped", "TimedOut"];

/** What is done when something failed, and the one answer of the flow. */
export function catchAndAnswer(model: Model): readonly Action[] {
  const cause = (key: string): Expression => outputs(names.cause, key);
  const isTransient = or(equals(cause("status"), null), greater(coalesce(cause("status"), 0), 428));
  const caught = scope(
    names.scope,
    "Reads the failed call's own answer and says it in words an account manager understands.",
    [
      listedCalls(model),
      compose(names.cause, "The first of them, in words.", causeOf()),
      choose(
        names.choose,
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
          concat("No opportunity: referral ", orEmpty(triggerBody(inputs.referralId))),
          cut(orEmpty(cause("words")), 500),
        ),
      },
      { [steps.settle]: every, [names.scope]: every },
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
      after: { [names.scope]: ["Succeeded", "Failed"], Answer: ["Succeeded"] },
    },
  ];
}

interface WatchedCall {
  readonly action: string;
  readonly what: string;
  /** What a refusal of it means. */
  readonly refusal?: "Refused" | "Close refused";
}

function watchedCalls(model: Model): readonly WatchedCall[] {
  const settling = "Both sides could not be brought in step";
  return [
    { action: steps.readSalesforce, what: "Salesforce could not be read" },
    { action: steps.readReferral, what: "Partner Center could not be read" },
    { action: inboundSteps.read, what: "Partner Center could not be read" },
    { action: steps.change, what: "Partner Center did not take a change", refusal: "Refused" },
    { action: everythingSteps.change, what: "Partner Center did not take a change", refusal: "Refused" },
    ...(hasChangesAlone(model)
      ? [
          {
            action: everythingSteps.alone,
            what: "Partner Center did not take a change",
            refusal: "Refused",
          } as const,
        ]
      : []),
    { action: everythingSteps.close, what: "The deal could not be closed", refusal: "Close refused" },
    { action: everythingSteps.invite, what: "Microsoft could not be invited" },
    { action: createStep, what: "The referral could not be created" },
    ...guardedWrites(model).map((action) => ({ action, what: "Salesforce did not take a change" })),
    ...[
      inboundSteps.create,
      ...(model.flowOptions.leads ? [inboundSteps.createConverted, "Create the lead"] : []),
    ].map((action) => ({ action, what: "Salesforce did not take a new record" })),
    ...(model.connectors.mode === "certified"
      ? [rereadStep(""), rereadStep(everythingSuffix)].map((action) => ({ action, what: settling }))
      : []),
  ];
}

/** The calls of [Customize] that carry a guard. */
function guardedWrites(model: Model): readonly string[] {
  return [
    steps.writeAhead,
    steps.write,
    steps.writeOnly,
    everythingSteps.ahead,
    everythingSteps.write,
    "Write down what is missing",
    "Take the copied referral off",
    forgetStep,
    "Take note that the sync is off",
    "Answer that all is well",
    "Ask for a referral",
    lookSteps.link,
    lookSteps.forget,
    "Write down that it is not certain",
    inboundSteps.link,
    "Write down that it was not linked",
    ...(model.flowOptions.leads ? [inboundSteps.linkConverted] : []),
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
    names.calls,
    "Every call whose outcome matters, in the order in which they are made; those that failed stay.",
    entries,
    greater(coalesce(get(item(), "status"), 0), 399),
  );
}

/** Statuses that say no to what was asked; the others say not now. */
const refusals = [400, 403, 404, 405, 409, 410, 413, 415, 422, 423];

function causeOf(): Value {
  const failed = (...keys: readonly Operand[]): Expression => get(first(listOf(body(names.calls))), ...keys);
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

/** The id of the opportunity, also where it could not be read as a whole. */
const opportunityId = (): Expression =>
  coalesce(
    opportunity("Id"),
    when(empty(orEmpty(triggerBody(inputs.opportunityId))), null, triggerBody(inputs.opportunityId)),
  );

/** The record as a body of [Customize]: what was read at first, with what may have changed since. */
function recordNow(model: Model, read: string): Expression {
  const { audit } = model.crm.opportunity;
  return when(
    equals(opportunity("Id"), null),
    body(read),
    setProperty(
      setProperty(opportunity(), "SystemModstamp", body(read, "SystemModstamp")),
      audit,
      body(read, audit),
    ),
  );
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
        readRecordAgain(model, names.read, orEmpty(opportunityId())),
        callCustomize(
          names.write,
          "On the opportunity, in words; the next edit or Reconcile takes it up again.",
          {
            type: "StoreState",
            body: setProperty(
              setProperty(constant({}), "Record", recordNow(model, names.read)),
              "Own",
              when(outputs(names.cause, "isStateBroken"), setProperty(own, state, null), own),
            ),
            state: "",
            audit: outputs(names.cause, "words"),
          },
        ),
      ],
    ),
  ];
}

/** Salesforce answered, but not with the record: most often a field is missing or hidden from the connection's user. */
export function unreadableCase(model: Model): readonly Action[] {
  const read = "Read what can be read";
  const said = string(body(steps.readSalesforce, "compositeResponse"));
  return [
    readRecordAgain(model, read, orEmpty(opportunityId())),
    callCustomize("Write down that Salesforce could not be read", "In words, with Salesforce's own answer.", {
      type: "StoreState",
      body: setProperty(
        setProperty(constant({}), "Record", body(read)),
        "Own",
        setProperty(constant({}), model.crm.opportunity.status, "Error"),
      ),
      state: "",
      audit: concat("Salesforce could not be read: ", cut(said, 300)),
    }),
  ];
}

/** The state as it is in Salesforce now, with what a refusal changes of it. */
function storedNow(model: Model, read: string): Expression {
  return json(coalesce(body(read, model.crm.opportunity.state), "{}"));
}

/** The deal stays open in Partner Center: remembered, and not tried again until the stage changes or the window is over. */
function closeRefused(model: Model): readonly Action[] {
  const read = "Read the opportunity after closing was refused";
  const now = storedNow(model, read);
  const held = (key: string): Expression =>
    orEmpty(coalesce(body(everythingSteps.change, key), body(steps.readReferral, key)));
  const pair = createArray(orEmpty(opportunity("StageName")), concat(held("status"), "/", held("substatus")));
  return [
    readRecordAgain(model, read, orEmpty(opportunityId())),
    refusedWrite(model, "Write down that closing was refused", read, {
      pairs: setProperty(settledNow(now), stageKey, pair),
      refused: setProperty(coalesce(get(now, "refused"), constant({})), stageKey, refusal()),
      open: union(coalesce(get(now, "open"), constant([])), createArray(stageKey)),
    }),
  ];
}

/** The pairs that hold after what was sent has been taken. */
const settledNow = (now: Expression): Expression =>
  union(coalesce(get(now, "pairs"), constant({})), coalesce(get(now, "sent"), constant({})));

/** Code and time of the refusal. */
const refusal = (): Expression => createArray(outputs(names.cause, "status"), utcNow("yyyy-MM-ddTHH:mm:ssZ"));

function refusedWrite(
  model: Model,
  name: string,
  read: string,
  members: { readonly pairs: Expression; readonly refused: Expression; readonly open: Expression },
): Action {
  const { status } = model.crm.opportunity;
  const now = storedNow(model, read);
  const state = Object.entries({ ...members, sent: constant({}) }).reduce<Expression>(
    (inner, [key, value]) => setProperty(inner, key, value),
    now,
  );
  return callCustomize(
    name,
    "Remembered with code and time, and not sent again until somebody changes it or the window is over.",
    {
      type: "StoreState",
      body: setProperty(
        setProperty(constant({}), "Record", recordNow(model, read)),
        "Own",
        setProperty(constant({}), status, "Error"),
      ),
      state: string(state),
      audit: outputs(names.cause, "words"),
    },
  );
}

/** A refused change is tried once more field by field; what stays refused becomes an unequal pair. */
function refusedCase(model: Model): readonly Action[] {
  const groups = outputs(names.groups);
  // With one field alone there is nothing to take apart.
  const toTry = when(greater(length(groups), 1), groups, constant([]));
  const round = get(first(listOf(body(names.rounds))), "outputs", item(), "status");
  const changeOf = (mark: number): Expression =>
    orEmpty(get(split(orEmpty(get(split(item(), concat(lineFeed, `${mark} `)), 1)), lineFeed), 0));
  const change = when(empty(changeOf(marks.change)), changeOf(marks.alone), changeOf(marks.change));
  const refusedTexts = listOf(body(names.refused));
  const members = union(listOf(body(names.refusedFields)), refusedLists(model, refusedTexts));
  const filled = skip(union(createArray(""), members), 1);
  const keys = join(listOf(body(names.refusedKeys)), ",");
  const now = storedNow(model, names.readRefused);
  const codes = string(refusal());
  const refusedMembers = when(
    empty(keys),
    constant({}),
    json(concat("{", join(listOf(body(names.refusedKeys)), concat(":", codes, ",")), ":", codes, "}")),
  );
  return [
    compose(
      names.groups,
      "The change of each field by itself: amount and currency together, and so status and substatus.",
      changeGroups(model),
    ),
    forEach(names.each, "Each field's change in a call of its own, one after the other.", toTry, [
      operation(names.eTag, "It moves with every change.", {
        connection: "referrals",
        operationId: partnerCenter.read,
        repetition: "safe",
        parameters: { id: kept(model.crm, "referralIdentifier") },
      }),
      changeReferral(model, names.one, "One field alone.", {
        patch: json(concat("[", item(), "]")),
        eTag: body(names.eTag, "eTag"),
      }),
    ]),
    filter(
      names.rounds,
      "How each call ended.",
      call("result", actionKey(names.each)),
      equals(get(item(), "name"), actionKey(names.one)),
      { [names.each]: ["Succeeded", "Failed", "TimedOut"] },
    ),
    select(
      names.refused,
      "Blank for those that were taken after all.",
      call("range", 0, length(groups)),
      when(equals(round, "Succeeded"), "", get(groups, item())),
    ),
    select(
      names.refusedFields,
      "The pair of each field whose change stays refused: Salesforce's value, and what Partner Center holds.",
      listOf(body(steps.decide)),
      when(
        and(not(empty(change)), contains(refusedTexts, change)),
        get(split(orEmpty(get(split(item(), concat(lineFeed, `${marks.refusal} `)), 1)), lineFeed), 0),
        "",
      ),
    ),
    select(names.refusedKeys, "Their keys.", filled, first(split(item(), ":"))),
    readRecordAgain(model, names.readRefused, orEmpty(opportunityId())),
    refusedWrite(model, names.writeRefused, names.readRefused, {
      pairs: union(settledNow(now), json(concat("{", join(filled, ","), "}"))),
      refused: union(coalesce(get(now, "refused"), constant({})), refusedMembers),
      open: union(coalesce(get(now, "open"), constant([])), json(concat("[", keys, "]"))),
    }),
  ];
}

/** The changes that were refused together, one text for each field and list. */
function changeGroups(model: Model): Expression {
  const linesOf = (mark: "change" | "alone"): Expression =>
    split(joinMarked(body(steps.decide), marks[mark], markCount, "line feed"), lineFeed);
  const together = union(createArray(""), linesOf("change"), listChanges(model));
  const isAlone = greater(coalesce(outputs(everythingSteps.alone, "statusCode"), 0), 399);
  const all = hasChangesAlone(model)
    ? when(isAlone, union(createArray(""), linesOf("alone")), together)
    : together;
  return skip(all, 1);
}

function answerStatus(model: Model): Expression {
  const guarded = [
    steps.change,
    everythingSteps.change,
    everythingSteps.close,
    everythingSteps.invite,
    createStep,
    ...(hasChangesAlone(model) ? [everythingSteps.alone] : []),
    ...guardedWrites(model),
  ].map((action) => equals(outputs(action, "statusCode"), settleAgain));
  const made = [
    lookSteps.link,
    forgetStep,
    inboundSteps.link,
    ...(model.flowOptions.leads ? [inboundSteps.linkConverted] : []),
  ].map((action) => equals(outputs(action, "statusCode"), 200));
  const created = [
    inboundSteps.create,
    ...(model.flowOptions.leads ? [inboundSteps.createConverted] : []),
  ].map((action) => contains(constant([201, settleAgain]), coalesce(outputs(action, "statusCode"), 0)));
  const moved =
    model.connectors.mode === "certified"
      ? ["", everythingSuffix].map((suffix) =>
          and(equals(outputs(rereadStep(suffix), "statusCode"), 200), not(isUnmoved(suffix))),
        )
      : [];
  const isAgain = or(...guarded, ...made, ...created, ...moved, mayCreateAfterLook());
  const kind = outputs(names.cause, "kind");
  const isUnread = and(
    equals(outputs(steps.readSalesforce, "statusCode"), 200),
    not(and(equals(readStatus(0), 200), equals(readStatus(1), 200))),
  );
  return when(
    and(isAgain, not(isAsked("lastTime"))),
    settleAgain,
    when(or(isUnread, equals(kind, "Failed"), equals(kind, "Written already")), 502, 200),
  );
}
