import { assert } from "../../generator/diagnostics/failure.ts";
import type { Model } from "../../generator/model/model.ts";
import { call, type Expression, get, isExpression, type Operand, type Value } from "../kit/expression.ts";
import {
  and,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  empty,
  equals,
  isOneOf,
  item,
  join,
  less,
  lineFeed,
  not,
  or,
  replace,
  string,
  sub,
  substring,
  take,
  ticks,
  utcNow,
  when,
} from "../kit/functions.ts";
import { isAsked, isInvitationOpen, opportunity, referral, storedState } from "../records/sources.ts";
import { fieldNames, isSameColumn } from "../records/state.ts";
import { type Flag, forPeople, marks, overruledWords, staysDifferent } from "./decided-lines.ts";
import type { Row } from "./row.ts";
import { crmClass, isClosed, isOnHold, referralClass } from "./stage.ts";

// The three-way merge, as one expression that holds for every line of the comparison. Its verdicts, in the order in
// which the texts for them stand below:
const verdicts = [
  "alike", //    and known to be
  "adopt", //    alike, not yet known to be
  "keep", //     different, and settled so
  "settle", //   different, and from now on settled so
  "conflict", // as settle, for people to decide
  "send", //     Partner Center gets Salesforce's value
  "close", //    as send, as the last call of all
  "take", //     Salesforce gets Partner Center's value
  "restore", //  Salesforce gets its earlier value back
  "invalid", //  as settle, because the value cannot be sent
  "ask", //      only the flow that creates may do it: left to that one
  "sets", //     people or solutions: decided one by one, later
] as const;

type Verdict = (typeof verdicts)[number];

const code = (verdict: Verdict): number => verdicts.indexOf(verdict);

/**
 * A row with the pair that was settled last and what else the decision needs. The members are short, and whole lines
 * are prepared here, because the decision is one expression and has to fit the platform's bound.
 */
export function rowWithPast(model: Model, row: Row): Value {
  const state = (...keys: readonly Operand[]): Expression => storedState(model.crm, ...keys);
  const sent = state("sent", row.field);
  const pairs = state("pairs", row.field);
  const name = fieldNames(model)[row.field];
  const known = name === undefined ? pairs : when(isSameColumn(name, state("names", row.field)), pairs, null);
  const refused = state("refused", row.field);
  // A pair that was stored ahead beside others, and changed nothing in Partner Center, has settled nothing yet.
  const wasSent = and(equals(get(sent, 1), row.pc), not(equals(get(sent, 1), get(known, 1))));
  const settled = when(wasSent, sent, known);
  // Whether Microsoft was invited is not known: the help that is asked for has not been given an answer yet.
  const was = row.kind === "help" ? when(isInvitationOpen(model.crm), constant(["", ""]), settled) : settled;
  const hold = isOnHold(opportunity("StageName"));
  const isUndecided = hasUndecidedDetails(model, row);
  return {
    f: row.field,
    l: row.label,
    k: row.kind,
    p: row.policy,
    s: row.sends,
    t: row.takes,
    crm: row.crm,
    pc: row.pc,
    sent: row.sent,
    v: row.valid,
    h: hold,
    x: isClosed(),
    was,
    again: and(
      isAsked("fromReconcile"),
      not(equals(refused, null)),
      less(ticks(coalesce(get(refused, 1), "1970-01-01")), windowStart(model)),
    ),
    n: lineFeed,
    q: `${marks.pair} "${row.field}":`,
    open: openLines(row, isUndecided),
    no: refused,
    ...(row.kind === "set" ? { refusedSet: get(refused, 2) } : {}),
    change: changeLine(row),
    values: valuesLine(row),
    both: concat(
      `${row.label} (Salesforce: "`,
      shown(row, row.crm),
      '", Partner Center: "',
      shown(row, row.pc),
      '")',
    ),
    c: when(isUndecided === undefined ? mayConflict(row, hold) : isUndecided, `${marks.flag} conflict`, ""),
    ...(row.kind === "stage"
      ? {
          cc: crmClass(model.stages, opportunity("StageName")),
          pcc: referralClass(referral("status"), referral("substatus")),
        }
      : {}),
  };
}

/** Whether a difference that stays is for people to decide, or legal. */
function mayConflict(row: Row, hold: Expression): Expression | boolean {
  if (row.kind === "stage") return not(hold);
  const isDecided = row.kind !== "visibility" && row.kind !== "help" && row.policy !== "manual";
  return isDecided ? false : and(not(hold), not(isClosed()));
}

/** Among the open fields, that people have to decide on details of a set's elements. */
export const detailsOpen = (field: string): string => `${field}.details`;

/** Of a set only the details of its elements are ever for people to decide; the rest of a difference is legal. */
function hasUndecidedDetails(model: Model, row: Row): Expression | undefined {
  if (row.kind !== "set") return undefined;
  if (row.policy !== "manual") return equals(1, 0);
  return contains(coalesce(storedState(model.crm, "open"), createArray("")), detailsOpen(row.field));
}

