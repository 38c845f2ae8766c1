import { assert } from "../generator/diagnostics/failure.ts";
import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { dataverse, partnerCenter } from "./facts.ts";
import {
  type Action,
  append,
  branch,
  callFlow,
  choose,
  compose,
  emptyList,
  forEach,
  operation,
  select,
} from "./kit/action.ts";
import { call, type Expression, get, type Value } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  createArray,
  empty,
  equals,
  first,
  item,
  json,
  last,
  length,
  less,
  not,
  orEmpty,
  outputs,
  setProperty,
  skip,
  sort,
  split,
  string,
  take,
  union,
  utcNow,
  when,
} from "./kit/functions.ts";
import { listOf } from "./kit/lines.ts";
import { isSettled, settleInputs, settlePair } from "./kit/settle.ts";
import { isMicrosofts } from "./merge/look-case.ts";
import { compositeCall, queryRequest } from "./records/salesforce-requests.ts";
import { withProperties } from "./records/state.ts";

const names = {
  readMark: "Read where the last run ended",
  mark: "Since when",
  referrals: "Referrals changed since",
  records: "Opportunities to look at",
  referralIds: "Ids of the referrals",
  opportunityIds: "Ids of the opportunities",
  worklist: "What to settle in this run",
  each: "Each of them",
  settle: "Settle this pair",
  microsoft: "Take over Microsoft's side again",
  next: "Where the next run begins",
  report: "Referrals without their opportunity",
} as const;

const failedIds = "failedIds";
const orphans = "orphans";

/** Flow 9: finds what was lost or refused and settles it. Idempotent, bounded, cheap when there is nothing to do. */
export function reconcile(model: Model): EmittedFlow {
  const options = model.flowOptions.reconcile;
  return writeFlow(model, {
    key: "reconcile",
    trigger: { kind: "recurrence", minutes: options.intervalMinutes },
    actions: [
      emptyList("List of what fails", "Kept for the next run.", failedIds),
      emptyList("List of orphans", "For people to look at.", orphans),
      readWatermark(model),
      compose(
        names.mark,
        'The last run\'s start less ten minutes, and what failed then. The first run begins with itself. With "full" every linked opportunity is looked at, page by page.',
        {
          since: coalesce(get(stored(), "since"), utcNow("yyyy-MM-ddTHH:mm:ssZ")),
          failed: coalesce(get(stored(), "failed"), constant([])),
          full: get(stored(), "full"),
          next: call("addMinutes", utcNow(), -overlapMinutes, "yyyy-MM-ddTHH:mm:ssZ"),
        },
      ),
      operation(
        names.referrals,
        "Oldest change first, so that nothing is passed over when there are more than one run takes.",
        {
          connection: "referrals",
          operationId: partnerCenter.list,
          repetition: "safe",
          parameters: {
            $filter: concat("updatedDateTime ge ", mark("since")),
            $orderby: "updatedDateTime asc",
            $top: Math.min(options.maxPerRun, mostReferrals),
          },
        },
      ),
      operation(
        names.records,
        "In error, pending for too long, or changed since: the opportunities and what hangs on them, in one call.",
        compositeCall(model, recordQueries(model), { together: false, repetition: "safe" }),
      ),
      select(
        names.referralIds,
        "R: by our referral. M: by Microsoft's.",
        listOf(body(names.referrals, "value")),
        concat(when(isMicrosofts(item()), "M:", "R:"), get(item(), "id")),
      ),
      select(
        names.opportunityIds,
        "O: by opportunity.",
        union(...queryResults(model), constant([])),
        concat(
          "O:",
          coalesce(
            get(item(), "OpportunityId"),
            get(item(), model.crm.solution.opportunity),
            get(item(), "Id"),
            "",
          ),
        ),
      ),
      compose(
        names.worklist,
        "What failed comes first. Each once. Every query is bounded; what it leaves comes in the next run.",
        union(mark("failed"), listOf(body(names.opportunityIds)), listOf(body(names.referralIds))),
      ),
      forEach(names.each, "One after the other.", outputs(names.worklist), settleOne()),
      {
        ...compose(
          names.report,
          "Each names an opportunity that does not exist any more: nothing is created for it. Decide in Partner Center what becomes of it.",
          call("variables", orphans),
        ),
        after: { [names.each]: ["Succeeded", "Failed"] },
      },
      compose(names.next, "Where the next run begins: at this one's start, or where a query was cut off.", {
        since: nextSince(model),
        full: nextFull(model),
        failed: take(call("variables", failedIds), mostFailed),
      }),
      storeWatermark(),
    ],
  });
}

/** Changes become visible a little after their time stamp; looking twice is harmless. */
const overlapMinutes = 10;

/** A page of Partner Center's list. */
const mostReferrals = 100;

/** As many failed ids as fit the value of an environment variable (2,000 characters). */
const mostFailed = 40;

const mark = (key: string): Expression => outputs(names.mark, key);
const isFull = (): Expression => not(equals(mark("full"), null));

const definition = (): Expression => body(names.readMark, "value", 0);
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
    names.readMark,
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

