import type { FieldName, Model } from "../../generator/model/model.ts";
import { type Action, compose, operation } from "../kit/action.ts";
import { fits } from "../kit/chunks.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  coalesce,
  concat,
  constant,
  createArray,
  empty,
  equals,
  joinFilled,
  orEmpty,
  outputs,
  setProperty,
  union,
  when,
} from "../kit/functions.ts";
import { auditWith } from "../records/audit.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import { markedName } from "../records/name-mark.ts";
import { seenText } from "../records/opportunity.ts";
import { compositeCall, dataPath, fieldsOf, guardTime } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { answer } from "./answer.ts";
import { auditInput, auditSoFar, bodyMembers, givenRecord, requestBody, stateInput } from "./inputs.ts";

const write = "Store what the synchronization remembers";

/** Writes only what the synchronization keeps for itself; nothing here is for makers. */
export function storeState(model: Model): readonly Action[] {
  const kept = keptColumns(model, {
    record: givenRecord(),
    state: stateInput(),
    step: "Columns that the synchronization keeps",
    isAlone: true,
  });
  return [
    ...kept.before,
    operation(
      write,
      "State, audit, status, Seen and the mark before the name in one guarded request; the time of the change is read back.",
      compositeCall(model, [patchRequest(model, kept.columns), readBack(model, ["SystemModstamp"])], {
        together: true,
        repetition: "safe",
      }),
    ),
    answer("Answer to storing", write),
  ];
}

interface KeptColumns {
  /** A step of its own where the columns would not fit one expression. */
  readonly before: readonly Action[];
  readonly columns: Expression;
}

/** The sync's own columns, with state, audit, the mark before the name, and Seen as the record will be. */
export function keptColumns(
  model: Model,
  {
    record,
    state,
    words,
    step,
    isAlone,
  }: {
    readonly record: Expression;
    readonly state: Expression;
    /** What the audit is told beside the line that was given. */
    readonly words?: Expression;
    readonly step: string;
    /** Whether the columns are an expression of their own, or a part of a longer one. */
    readonly isAlone: boolean;
  },
): KeptColumns {
  const { audit, state: stateColumn, seen, status } = model.crm.opportunity;
  const name = markedName(model, {
    name: get(record, "Name"),
    stage: get(record, "StageName"),
    status: requestBody(bodyMembers.own, status),
  });
  const single = (column: string, value: Operand): Expression => setProperty(constant({}), column, value);
  const line = words === undefined ? auditInput() : joinFilled(createArray(auditInput(), words), "; ");
  const withAudit = auditWith(auditSoFar(), line, model.flowOptions.auditMaxLength);
  const parts = [
    coalesce(requestBody(bodyMembers.own), constant({})),
    when(empty(line), constant({}), single(audit, withAudit)),
    when(empty(orEmpty(state)), constant({}), single(stateColumn, state)),
    when(equals(name, get(record, "Name")), constant({}), single("Name", name)),
    ...(isTriggerConditionShort(model) ? [single(seen, seenText(model, record, { Name: name }))] : []),
  ];
  const columns = union(...parts);
  if (isAlone && fits(model, columns)) return { before: [], columns };
  return {
    before: [compose(step, "State, audit, mark and Seen, one after the other.", parts)],
    columns: union(...parts.map((_, index) => outputs(step, index))),
  };
}

/** The change of the opportunity, refused when somebody has changed it since it was read. */
export function guardedPatch(model: Model, columns: Expression, modified?: Expression): Expression {
  const since = modified ?? coalesce(requestBody(bodyMembers.guard), givenRecord("SystemModstamp"));
  return withProperties(constant({ method: "PATCH", referenceId: "opportunity" }), {
    url: recordUrl(model),
    httpHeaders: setProperty(constant({}), "If-Unmodified-Since", guardTime(since)),
    body: columns,
  });
}

/** The same as a value, with an expression for each member. */
function patchRequest(model: Model, columns: Expression): Value {
  return {
    method: "PATCH",
    url: recordUrl(model),
    referenceId: "opportunity",
    httpHeaders: {
      "If-Unmodified-Since": guardTime(
        coalesce(requestBody(bodyMembers.guard), givenRecord("SystemModstamp")),
      ),
    },
    body: columns,
  };
}

export function readBack(
  model: Model,
  columns: readonly string[],
  named: readonly FieldName[] = [],
): Expression {
  return withProperties(constant({ method: "GET", referenceId: "after" }), {
    url: concat(recordUrl(model), fieldsOf(columns, named)),
  });
}

function recordUrl(model: Model): Expression {
  return concat(`${dataPath(model)}/sobjects/${model.crm.objects.opportunity}/`, orEmpty(givenRecord("Id")));
}