function openLines(row: Row, isUndecided: Expression | undefined): Expression | string {
  const line = `${marks.open} "${row.field}"`;
  if (isUndecided === undefined || row.policy !== "manual") return line;
  return concat(line, when(isUndecided, concat(lineFeed, `${marks.open} "${detailsOpen(row.field)}"`), ""));
}

function changeLine(row: Row): Expression | string {
  if (row.change === "") return "";
  const line = concat(row.alone ? `${marks.alone} ` : `${marks.change} `, row.change);
  return row.kind === "stage" || row.kind === "help" ? when(empty(row.change), "", line) : line;
}

/** The members of [Customize]'s body that carry the value, and what Partner Center holds for it. */
function valuesLine(row: Row): Expression | string {
  const members = Object.entries(row.values);
  if (members.length === 0) return "";
  return concat(
    `${marks.values} `,
    ...members.flatMap(([key, value]) => [`"${key}":`, elementText(value), ","]),
    `"${row.field}.settled":`,
    string(createArray(row.pc)),
  );
}

/** A value as JSON text: as the one element of a list, without the brackets. */
function elementText(value: Value): Expression {
  assert(isExpression(value), "values for Salesforce are expressions");
  const list = string(createArray(value));
  return substring(list, 1, sub(call("length", list), 2));
}

const shownLength = 60;

/** A value as an audit shows it: short, and in one line. */
const shown = (row: Row, side: Expression): Expression =>
  row.kind === "value" ? take(replace(side, lineFeed, " "), shownLength) : side;

const windowStart = (model: Model): Expression =>
  sub(ticks(utcNow()), model.flowOptions.reconcile.windowHours * 36_000_000_000);

const own = (key: string, ...keys: readonly Operand[]): Expression => get(item(), key, ...keys);
const is = (key: string, value: string): Expression => equals(own(key), value);

const isKnown = not(equals(own("was"), null));
const crmMoved = or(not(equals(own("was", 0), own("crm"))), own("again"));
const pcMoved = not(equals(own("was", 1), own("pc")));
/** Whether one side's value gives way to the other's: both moved, or both hold one and nobody knows which is the newer. */
const overruling = when(isKnown, and(crmMoved, pcMoved), not(or(empty(own("crm")), empty(own("pc")))));

/** Of a set: whether Salesforce holds what was refused, and Reconcile does not try it again now. */
const isRefusedStill = and(not(own("again")), equals(own("refusedSet"), own("crm")));

const sendable = when(
  own("s"),
  when(own("x"), code("settle"), when(own("h"), code("keep"), when(own("v"), code("send"), code("invalid")))),
  code("settle"),
);
const takeable = when(own("t"), code("take"), code("settle"));
const byPolicy = when(is("p", "crm"), sendable, when(is("p", "partnerCenter"), takeable, code("conflict")));

/** On hold and after the close nothing is sent, and Partner Center's edits win. */
const value = when(
  isKnown,
  when(
    pcMoved,
    when(and(crmMoved, not(own("h")), not(own("x"))), byPolicy, takeable),
    when(crmMoved, sendable, code("keep")),
  ),
  when(empty(own("crm")), takeable, when(empty(own("pc")), sendable, when(own("h"), takeable, byPolicy))),
);

/** Only ever goes to true: what was taken back in Salesforce is set again. Never without a pair. */
const visibility = when(
  not(isKnown),
  code("conflict"),
  when(
    is("crm", "true"),
    when(crmMoved, sendable, code("keep")),
    when(pcMoved, takeable, when(crmMoved, when(own("t"), code("restore"), code("settle")), code("keep"))),
  ),
);

/** Asked for once: a later change in Salesforce is set back. Never without a pair. */
const help = (mayCreate: Expression): Expression =>
  when(
    not(isKnown),
    code("conflict"),
    when(
      // Microsoft was asked already, for another kind of help.
      and(crmMoved, not(and(pcMoved, not(empty(own("pc")))))),
      when(
        or(empty(own("was", 0)), own("again")),
        when(and(own("s"), own("v"), not(own("h")), not(own("x")), not(mayCreate)), code("ask"), sendable),
        when(own("t"), code("restore"), code("settle")),
      ),
      when(pcMoved, takeable, code("keep")),
    ),
  );

/** Also on hold: it is how the pair is found again. Somebody else's link is left alone. */
const link = when(
  and(isKnown, not(crmMoved), not(pcMoved)),
  code("keep"),
  when(or(own("x"), not(empty(own("pc")))), code("settle"), code("send")),
);

