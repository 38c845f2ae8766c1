import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import { and, coalesce, empty, equals, isOneOf, item, not, or, triggerBody, when } from "../kit/functions.ts";
import { bothSides, inputs } from "../records/sources.ts";
import type { Row } from "./row.ts";

// The three-way merge, as one expression that holds for every line of the comparison.
//
//   =        both sides alike, and known to be          send     Partner Center gets Salesforce's value
//   adopt    both sides alike, not yet known to be      close    as send, but as the last call of all
//   keep     different, and settled so                  take     Salesforce gets Partner Center's value
//   settle   different, and from now on settled so      restore  Salesforce gets its earlier value back
//   conflict as settle, for people to decide            invalid  as settle, because the value cannot be sent

export type Verdict =
  | "="
  | "adopt"
  | "keep"
  | "settle"
  | "conflict"
  | "send"
  | "close"
  | "take"
  | "restore"
  | "invalid";

/** The verdicts that change nothing anywhere. */
export const quietVerdicts: readonly Verdict[] = ["=", "keep"];

/** Why a field is open, as the state remembers it. */
export const openCodes = {
  unequal: "UNEQUAL",
  conflict: "CONFLICT",
  invalid: "INVALID",
  refused: "REFUSED",
} as const;

const own = (key: string): Expression => get(item(), key);
const state = (...keys: readonly Operand[]): Expression => get(bothSides("state"), ...keys);
const flag = (key: string): Expression => equals(bothSides(key), true);

/** The pair that was last settled: what was sent counts while Partner Center holds it; another field than then has none. */
function settledPair(): Expression {
  const sent = state("sent", own("field"));
  const name = get(bothSides("names"), own("field"));
  const isSameField = equals(coalesce(state("names", own("field")), name), name);
  return when(equals(get(sent, 1), own("pc")), sent, when(isSameField, state("pairs", own("field")), null));
}

/** Each line with the pair that was last settled for it, and whether Salesforce is asked to try a refused value again. */
export function lineWithPast(row: readonly (keyof Row)[]): Value {
  return {
    ...Object.fromEntries(row.map((key) => [key, own(key)])),
    was: settledPair(),
    open: state("open", own("field")),
    again: and(
      equals(triggerBody(inputs.retryRefused), true),
      equals(state("open", own("field"), 0), openCodes.refused),
    ),
  };
}

const was = own("was");
const isKnown = not(equals(was, null));
const crmMoved = or(not(equals(get(was, 0), own("crm"))), equals(own("again"), true));
const pcMoved = not(equals(get(was, 1), own("pc")));
const isNew = equals(state("attempt", "step"), "created");

const alike = when(and(equals(get(was, 0), own("crm")), equals(get(was, 1), own("pc"))), "=", "adopt");
const sendable = when(
  own("sends"),
  when(flag("closed"), "settle", when(flag("hold"), "keep", when(own("valid"), "send", "invalid"))),
  "settle",
);
const takeable = when(own("takes"), "take", "settle");
const byPolicy = when(
  equals(own("policy"), "crm"),
  sendable,
  when(equals(own("policy"), "partnerCenter"), takeable, "conflict"),
);

const value = when(
  isKnown,
  when(
    pcMoved,
    when(and(crmMoved, not(flag("hold")), not(flag("closed"))), byPolicy, takeable),
    when(crmMoved, sendable, "keep"),
  ),
  when(empty(own("crm")), takeable, when(empty(own("pc")), sendable, byPolicy)),
);

const unpaired = when(isNew, "settle", "conflict");

/** Only ever goes to true: what was taken back in Salesforce is set again. */
const visibility = when(
  not(isKnown),
  unpaired,
  when(
    equals(own("crm"), "true"),
    when(crmMoved, sendable, "keep"),
    when(or(crmMoved, pcMoved), takeable, "keep"),
  ),
);

/** Asked for once: a later change in Salesforce is set back. */
const help = when(
  not(isKnown),
  unpaired,
  when(crmMoved, when(empty(get(was, 0)), sendable, "restore"), when(pcMoved, takeable, "keep")),
);

/** Also on hold: it is how the pair is found again. Somebody else's link is left alone. */
const link = when(
  and(isKnown, not(crmMoved), not(pcMoved)),
  "keep",
  when(or(flag("closed"), not(empty(own("pc")))), "settle", "send"),
);

const crmClass = bothSides("crmClass");
const pcClass = bothSides("pcClass");

const stage = when(
  equals(crmClass, pcClass),
  alike,
  when(
    not(isKnown),
    when(isNew, "settle", when(and(equals(crmClass, "New"), equals(pcClass, "Active")), "keep", "conflict")),
    when(
      flag("closed"),
      when(pcMoved, "take", when(crmMoved, "conflict", "keep")),
      when(
        equals(crmClass, "New"),
        when(and(pcMoved, equals(pcClass, "Active")), "take", "keep"),
        when(crmMoved, when(equals(crmClass, "Active"), "send", "close"), "keep"),
      ),
    ),
  ),
);

const verdict = when(
  equals(own("kind"), "stage"),
  stage,
  when(
    equals(own("crm"), own("pc")),
    alike,
    when(
      equals(own("kind"), "visibility"),
      visibility,
      when(equals(own("kind"), "help"), help, when(equals(own("kind"), "link"), link, value)),
    ),
  ),
);

/** What is decided of each line, with what later steps need of it. */
export const decidedLine: Value = {
  field: own("field"),
  label: own("label"),
  verdict,
  was,
  open: own("open"),
  bothMoved: and(isKnown, crmMoved, pcMoved),
  crm: own("crm"),
  pc: own("pc"),
  sent: own("sent"),
  policy: own("policy"),
  change: own("change"),
  values: own("values"),
};

/** Whether a line, once compared, has one of some verdicts. */
export const has = (...verdicts: readonly Verdict[]): Expression => isOneOf(own("verdict"), verdicts);
