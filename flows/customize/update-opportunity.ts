import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, compose, operation } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  body,
  coalesce,
  constant,
  equals,
  json,
  last,
  not,
  outputs,
  setProperty,
  string,
  union,
} from "../kit/functions.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import { namedByVariable, seenText, selectList, watchedColumns } from "../records/opportunity.ts";
import { compositeCall, guardTime } from "../records/salesforce-requests.ts";
import { answer } from "./answer.ts";
import { bodyMembers, requestBody, stateInput } from "./inputs.ts";
import { guardedPatch, keptValues, readBack } from "./store-state.ts";
import {
  alsoWrite,
  changedColumns,
  fieldsAction,
  fieldsCompose,
  plannedValue,
  settledPairs,
} from "./written-fields.ts";

const planned = "Columns and pairs of this write";
const write = "Update existing opportunity";
const made = "What Salesforce made of it";

/** Writes the opportunity from the one action that makers edit; state and Seen are added behind it. */
export function updateOpportunity(model: Model): readonly Action[] {
  const columns = changedColumns(model);
  const pairs = settledPairs(model, plannedValue);
  const readColumns = selectList(["SystemModstamp", ...watchedColumns(model)], namedByVariable(model));
  const after = last(coalesce(body(write, "compositeResponse"), constant([])));
  const actual = settledPairs(model, (_, column) => get(after, "body", column));
  return [
    compose(
      fieldsAction,
      "EDIT HERE: for each value from Partner Center the column it goes to, and the value itself. Columns of your own go into AlsoWrite.",
      fieldsCompose(model),
    ),
    compose(
      planned,
      "The columns that change, and what the synchronization will remember of them. Do not edit.",
      {
        columns: [...columns],
        pairs: [...pairs],
      },
    ),
    operation(
      write,
      "One guarded request: columns, state and audit together, then the record is read back.",
      compositeCall(
        model,
        [
          guardedPatch(
            model,
            union(recordChanges(columns.length), withSeen(model, stateWith("pairs", planned, pairs.length))),
          ),
          readBack(model, readColumns),
        ],
        { together: true, repetition: "safe" },
      ),
    ),
    compose(
      made,
      "What Salesforce holds now: it may differ, for example when products override the amount.",
      { pairs: [...actual] },
    ),
    branch(
      "If Salesforce holds something else",
      "An unequal pair is remembered as it is, so that it is not taken for an edit.",
      not(equals(outputs(made, "pairs"), outputs(planned, "pairs"))),
      [correction(model, after, actual.length)],
    ),
    answer("Answer to updating", write),
  ];
}

/** The maker's columns: those of the map and those added by hand. */
function recordChanges(count: number): Expression {
  const parts = Array.from({ length: count }, (_, index) => outputs(planned, "columns", index));
  return union(outputs(fieldsAction, alsoWrite), ...parts);
}

/** The state with the pairs of this write folded in. */
function stateWith(member: "pairs", action: string, count: number): Expression {
  const parts = Array.from({ length: count }, (_, index) => outputs(action, member, index));
  const state = json(stateInput());
  return string(setProperty(state, member, union(coalesce(get(state, member), constant({})), ...parts)));
}

function withSeen(model: Model, state: Expression): Expression {
  const kept = keptValues(model, state);
  if (!isTriggerConditionShort(model)) return kept;
  const record = union(requestBody(bodyMembers.record), recordChanges(changedColumns(model).length));
  return setProperty(kept, model.crm.opportunity.seen, seenText(model, record));
}

/** Repeats the kept columns with the pairs as they have become, and Seen as the record was read back. */
function correction(model: Model, after: Expression, count: number): Action {
  const kept = keptValues(model, stateWith("pairs", made, count));
  const { seen } = model.crm.opportunity;
  const record = union(requestBody(bodyMembers.record), get(after, "body"));
  const columns = isTriggerConditionShort(model) ? setProperty(kept, seen, seenText(model, record)) : kept;
  return operation(
    "Remember what Salesforce made of it",
    "A second guarded write, only when the record was read back different from what was sent.",
    compositeCall(model, [guardedPatch(model, columns, guardTime(get(after, "body", "SystemModstamp")))], {
      together: true,
      repetition: "safe",
    }),
  );
}
