import { type Action, respond } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  constant,
  contains,
  cut,
  equals,
  greater,
  last,
  less,
  not,
  or,
  orEmpty,
  outputs,
  string,
  when,
} from "../kit/functions.ts";

/**
 * The one answer of [Customize]: status 200, or 412 when somebody else was faster, or 502 with the reason.
 * `write` names the composite request; Salesforce answers 200 to it whatever became of its parts.
 */
export function answer(name: string, write: string, done = 200): Action {
  return respond(
    name,
    "Tells the calling flow how the write ended: done, 412 changed by somebody else meanwhile, or 502 refused, with the reason.",
    compositeStatus(write, done),
    {
      modified: when(succeeded(write), coalesce(get(lastPart(write), "body", "SystemModstamp"), ""), ""),
      code: when(succeeded(write), "", causeOf(write, "errorCode")),
      message: when(succeeded(write), "", causeOf(write, "message")),
    },
    { [write]: ["Succeeded", "Failed", "TimedOut"] },
  );
}

const part = (write: string, index: number): Expression => body(write, "compositeResponse", index);
const lastPart = (write: string): Expression =>
  last(coalesce(body(write, "compositeResponse"), constant([])));

const statusOf = (write: string, index: number): Expression =>
  coalesce(get(part(write, index), "httpStatusCode"), 0);
const outerStatus = (write: string): Expression => coalesce(outputs(write, "statusCode"), 500);

/** Whether the request and its first part went through: with all-or-none the first part tells of all. */
export function succeeded(write: string): Expression {
  return and(
    less(outerStatus(write), 300),
    less(statusOf(write, 0), 300),
    not(contains(string(body(write)), '"success":false')),
  );
}

function compositeStatus(write: string, done: number): Expression {
  // A key that is taken means the same: somebody else has just made the row that this write was to make.
  const isTaken = contains(string(coalesce(body(write), "")), "DUPLICATE_VALUE");
  const isChanged = and(less(outerStatus(write), 300), or(equals(statusOf(write, 0), 412), isTaken));
  return when(isChanged, 412, when(succeeded(write), done, 502));
}

/** How many parts of a request are looked at for the cause of a refusal. */
const partsLookedAt = 6;

/** Parts that were only stopped because another one failed say so; the cause is in the other one. */
function causeOf(write: string, key: "errorCode" | "message"): Expression {
  const saidBy = (index: number, what: string): Expression =>
    orEmpty(get(part(write, index), "body", 0, what));
  const isCause = (index: number): Expression =>
    and(greater(statusOf(write, index), 299), not(equals(saidBy(index, "errorCode"), "PROCESSING_HALTED")));
  const unknown = key === "message" ? cut(string(body(write)), 500) : string(outerStatus(write));
  return Array.from({ length: partsLookedAt }, (_, index) => index).reduceRight<Expression>(
    (rest, index) => when(isCause(index), saidBy(index, key), rest),
    unknown,
  );
}
