import { assert } from "../generator/diagnostics/failure.ts";
import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { dataverse, partnerCenter } from "./facts.ts";
import {
  type Action,
  append,
  branch,
  callFlow,
  compose,
  emptyList,
  forEach,
  operation,
  select,
} from "./kit/action.ts";
import { call, type Expression, get, type Value } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  equals,
  item,
  json,
  orEmpty,
  outputs,
  skip,
  startsWith,
  string,
  take,
  union,
  utcNow,
  when,
} from "./kit/functions.ts";
import { compositeCall, queryRequest } from "./records/salesforce-requests.ts";
import { inputs } from "./records/sources.ts";
import { withProperties } from "./records/state.ts";

const readMark = "Read where the last run ended";
const mark = "Since when";
const changedReferrals = "Referrals changed since";
const changedRecords = "Opportunities to look at";
const referralIds = "Ids of the referrals";
const opportunityIds = "Ids of the opportunities";
const worklist = "What to settle in this run";
const failedIds = "failedIds";

/** Flow 9: finds what was lost or refused and settles it. Idempotent, bounded, cheap when there is nothing to do. */
export function reconcile(model: Model): EmittedFlow {
  const options = model.flowOptions.reconcile;
  return writeFlow(model, {
    key: "reconcile",
    trigger: { kind: "recurrence", minutes: options.intervalMinutes },
    actions: [
      emptyList("List of what fails", "Kept for the next run.", failedIds),
      readWatermark(model),
      compose(
        mark,
        "The last run's start less ten minutes, and what failed then. The first run begins with itself.",
        {
          since: coalesce(get(stored(), "since"), utcNow("yyyy-MM-ddTHH:mm:ssZ")),
          failed: coalesce(get(stored(), "failed"), constant([])),
          next: call("addMinutes", call("utcNow"), -overlapMinutes, "yyyy-MM-ddTHH:mm:ssZ"),
        },
      ),
      operation(
        changedReferrals,
        "Oldest change first, so that nothing is passed over when there are more than one run takes.",
        {
          connection: "referrals",
          operationId: partnerCenter.list,
          repetition: "safe",
          parameters: {
            $filter: concat("updatedDateTime ge ", outputs(mark, "since")),
            $orderby: "updatedDateTime asc",
            $top: options.maxPerRun,
          },
        },
      ),
      operation(
        changedRecords,
        "In error, pending for too long, or changed since: the opportunities and what hangs on them, in one call.",
        compositeCall(model, recordQueries(model), { together: false, repetition: "safe" }),
      ),
      select(
        referralIds,
        "R: by referral.",
        coalesce(body(changedReferrals, "value"), constant([])),
        concat("R:", get(item(), "id")),
      ),
      select(
        opportunityIds,
        "O: by opportunity.",
        union(...queryResults(model)),
        concat(
          "O:",
          coalesce(
            get(item(), "OpportunityId"),
            get(item(), model.crm.solution.opportunity),
            get(item(), "Id"),
          ),
        ),
      ),
      compose(
        worklist,
        "What failed comes first. Each once, as many as one run may take.",
        take(union(outputs(mark, "failed"), body(opportunityIds), body(referralIds)), options.maxPerRun),
      ),
      forEach("Each of them", "One after the other.", outputs(worklist), settleOne()),
      storeWatermark(),
    ],
  });
}

/** Changes become visible a little after their time stamp; looking twice is harmless. */
const overlapMinutes = 10;

/** As many failed ids as fit the value of an environment variable (2,000 characters). */
const mostFailed = 40;

const definition = (): Expression => body(readMark, "value", 0);
const valueRow = (): Expression =>
  get(definition(), "environmentvariabledefinition_environmentvariablevalue", 0);
const stored = (): Expression => json(coalesce(get(valueRow(), "value"), "{}"));

function watermarkName(model: Model): string {
  const variable = model.variables.find((each) => each.key === "reconcileWatermark");
  assert(variable !== undefined, "Reconcile has no variable for its watermark");
  return variable.schemaName;
}