/** The queries: what is stuck first, then what changed, at most five (the bound of a composite request). */
function recordQueries(model: Model): readonly Value[] {
  const { opportunity, objects, solution } = model.crm;
  const windowStart = call(
    "addHours",
    utcNow(),
    -model.flowOptions.reconcile.windowHours,
    "yyyy-MM-ddTHH:mm:ssZ",
  );
  const limit = ` LIMIT ${model.flowOptions.reconcile.maxPerRun}`;
  const stuck = concat(
    `SELECT Id FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND (${opportunity.status} = 'Error' OR (${opportunity.status} = 'Pending' AND SystemModstamp < `,
    windowStart,
    `)) ORDER BY SystemModstamp${limit}`,
  );
  const changed = when(
    isFull(),
    concat(
      `SELECT Id,SystemModstamp FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND ${opportunity.referralIdentifier} != null AND Id > '`,
      when(empty(orEmpty(mark("full"))), "000000000000000AAA", orEmpty(mark("full"))),
      `' ORDER BY Id${limit}`,
    ),
    concat(
      `SELECT Id,SystemModstamp FROM ${objects.opportunity} WHERE ${opportunity.sync} = true AND (SystemModstamp >= `,
      mark("since"),
      " OR Account.SystemModstamp >= ",
      mark("since"),
      `) ORDER BY SystemModstamp${limit}`,
    ),
  );
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
          ),
        ]),
    ...(model.sets.solutions.direction === "never"
      ? []
      : [queryRequest(model, "solutions", child(objects.solution, solution.opportunity, ""))]),
    ...(model.crm.teams && model.sets.team.direction !== "never"
      ? [queryRequest(model, "team", child("OpportunityTeamMember", "OpportunityId", ""))]
      : []),
  ];
}

const rowsOf = (index: number): Expression =>
  listOf(body(names.records, "compositeResponse", index, "body", "records"));

const queryResults = (model: Model): readonly Expression[] =>
  recordQueries(model).map((_, index) => rowsOf(index));

function settleOne(): readonly Action[] {
  const kind = first(split(item(), ":"));
  const id = last(split(item(), ":"));
  const pair = settlePair({
    name: names.settle,
    description: "Looks at everything, and sends once more what Partner Center refused some time ago.",
    inputs: {
      [settleInputs.opportunityId]: when(equals(kind, "R"), "", id),
      [settleInputs.referralId]: when(equals(kind, "R"), id, ""),
      [settleInputs.fromReconcile]: true,
    },
    timeout: "PT15M",
  });
  const again = pair.at(-1)?.name ?? names.settle;
  const message = orEmpty(body(names.settle, "message"));
  return [
    choose(
      "How to settle it",
      "Through Microsoft's referral, or directly.",
      kind,
      [
        {
          value: "M",
          actions: [
            callFlow(
              names.microsoft,
              "As if its notification came once more.",
              "microsoftUpdates",
              { text: id },
              { timeout: "PT20M" },
            ),
            append("Keep it for the next run", "It could not be settled now.", failedIds, item(), {
              [names.microsoft]: ["Failed", "TimedOut"],
            }),
          ],
        },
      ],
      [
        ...pair,
        branch(
          "If it could not be settled",
          "It comes first in the next run.",
          not(isSettled(names.settle)),
          [append("Keep this pair for the next run", "Tried again then.", failedIds, item())],
          [],
          { [again]: ["Succeeded", "Failed"] },
        ),
        branch(
          "If its opportunity is gone",
          "A referral that names an opportunity which does not exist.",
          not(empty(message)),
          [append("Report the orphan", "For people to look at.", orphans, message)],
          [],
          { "If it could not be settled": ["Succeeded", "Skipped"] },
        ),
      ],
    ),
  ];
}

/** The time stamp of the last row of a query that was cut off; nothing where it gave all it had. */
function cutOffAt(model: Model, index: number): Expression {
  const { maxPerRun } = model.flowOptions.reconcile;
  const stamp = call(
    "formatDateTime",
    call("replace", orEmpty(get(last(rowsOf(index)), "SystemModstamp")), "+0000", "Z"),
    "yyyy-MM-ddTHH:mm:ssZ",
  );
  return when(less(length(rowsOf(index)), maxPerRun), "", stamp);
}

/** Where the next run begins: the start of this one, or where the first of the queries was cut off. It always moves. */
function nextSince(model: Model): Expression {
  const top = Math.min(model.flowOptions.reconcile.maxPerRun, mostReferrals);
  const referralsAt = when(
    less(length(listOf(body(names.referrals, "value"))), top),
    "",
    call(
      "formatDateTime",
      get(last(listOf(body(names.referrals, "value"))), "updatedDateTime"),
      "yyyy-MM-ddTHH:mm:ssZ",
    ),
  );
  // The first query is not bound to a time, the second not in full mode.
  const cutOff = recordQueries(model).flatMap((_, index): readonly Expression[] =>
    index === 0 ? [] : index === 1 ? [when(isFull(), "", cutOffAt(model, 1))] : [cutOffAt(model, index)],
  );
  const earliest = first(
    skip(sort(union(createArray(""), createArray(referralsAt, ...cutOff, mark("next")))), 1),
  );
  const isCutOff = not(empty(concat(referralsAt, ...cutOff)));
  // A second more than before where nothing else moves it: more changes in one second than a run takes.
  const moved = call("addSeconds", mark("since"), 1, "yyyy-MM-ddTHH:mm:ssZ");
  const candidates = sort(createArray(earliest, when(isCutOff, moved, mark("since"))));
  // Nothing before the activation is looked at: the first run remembers its own start.
  return when(equals(get(stored(), "since"), null), mark("since"), last(candidates));
}

/** The last id of this page, or nothing once the last page was short. */
function nextFull(model: Model): Expression {
  return when(
    and(isFull(), not(less(length(rowsOf(1)), model.flowOptions.reconcile.maxPerRun))),
    get(last(rowsOf(1)), "Id"),
    null,
  );
}

/** Moved last: a run that is stopped in the middle begins again where it began. */
function storeWatermark(): Action {
  const next = (key: string): Expression => outputs(names.next, key);
  const plain = withProperties(constant({}), { since: next("since"), failed: next("failed") });
  const full = next("full");
  const value = string(when(equals(full, null), plain, setProperty(plain, "full", full)));
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
  );
}
