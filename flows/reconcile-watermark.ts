import { assert } from "../generator/diagnostics/failure.ts";
import type { Model } from "../generator/model/model.ts";
import { dataverse } from "./facts.ts";
import { type Action, branch, compose, operation } from "./kit/action.ts";
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
  greater,
  json,
  last,
  length,
  less,
  not,
  or,
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
import {
  isFull,
  mark,
  mostRecords,
  mostReferrals,
  reconcileSteps,
  recordQueries,
  rowsOf,
} from "./reconcile-queries.ts";
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

/** A time of either side, to the second. */
export const second = (time: Expression): Expression =>
  call("formatDateTime", call("replace", orEmpty(time), "+0000", "Z"), "yyyy-MM-ddTHH:mm:ssZ");

interface Read {
  readonly rows: Expression;
  readonly time: string;
  /** As many as one call gives. */
  readonly most: number;
}

/** Everything that is read by the time of its change. The first query is not bound to a time. */
function readByTime(model: Model): readonly Read[] {
  const records = recordQueries(model).flatMap((_, index): readonly Read[] =>
    index === 0 ? [] : [{ rows: rowsOf(index), time: "SystemModstamp", most: mostRecords }],
  );
  const referrals = listOf(body(reconcileSteps.referrals, "value"));
  return [{ rows: referrals, time: "updatedDateTime", most: mostReferrals }, ...records];
}

const later = (left: Expression, right: Expression): Expression => last(sort(createArray(left, right)));

/**
 * The second up to which this run takes up what has changed: the earliest in which any list has had its share; blank
 * where all fit. Whole seconds are taken up, however many changes they hold. A row that is there because of its account
 * or contact may have changed itself long before: it counts as if it had changed at the watermark.
 */
export function untilWhen(model: Model): Action {
  const share = model.flowOptions.reconcile.maxPerRun;
  const times = readByTime(model).map(({ rows, time, most }) => {
    const taken = Math.min(share, most - 1);
    const isAll = not(greater(length(rows), taken));
    return when(isAll, "", later(mark("since"), second(get(rows, taken - 1, time))));
  });
  return compose(
    reconcileSteps.until,
    "The second in which a list has had its share of this run; blank where everything fits. What comes later is left to the next run.",
    coalesce(first(sort(skip(union(createArray(""), createArray(...times)), 1))), ""),
  );
}

export const until = (): Expression => outputs(reconcileSteps.until);

/** Whether a row is taken up in this run; one without a time is. */
export const isTakenUp = (time: Expression): Expression =>
  or(empty(until()), equals(time, null), not(greater(second(time), until())));

/**
 * Where the next run begins: ten minutes before this one, or behind the last second that was taken up. Only where a list
 * was read to its very end within that second it is looked at again, once.
 */
export function nextSince(model: Model): Expression {
  const isCut = readByTime(model).map(({ rows, time, most }) =>
    and(not(less(length(rows), most)), equals(second(get(last(rows), time)), until())),
  );
  const behind = call("addSeconds", until(), 1, "yyyy-MM-ddTHH:mm:ssZ");
  const mayBeCut = and(or(...isCut), not(equals(until(), mark("since"))));
  const next = when(
    empty(until()),
    mark("next"),
    first(sort(createArray(mark("next"), when(mayBeCut, until(), behind)))),
  );
  // Nothing before the activation is looked at: the first run remembers its own start.
  return when(equals(get(stored(), "since"), null), mark("since"), later(mark("since"), next));
}

/** The last id of this page, or nothing once the last page was short. */
export function nextFull(model: Model): Expression {
  return when(
    and(isFull(), not(less(length(rowsOf(1)), model.flowOptions.reconcile.maxPerRun))),
    get(last(rowsOf(1)), "Id"),
    null,
  );
}

/** Where the watermark keeps the address that events should be sent to. */
export const addressMember = "events";

/** Moved last: a run that is stopped in the middle begins again where it began. */
export function storeWatermark(): Action {
  const next = (key: string): Expression => outputs(reconcileSteps.next, key);
  const plain = withProperties(constant({}), {
    since: next("since"),
    failed: next("failed"),
    [addressMember]: next(addressMember),
  });
  const full = next("full");
  const value = when(equals(full, null), plain, setProperty(plain, "full", full));
  return branch(
    "If there is no value yet",
    "The watermark is moved last.",
    equals(rowId(), null),
    [
      operation("Create the watermark", "The first run.", {
        connection: "dataverse",
        operationId: dataverse.createRecord,
        repetition: "never",
        parameters: {
          entityName: "environmentvariablevalues",
          "item/value": string(value),
          "item/EnvironmentVariableDefinitionId@odata.bind": concat(
            "environmentvariabledefinitions(",
            orEmpty(get(definition(), "environmentvariabledefinitionid")),
            ")",
          ),
        },
      }),
    ],
    [updateRow("Move the watermark", "Where the next run begins.", value)],
  );
}

/** Another value where the environment has a row for it already. */
export function moveWatermark(name: string, description: string, value: Expression): Action {
  return branch("If Reconcile has run before", description, not(equals(rowId(), null)), [
    updateRow(name, description, value),
  ]);
}

const rowId = (): Expression => get(valueRow(), "environmentvariablevalueid");

function updateRow(name: string, description: string, value: Expression): Action {
  return operation(name, description, {
    connection: "dataverse",
    operationId: dataverse.updateRecord,
    repetition: "safe",
    parameters: {
      entityName: "environmentvariablevalues",
      recordId: orEmpty(rowId()),
      "item/value": string(value),
    },
  });
}
