import type { Model } from "../../generator/model/model.ts";
import { readRecordAgain } from "../creation/read-again.ts";
import { callCustomize, handedRecord } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, compose, filter, forEach, operation, select } from "../kit/action.ts";
import { call, type Expression, get } from "../kit/expression.ts";
import {
  actionKey,
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  empty,
  equals,
  first,
  greater,
  item,
  join,
  joinFilled,
  json,
  length,
  lineFeed,
  not,
  or,
  orEmpty,
  outputs,
  removeProperty,
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
import { forPeople, markCount, marks, staysDifferent } from "../projection/decided-lines.ts";
import { stageKey } from "../projection/row.ts";
import { steps } from "../records/names.ts";
import { inputs, kept, opportunity, readStatus } from "../records/sources.ts";
import { changeReferral } from "./change.ts";
import { everythingSteps, hasChangesAlone } from "./everything-case.ts";
import { listChanges, refusalsOfLists, refusedLists } from "./set-lists.ts";
import { setOutcome } from "./sets.ts";
import { hasFlag } from "./write.ts";

export const catchSteps = {
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
  refusedSets: "People and solutions that were refused",
  staysAnyhow: "What stays different anyhow",
  write: "Write down what went wrong",
  writeRefused: "Write down what was refused",
} as const;

/** Statuses that say no to what was asked; the others say not now. */
export const refusals = [400, 403, 404, 405, 409, 410, 413, 415, 422, 423];

/** The id of the opportunity, also where it could not be read as a whole. */
export const opportunityId = (): Expression => {
  const given = orEmpty(triggerBody(inputs.opportunityId));
  const id = when(empty(given), null, given);
  return when(isOpportunityRead(), coalesce(opportunity("Id"), id), id);
};

/** Whether Salesforce answered with the record: an error is a list, and of a list no column can be asked. */
export const isOpportunityRead = (): Expression =>
  when(equals(outputs(steps.readSalesforce, "statusCode"), 200), equals(readStatus(0), 200), false);

/** The record as a body of [Customize]: what was read at first, with what may have changed since. */
export function recordNow(model: Model, read: string): Expression {
  return when(
    not(isOpportunityRead()),
    handedRecord(model, body(read)),
    // What was seen is what was read at first. The name is written with its mark, so it must be the newest one.
    setProperty(
      setProperty(handedRecord(model, opportunity()), "SystemModstamp", body(read, "SystemModstamp")),
      "Name",
      body(read, "Name"),
    ),
  );
}

/** The audit as it was read once more. */
export const auditThen = (model: Model, read: string): Expression =>
  orEmpty(body(read, model.crm.opportunity.audit));

/** The state as it is in Salesforce now, with what a refusal changes of it. */
function storedNow(model: Model, read: string): Expression {
  return json(coalesce(body(read, model.crm.opportunity.state), "{}"));
}

/** The deal stays open in Partner Center: remembered, and not tried again until the stage changes or the window is over. */
export function closeRefused(model: Model): readonly Action[] {
  const read = "Read the opportunity after closing was refused";
  const now = storedNow(model, read);
  const held = (key: string): Expression =>
    orEmpty(coalesce(body(everythingSteps.change, key), body(steps.readReferral, key)));
  const pair = createArray(orEmpty(opportunity("StageName")), concat(held("status"), "/", held("substatus")));
  return [
    readRecordAgain(model, read, orEmpty(opportunityId())),
    refusedWrite(model, "Write down that closing was refused", read, {
      words: outputs(catchSteps.cause, "words"),
      pairs: setProperty(settledNow(now), stageKey, pair),
      refused: setProperty(coalesce(get(now, "refused"), constant({})), stageKey, refusal()),
      open: union(coalesce(get(now, "open"), constant([])), createArray(stageKey)),
    }),
  ];
}

/** The pairs that hold after what was sent has been taken. */
const settledNow = (now: Expression, sent: Expression = sentNow(now)): Expression =>
  union(coalesce(get(now, "pairs"), constant({})), sent);

const sentNow = (now: Expression): Expression => coalesce(get(now, "sent"), constant({}));

/** The close goes last, so it was not sent: with its old pair the next look sends it. */
const sentButTheClose = (now: Expression): Expression =>
  when(hasFlag("close"), removeProperty(sentNow(now), stageKey), sentNow(now));

/** Code and time of the refusal. */
const codeAndTime = (): readonly [Expression, Expression] => [
  outputs(catchSteps.cause, "status"),
  utcNow("yyyy-MM-ddTHH:mm:ssZ"),
];
export const refusal = (): Expression => createArray(...codeAndTime());

function refusedWrite(
  model: Model,
  name: string,
  read: string,
  {
    words,
    ...members
  }: {
    readonly words: Expression;
    readonly pairs: Expression;
    readonly refused: Expression;
    readonly open: Expression;
  },
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
      audit: words,
      auditSoFar: auditThen(model, read),
    },
  );
}

