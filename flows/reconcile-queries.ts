import type { Model } from "../generator/model/model.ts";
import { call, type Expression, type Value } from "./kit/expression.ts";
import {
  body,
  concat,
  contains,
  empty,
  equals,
  not,
  orEmpty,
  outputs,
  string,
  take,
  utcNow,
  when,
} from "./kit/functions.ts";
import { listOf } from "./kit/lines.ts";
import { queryRequest } from "./records/salesforce-requests.ts";

export const reconcileSteps = {
  readMark: "Read where the last run ended",
  mark: "Since when",
  referrals: "Referrals changed since",
  records: "Opportunities to look at",
  referralIds: "Ids of the referrals",
  opportunityIds: "Ids of the opportunities",
  until: "Up to when this run looks",
  worklist: "What to settle in this run",
  each: "Each of them",
  settle: "Settle this pair",
  microsoft: "Take over Microsoft's side again",
  next: "Where the next run begins",
  report: "Referrals without their opportunity",
  registration: "Read where events are sent",
  events: "Whether events reach us",
} as const;

/** Changes become visible a little after their time stamp; looking twice is harmless. */
export const overlapMinutes = 10;

/**
 * How much of a list one call gives: a page of Partner Center's list, a page of a query (REST API, query). A run takes up
 * fewer; what is read beside them only tells where a second ends.
 */
export const mostReferrals = 100;
export const mostRecords = 2_000;

export const mark = (key: string): Expression => outputs(reconcileSteps.mark, key);

export const isFull = (): Expression => not(equals(mark("full"), null));

/** The queries: what is stuck first, then what changed with the time of its change, the oldest first; at most five (the bound of a composite request). */
export function recordQueries(model: Model): readonly Value[] {
  const { opportunity, objects, solution } = model.crm;
  const windowStart = call(
    "addHours",
    utcNow(),
    -model.flowOptions.reconcile.windowHours,
    "yyyy-MM-ddTHH:mm:ssZ",
  );
  const taken = ` LIMIT ${model.flowOptions.reconcile.maxPerRun}`;
  const limit = ` LIMIT ${mostRecords}`;
  const stuck = concat(
    `SELECT Id FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND (${opportunity.status} = 'Error' OR (${opportunity.status} = 'Pending' AND SystemModstamp < `,
    windowStart,
    `)) ORDER BY SystemModstamp${taken}`,
  );
  const changed = when(
    isFull(),
    concat(
      `SELECT Id,${opportunity.referralIdentifier} FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND ${opportunity.referralIdentifier} != null AND Id > '`,
      when(empty(orEmpty(mark("full"))), "000000000000000AAA", orEmpty(mark("full"))),
      `' ORDER BY Id${taken}`,
    ),
    concat(
      `SELECT Id,${opportunity.referralIdentifier},SystemModstamp FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND (SystemModstamp >= `,
      mark("since"),
      " OR Account.SystemModstamp >= ",
      mark("since"),
      `) ORDER BY SystemModstamp${limit}`,
    ),
  );
  // Whoever left a deal changed neither it nor anything that is still there: deleted rows are asked for, too. Of
  // solutions the opportunity itself keeps count.
  const child = (object: string, parent: string, more: string): Expression =>
    concat(
      `SELECT ${parent},SystemModstamp FROM ${object} WHERE Opportunity${parent.endsWith("__c") ? "__r" : ""}.${opportunity.sync} = true AND (SystemModstamp >= `,
      mark("since"),
      ...(more === "" ? [] : [` OR ${more} >= `, mark("since")]),
      `) ORDER BY SystemModstamp${limit}`,
    );
  return [
    queryRequest(model, "stuck", stuck),
    queryRequest(model, "changed", changed),
    ...(model.sets.contacts.direction === "never"
      ? []
      : [
          queryRequest(
            model,
            "contacts",
            child("OpportunityContactRole", "OpportunityId", "Contact.SystemModstamp"),
            "and deleted ones",
          ),
        ]),
    ...(model.sets.solutions.direction === "never"
      ? []
      : [queryRequest(model, "solutions", child(objects.solution, solution.opportunity, ""))]),
    ...(model.crm.teams && model.sets.team.direction !== "never"
      ? [queryRequest(model, "team", child("OpportunityTeamMember", "OpportunityId", ""), "and deleted ones")]
      : []),
  ];
}

export const rowsOf = (index: number): Expression =>
  listOf(body(reconcileSteps.records, "compositeResponse", index, "body", "records"));

/**
 * Whether a referral comes with its opportunity, which has changed, too. Only a share is looked through: a pair that
 * comes twice is looked at twice, and nothing else.
 */
export const comesWithOpportunity = (model: Model, referralId: Expression): Expression =>
  contains(string(take(rowsOf(1), model.flowOptions.reconcile.maxPerRun)), referralId);

export const queryResults = (model: Model): readonly Expression[] =>
  recordQueries(model).map((_, index) => rowsOf(index));
