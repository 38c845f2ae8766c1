import { type Action, select } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  concat,
  contains,
  createArray,
  empty,
  equals,
  greater,
  item,
  joinFilled,
  jsonMember,
  length,
  not,
  or,
  string,
  take,
  utcNow,
  when,
} from "../kit/functions.ts";
import type { Row } from "../projection/row.ts";
import { decidedLine, has, lineWithPast, openCodes, type Verdict } from "../projection/verdict.ts";
import { steps } from "../records/names.ts";
import { bothSides } from "../records/sources.ts";

const rowKeys: readonly (keyof Row)[] = [
  "field",
  "label",
  "kind",
  "policy",
  "sends",
  "takes",
  "crm",
  "pc",
  "sent",
  "valid",
  "change",
  "values",
];

const own = (key: string, ...keys: readonly (string | number)[]): Expression => get(item(), key, ...keys);
const decided = (): Expression => body(steps.decide);

/** The two steps of the comparison: what was, then what follows. */
export function decideFields(): readonly Action[] {
  return [
    select(
      steps.compare,
      "Each field with the pair of values that was settled last, and what is still open about it.",
      bothSides("rows"),
      lineWithPast(rowKeys),
    ),
    select(
      steps.decide,
      "= alike · adopt · keep · settle · conflict · send to Partner Center · close · take into Salesforce · restore · invalid",
      body(steps.compare),
      decidedLine,
    ),
  ];
}

/** Whether any field got one of some verdicts. */
export function anyHas(...verdicts: readonly Verdict[]): Expression {
  const text = string(decided());
  return or(...verdicts.map((verdict) => contains(text, `"verdict":"${verdict}"`)));
}

const loudVerdicts: readonly Verdict[] = [
  "adopt",
  "settle",
  "conflict",
  "send",
  "close",
  "take",
  "restore",
  "invalid",
];

/** Whether any field asks for something to be written. */
export const anythingToDo = (): Expression => anyHas(...loudVerdicts);

/** What later steps remember and say, one text for each field. */
export function accountForFields(): readonly Action[] {
  return [
    select(
      steps.pairs,
      "What each side holds for every settled field; values on their way to Salesforce are added there.",
      decided(),
      settledPair(),
    ),
    select(
      steps.open,
      "Fields that differ and stay so, each with the reason and since when.",
      decided(),
      openField(),
    ),
    select(steps.said, "What happened to each field, in words.", decided(), wordsFor()),
  ];
}

/** `"key":["Salesforce","Partner Center"]`, as both sides will be; nothing for what is written to Salesforce first. */
function settledPair(): Expression {
  const pair = (crm: Expression, pc: Expression): Expression =>
    jsonMember(own("field"), createArray(crm, pc));
  return when(
    has("send", "close"),
    pair(own("crm"), own("sent")),
    when(
      has("take", "restore"),
      "",
      when(
        has("keep"),
        when(equals(own("was"), null), "", jsonMember(own("field"), own("was"))),
        pair(own("crm"), own("pc")),
      ),
    ),
  );
}

/** `"key":["CODE","since"]`. */
function openField(): Expression {
  const since = (code: string): Expression =>
    jsonMember(own("field"), createArray(code, utcNow("yyyy-MM-ddTHH:mm:ssZ")));
  return when(
    has("settle"),
    since(openCodes.unequal),
    when(
      has("conflict"),
      since(openCodes.conflict),
      when(
        has("invalid"),
        since(openCodes.invalid),
        when(and(has("keep"), not(equals(own("open"), null))), jsonMember(own("field"), own("open")), ""),
      ),
    ),
  );
}

/** The part of the audit line that tells of a field. */
function wordsFor(): Expression {
  const label = own("label");
  const both = concat(" (Salesforce: ", shown(own("crm")), ", Partner Center: ", shown(own("pc")), ")");
  const overruled = (winner: string): Expression =>
    when(own("bothMoved"), concat(label, " changed on both sides", both, `: ${winner} wins`), "");
  const orElse = (words: Expression, plain: Expression): Expression => when(empty(words), plain, words);
  return when(
    has("send"),
    orElse(overruled("Salesforce"), concat(label, " sent to Partner Center")),
    when(
      has("close"),
      concat("Deal closed in Partner Center: ", own("sent")),
      when(
        has("take"),
        orElse(overruled("Partner Center"), concat(label, " taken from Partner Center: ", shown(own("pc")))),
        when(
          has("restore"),
          concat(label, " cannot be taken back or changed once asked for: set back in Salesforce"),
          when(
            has("conflict"),
            concat(label, " differs", both, ": decide which one is right and enter it on both sides"),
            when(
              has("invalid"),
              concat(label, " cannot be sent", both, ": enter a valid value in Salesforce"),
              when(
                and(has("settle"), or(own("bothMoved"), equals(bothSides("closed"), true))),
                concat(label, " stays different", both),
                "",
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A value as an audit shows it: short, and something visible where there is nothing. */
function shown(value: Expression): Expression {
  return when(
    empty(value),
    "nothing",
    when(greater(length(value), shownLength), concat(take(value, shownLength), "…"), value),
  );
}

const shownLength = 60;

/** The object that a Select of members makes, `{"a":…,"b":…}` as text. */
export const membersOf = (action: string): Expression => concat("{", joinFilled(body(action), ","), "}");

/** The words of the audit line; empty when there is nothing to say. */
export const saidText = (): Expression => joinFilled(body(steps.said), "; ");