function readWatermark(model: Model): Action {
  return operation(
    readMark,
    "The current value of the watermark variable. It is never shipped, so an upgrade leaves it alone.",
    {
      connection: "dataverse",
      operationId: dataverse.listRecords,
      repetition: "safe",
      parameters: {
        entityName: "environmentvariabledefinitions",
        $select: "environmentvariabledefinitionid,schemaname",
        $filter: `schemaname eq '${watermarkName(model)}'`,
        $expand:
          "environmentvariabledefinition_environmentvariablevalue($select=environmentvariablevalueid,value)",
        $top: 1,
      },
    },
  );
}

function recordQueries(model: Model): readonly Value[] {
  const { opportunity, objects, solution } = model.crm;
  const since = outputs(mark, "since");
  const windowStart = call(
    "addHours",
    call("utcNow"),
    -model.flowOptions.reconcile.windowHours,
    "yyyy-MM-ddTHH:mm:ssZ",
  );
  const limit = ` LIMIT ${model.flowOptions.reconcile.maxPerRun}`;
  const stuck = concat(
    `SELECT Id FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND (${opportunity.status} = 'Error' OR (${opportunity.status} = 'Pending' AND SystemModstamp < `,
    windowStart,
    `)) ORDER BY SystemModstamp${limit}`,
  );
  const changed = concat(
    `SELECT Id FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND SystemModstamp >= `,
    since,
    ` ORDER BY SystemModstamp${limit}`,
  );
  const child = (object: string, parent: string): Expression =>
    concat(
      `SELECT ${parent} FROM ${object} WHERE Opportunity${parent.endsWith("__c") ? "__r" : ""}.${opportunity.sync} = true AND SystemModstamp >= `,
      since,
      limit,
    );
  return [
    queryRequest(model, "stuck", stuck),
    queryRequest(model, "changed", changed),
    queryRequest(model, "contacts", child("OpportunityContactRole", "OpportunityId")),
    ...(model.sets.solutions.direction === "never"
      ? []
      : [queryRequest(model, "solutions", child(objects.solution, solution.opportunity))]),
    ...(model.crm.teams
      ? [queryRequest(model, "team", child("OpportunityTeamMember", "OpportunityId"))]
      : []),
  ];
}

function queryResults(model: Model): readonly Expression[] {
  return recordQueries(model).map((_, index) =>
    coalesce(body(changedRecords, "compositeResponse", index, "body", "records"), constant([])),
  );
}

function settleOne(): readonly Action[] {
  const id = skip(item(), 2);
  const isReferral = startsWith(item(), "R:");
  const settle = "Settle this pair";
  return [
    callFlow(
      settle,
      "Also sends once more what Partner Center refused.",
      "salesforceToPartnerCenter",
      {
        [inputs.opportunityId]: when(isReferral, "", id),
        [inputs.referralId]: when(isReferral, id, ""),
        [inputs.retryRefused]: true,
      },
      { timeout: "PT15M" },
    ),
    append("Keep it for the next run", "It could not be settled now.", failedIds, item(), {
      [settle]: ["Failed", "TimedOut"],
    }),
  ];
}

/** Moved last: a run that is stopped in the middle begins again where it began. */
function storeWatermark(): Action {
  const failed = take(call("variables", failedIds), mostFailed);
  const value = string(withProperties(constant({}), { since: outputs(mark, "next"), failed }));
  const everything: NonNullable<Action["after"]> = { "Each of them": ["Succeeded", "Failed"] };
  const hasRow = get(valueRow(), "environmentvariablevalueid");
  return branch(
    "If there is no value yet",
    "The watermark is moved last.",
    equals(hasRow, null),
    [
      operation("Create the watermark", "The first run.", {
        connection: "dataverse",
        operationId: dataverse.createRecord,
        repetition: "never",
        parameters: {
          entityName: "environmentvariablevalues",
          "item/value": value,
          "item/EnvironmentVariableDefinitionId@odata.bind": concat(
            "environmentvariabledefinitions(",
            orEmpty(get(definition(), "environmentvariabledefinitionid")),
            ")",
          ),
        },
      }),
    ],
    [
      operation("Move the watermark", "Where the next run begins.", {
        connection: "dataverse",
        operationId: dataverse.updateRecord,
        repetition: "safe",
        parameters: {
          entityName: "environmentvariablevalues",
          recordId: orEmpty(hasRow),
          "item/value": value,
        },
      }),
    ],
    everything,
  );
}