/** A refused change is tried once more field by field; what stays refused becomes an unequal pair. */
export function refusedCase(model: Model): readonly Action[] {
  const groups = outputs(catchSteps.groups);
  // With one field alone there is nothing to take apart.
  const toTry = when(greater(length(groups), 1), groups, constant([]));
  const round = get(first(listOf(body(catchSteps.rounds))), "outputs", item(), "status");
  const lineOf = (mark: number): Expression =>
    orEmpty(get(split(orEmpty(get(split(item(), concat(lineFeed, `${mark} `)), 1)), lineFeed), 0));
  const change = when(empty(lineOf(marks.change)), lineOf(marks.alone), lineOf(marks.change));
  const refusedTexts = listOf(body(catchSteps.refused));
  const members = union(listOf(body(catchSteps.refusedFields)), refusedLists(model, refusedTexts));
  const filled = skip(union(createArray(""), members), 1);
  const keys = join(listOf(body(catchSteps.refusedKeys)), ",");
  const now = storedNow(model, catchSteps.readRefused);
  const codes = string(refusal());
  const refusedMembers = when(
    empty(keys),
    constant({}),
    json(concat("{", join(listOf(body(catchSteps.refusedKeys)), concat(":", codes, ",")), ":", codes, "}")),
  );
  return [
    compose(
      catchSteps.groups,
      "The change of each field by itself: amount and currency together, and so status and substatus.",
      changeGroups(model),
    ),
    forEach(catchSteps.each, "Each field's change in a call of its own, one after the other.", toTry, [
      operation(catchSteps.eTag, "It moves with every change.", {
        connection: "referrals",
        operationId: partnerCenter.read,
        repetition: "safe",
        parameters: { id: kept(model.crm, "referralIdentifier") },
      }),
      changeReferral(model, catchSteps.one, "One field alone.", {
        patch: json(concat("[", item(), "]")),
        eTag: body(catchSteps.eTag, "eTag"),
      }),
    ]),
    filter(
      catchSteps.rounds,
      "How each call ended.",
      call("result", actionKey(catchSteps.each)),
      equals(get(item(), "name"), actionKey(catchSteps.one)),
      { [catchSteps.each]: ["Succeeded", "Failed", "TimedOut"] },
    ),
    select(
      catchSteps.refused,
      "Blank for those that were taken after all.",
      call("range", 0, length(groups)),
      when(equals(round, "Succeeded"), "", get(groups, item())),
    ),
    select(
      catchSteps.refusedFields,
      "The pair of each field whose change stays refused: Salesforce's value, and what Partner Center holds.",
      listOf(body(steps.decide)),
      when(
        and(not(empty(change)), contains(refusedTexts, change)),
        get(split(orEmpty(get(split(item(), concat(lineFeed, `${marks.refusal} `)), 1)), lineFeed), 0),
        "",
      ),
    ),
    select(catchSteps.refusedKeys, "Their keys.", filled, first(split(item(), ":"))),
    compose(
      catchSteps.refusedSets,
      "People and solutions among them: code, time, and what Salesforce has.",
      json(concat("{", joinFilled(refusalsOfLists(model, refusedTexts, codeAndTime()), ","), "}")),
    ),
    select(
      catchSteps.staysAnyhow,
      "What stays different, or is for people to decide, whatever was refused.",
      listOf(body(steps.decide)),
      when(or(contains(item(), staysDifferent), contains(item(), forPeople)), lineOf(marks.words), ""),
    ),
    readRecordAgain(model, catchSteps.readRefused, orEmpty(opportunityId())),
    refusedWrite(model, catchSteps.writeRefused, catchSteps.readRefused, {
      words: joinFilled(
        union(
          createArray(outputs(catchSteps.cause, "words"), orEmpty(setOutcome(model, "words"))),
          listOf(body(catchSteps.staysAnyhow)),
        ),
        "; ",
      ),
      pairs: union(settledNow(now, sentButTheClose(now)), json(concat("{", join(filled, ","), "}"))),
      refused: union(
        coalesce(get(now, "refused"), constant({})),
        refusedMembers,
        outputs(catchSteps.refusedSets),
      ),
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
