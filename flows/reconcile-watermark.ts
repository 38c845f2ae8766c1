import { assert } from "../generator/diagnostics/failure.ts";
import type { Model } from "../generator/model/model.ts";
import { dataverse } from "./facts.ts";
import { type Action, branch, operation } from "./kit/action.ts";
import { call, type Expression, get } from "./kit/expression.ts";
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
  string,
  union,
  when,
} from "./kit/functions.ts";
import { listOf } from "./kit/lines.ts";
import { isFull, mark, mostReferrals, reconcileSteps, recordQueries, rowsOf } from "./reconcile-queries.ts";
import { withProperties } from "./records/state.ts";

const definition = (): Expression => body(reconcileSteps.readMark, "value", 0);

const valueRow = (): Expression =>
  get(definition(), "environmentvariabledefinition_environmentvariablevalue", 0);

export const stored = (): Expression => json(coalesce(get(valueRow(), "value"), "{}"));

function watermarkName(model: Model): string {
  const variable = model.variables.find((each) => each.key === "reconcileWatermark");
  assert(variable !== undefined, "Reconcile has no variable for its watermark");
  return variable.schemaName;
}

export function readWatermark(model: Model): Action {
  return operation(
    reconcileSteps.readMark,
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
export function nextSince(model: Model): Expression {
  const top = Math.min(model.flowOptions.reconcile.maxPerRun, mostReferrals);
  const referralsAt = when(
    less(length(listOf(body(reconcileSteps.referrals, "value"))), top),
    "",
    call(
      "formatDateTime",
      get(last(listOf(body(reconcileSteps.referrals, "value"))), "updatedDateTime"),
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
export function nextFull(model: Model): Expression {
  return when(
    and(isFull(), not(less(length(rowsOf(1)), model.flowOptions.reconcile.maxPerRun))),
    get(last(rowsOf(1)), "Id"),
    null,
  );
}

/** Moved last: a run that is stopped in the middle begins again where it began. */
export function storeWatermark(): Action {
  const next = (key: string): Expression => outputs(reconcileSteps.next, key);
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
