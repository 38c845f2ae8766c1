import type { Model, StagesModel } from "../../generator/model/model.ts";
import { type Expression, get, variable } from "../kit/expression.ts";
import {
  and,
  coalesce,
  concat,
  constant,
  equals,
  isOneOf,
  orEmpty,
  setProperty,
  string,
  when,
} from "../kit/functions.ts";
import { opportunity, referral } from "../records/sources.ts";
import { type Row, reasonProperty, salesStageKey, stageKey, stageProperty } from "./row.ts";

// Stages fall into four classes: New, Active, Won, ClosedOther. Classes are compared, names are stored.

/** The class of a Salesforce stage. Every open stage that nothing names counts as active. */
export function crmClass(stages: StagesModel, stage: Expression): Expression {
  return when(
    equals(stage, variable("onHoldStage")),
    "New",
    when(isOneOf(stage, stages.won), "Won", when(isOneOf(stage, stages.lost), "ClosedOther", "Active")),
  );
}

/** The class of a referral. */
export function referralClass(status: Expression, substatus: Expression): Expression {
  return when(
    equals(status, "New"),
    "New",
    when(equals(status, "Active"), "Active", when(equals(substatus, "Won"), "Won", "ClosedOther")),
  );
}

/** The line of the comparison for stage and status. */
export function stageRow(model: Model): Row {
  const stage = opportunity("StageName");
  const target = crmClass(model.stages, stage);
  return {
    field: stageKey,
    label: "Stage",
    kind: "stage",
    policy: model.stages.policy,
    sends: true,
    takes: true,
    crm: orEmpty(stage),
    pc: concat(orEmpty(referral("status")), "/", orEmpty(referral("substatus"))),
    sent: sentStatus(model),
    valid: true,
    // Accepting goes with the other differences, also before winning; closing is a call of its own, after them.
    change: when(
      and(equals(referral("status"), "New"), isOneOf(target, ["Active", "Won"])),
      acceptChanges,
      "",
    ),
    alone: false,
    values: { [stageProperty]: incomingStage(model), [reasonProperty]: incomingReason(model) },
  };
}

/** The sales stage that goes with an open Salesforce stage; a stage without one leaves it as it is. */
export function salesStageRow(model: Model): readonly Row[] {
  const named = model.stages.active.filter(({ salesStage }) => salesStage !== undefined);
  if (named.length === 0) return [];
  const table = constant(Object.fromEntries(named.map(({ stage, salesStage = "" }) => [stage, salesStage])));
  const pc = orEmpty(referral("salesStage"));
  const crm = coalesce(get(table, orEmpty(opportunity("StageName"))), pc);
  return [
    {
      field: salesStageKey,
      label: "Sales stage",
      kind: "value",
      policy: "crm",
      sends: true,
      takes: false,
      crm,
      pc,
      sent: crm,
      valid: true,
      change: string(setProperty(constant({ op: "replace", path: "/salesStage" }), "value", crm)),
      alone: false,
      values: {},
    },
  ];
}

const acceptChanges = [
  { op: "replace", path: "/status", value: "Active" },
  { op: "replace", path: "/substatus", value: "Accepted" },
]
  .map((change) => JSON.stringify(change))
  .join(",");

/** What Partner Center will say once the Salesforce stage has been carried over. */
function sentStatus(model: Model): Expression {
  const target = crmClass(model.stages, opportunity("StageName"));
  return when(
    equals(target, "Active"),
    "Active/Accepted",
    when(equals(target, "Won"), "Closed/Won", concat("Closed/", closedOtherSubstatus())),
  );
}

/** A deal that was never accepted is declined, an accepted one is lost. */
function closedOtherSubstatus(): Expression {
  return when(equals(referral("status"), "New"), "Declined", "Lost");
}

/** The operations that close the referral as the Salesforce stage says. */
export function closeChanges(model: Model, reason: Expression): Expression {
  const isWon = equals(crmClass(model.stages, opportunity("StageName")), "Won");
  const replaceWith = (path: string, value: Expression): Expression =>
    string(setProperty(constant({ op: "replace", path }), "value", value));
  return concat(
    "[",
    JSON.stringify({ op: "replace", path: "/status", value: "Closed" }),
    ",",
    replaceWith("/substatus", when(isWon, "Won", closedOtherSubstatus())),
    when(isWon, "", concat(",", replaceWith("/statusReason", reason))),
    "]",
  );
}

/** The reason that Partner Center is given, from the pick list of the opportunity. */
export function outgoingReason(model: Model): Expression {
  const { values, default: fallback } = model.closingReasons;
  const table = constant(Object.fromEntries(values.map((pair) => [pair.crm, pair.referral])));
  return coalesce(get(table, orEmpty(opportunity(model.crm.opportunity.closingReason))), fallback);
}

/** The reason in Salesforce's words; what is there stays where Partner Center's words are not in the map. */
function incomingReason(model: Model): Expression {
  const table = constant(
    Object.fromEntries(model.closingReasons.values.map((pair) => [pair.referral, pair.crm])),
  );
  return coalesce(
    get(table, orEmpty(referral("statusReason"))),
    opportunity(model.crm.opportunity.closingReason),
  );
}

/** The Salesforce stage for what Partner Center says. */
export function incomingStage(model: Model): Expression {
  const { incoming } = model.stages;
  const closed = constant({
    Won: incoming.won,
    Lost: incoming.lost,
    Declined: incoming.declined,
    Expired: incoming.expired,
    Error: incoming.error,
  });
  return when(
    equals(referral("status"), "New"),
    variable("onHoldStage"),
    when(
      equals(referral("status"), "Active"),
      variable("activeStage"),
      coalesce(get(closed, orEmpty(referral("substatus"))), incoming.lost),
    ),
  );
}

/** Nothing is sent while the opportunity is on hold. */
export const isOnHold = (stage: Expression): Expression => equals(stage, variable("onHoldStage"));
export const isClosed = (): Expression => equals(referral("status"), "Closed");