/** Classes are compared. Partner Center's close wins over open stages; after it nothing is sent. */
const stage = when(
  not(isKnown),
  code("conflict"),
  when(
    own("x"),
    when(
      and(pcMoved, isOneOf(own("cc"), ["New", "Active"])),
      code("take"),
      when(or(pcMoved, crmMoved), code("conflict"), code("keep")),
    ),
    when(
      is("cc", "New"),
      when(and(pcMoved, is("pcc", "Active")), code("take"), when(crmMoved, code("settle"), code("keep"))),
      when(crmMoved, when(is("cc", "Active"), code("send"), code("close")), code("keep")),
    ),
  ),
);

const isAlike = when(is("k", "stage"), equals(own("cc"), own("pcc")), equals(own("crm"), own("pc")));

const verdict = (mayCreate: Expression): Expression =>
  when(
    isAlike,
    when(and(isKnown, not(crmMoved), not(pcMoved)), code("alike"), code("adopt")),
    when(
      is("k", "value"),
      value,
      when(
        is("k", "stage"),
        stage,
        when(
          is("k", "set"),
          // On hold Salesforce's changes wait, and after a refusal until its window is over, with the pair as it was.
          when(
            and(isKnown, not(pcMoved), or(not(crmMoved), own("h"), isRefusedStill)),
            code("keep"),
            code("sets"),
          ),
          when(is("k", "visibility"), visibility, when(is("k", "help"), help(mayCreate), link)),
        ),
      ),
    ),
  );

/** What is decided of a row: a line with the verdict, then lines by mark. */
export function decidedRow(): Expression {
  const pair = concat(own("q"), string(createArray(own("crm"), own("pc"))));
  const sending = concat(own("q"), string(createArray(own("crm"), own("sent"))));
  const flag = (name: Flag): string => `${marks.flag} ${name}`;
  const words = (...parts: readonly (Expression | string)[]): Expression =>
    concat(`${marks.words} `, ...parts);
  // On hold and after the close it is not the policy that decides, and help is asked for once.
  const byPolicyWords = (plain: Expression): Expression =>
    when(
      and(overruling, not(own("h")), not(own("x")), not(is("k", "help"))),
      words(
        own("both"),
        when(
          isKnown,
          ` changed on both sides${overruledWords}`,
          ` differs on both sides, neither known to be the newer one${overruledWords}`,
        ),
        own("p"),
      ),
      plain,
    );
  const unsent = concat(`${marks.refusal} "`, own("f"), '":', string(createArray(own("crm"), own("pc"))));
  const old = when(not(isKnown), "", concat(own("q"), string(own("was"))));
  const refused = when(
    equals(own("no"), null),
    "",
    concat(`${marks.refused} "`, own("f"), '":', string(own("no"))),
  );
  const cut = when(or(is("k", "stage"), equals(own("crm"), own("sent"))), "", own("open"));
  const texts: Readonly<Record<Verdict, readonly (Expression | string)[]>> = {
    alike: [pair],
    adopt: [pair, flag("write")],
    keep: [
      old,
      when(and(equals(own("was", 0), own("was", 1)), equals(own("no"), null)), "", own("open")),
      own("c"),
      refused,
    ],
    settle: [
      pair,
      own("open"),
      flag("write"),
      // A deal that is put on hold says so by its stage.
      when(or(own("x"), and(isKnown, not(is("k", "stage")))), words(own("both"), staysDifferent), ""),
    ],
    conflict: [
      pair,
      own("open"),
      flag("write"),
      own("c"),
      words(own("both"), `${forPeople} is right and enter it on both sides`),
    ],
    send: [
      sending,
      unsent,
      cut,
      own("change"),
      flag("write"),
      flag("send"),
      when(is("k", "help"), flag("invite"), ""),
      byPolicyWords(words(own("l"), " sent to Partner Center")),
    ],
    close: [
      sending,
      own("change"),
      flag("write"),
      flag("close"),
      words("Deal closed in Partner Center: ", own("sent")),
    ],
    take: [
      own("values"),
      flag("write"),
      flag("take"),
      byPolicyWords(words(own("both"), ": taken from Partner Center")),
    ],
    restore: [
      own("values"),
      flag("write"),
      flag("take"),
      words(own("l"), " cannot be taken back or changed once asked for: set back in Salesforce"),
    ],
    invalid: [
      pair,
      own("open"),
      concat(`${marks.refused} "`, own("f"), '":["INVALID","', utcNow("yyyy-MM-ddTHH:mm:ssZ"), '"]'),
      flag("write"),
      words(own("both"), " cannot be sent: enter a valid value in Salesforce"),
    ],
    ask: [old, flag("write"), flag("ask")],
    sets: [flag("write"), concat(`${marks.flag} sets `, own("f"))],
  };
  const all = verdicts.map((each) => createArray(concat("0 ", own("l"), `: ${each}`), ...texts[each]));
  return join(get(createArray(...all), verdict(isAsked("mayCreate"))), own("n"));
}
