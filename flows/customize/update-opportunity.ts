import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, compose, operation } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  constant,
  contains,
  createArray,
  empty,
  equals,
  json,
  last,
  not,
  orEmpty,
  outputs,
  removeProperty,
  setProperty,
  string,
  union,
  when,
} from "../kit/functions.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import {
  inOneSpelling,
  mappedColumns,
  namedByVariable,
  seenText,
  watchedColumns,
} from "../records/opportunity.ts";
import { compositeCall } from "../records/salesforce-requests.ts";
import { answer, succeeded } from "./answer.ts";
import { bodyMembers, givenRecord, requestBody, stateInput } from "./inputs.ts";
import { guardedPatch, keptColumns, readBack } from "./store-state.ts";
import { hasMoreContacts, prepareContacts, preparedPair, preparedWords } from "./update-contacts.ts";
import { rowRequests } from "./update-rows.ts";
import {
  alsoWrite,
  changedColumns,
  fieldsAction,
  fieldsCompose,
  openKeys,
  plannedValue,
  settledPairs,
} from "./written-fields.ts";

const planned = "Columns and pairs of this write";
const record = "The record as it will be";
const write = "Update existing opportunity";
const made = "What Salesforce made of it";

/** Writes the opportunity from the one action that makers edit; state and Seen are added behind it. */
export function updateOpportunity(model: Model): readonly Action[] {
  const columns = changedColumns(model);
  const pairs = settledPairs(model, plannedValue);
  const open = openKeys(model, plannedValue);
  const after = last(coalesce(body(write, "compositeResponse"), constant([])));
  const inRecord = (_: string, column: Parameters<typeof plannedValue>[1]): Expression =>
    get(after, "body", column);
  const madePairs = settledPairs(model, inRecord);
  const madeOpen = openKeys(model, inRecord);
  const kept = keptColumns(model, {
    record: outputs(record),
    state: stateOf(planned, pairs.length, open.length),
    words: outputs(planned, "words"),
    step: "Columns to keep with this write",
    isAlone: false,
  });
  return [
    compose(
      fieldsAction,
      "EDIT HERE: for each value from Partner Center the column it goes to, and the value itself. Columns of your own go into AlsoWrite.",
      fieldsCompose(model),
    ),
    ...prepareContacts(model),
    compose(planned, "The columns that change, and what is remembered of them. Do not edit.", {
      columns: [...columns],
      pairs: [...pairs],
      open: [...open],
      contacts: preparedPair(model),
      // More than one call takes: without a pair the next round takes the others, and nothing counts as removed.
      noPair: when(hasMoreContacts(model), "contacts", "-"),
      words: preparedWords(model),
    }),
    compose(
      record,
      "For Seen: what the next trigger will find if nobody else changes anything.",
      union(
        givenRecord(),
        coalesce(requestBody(bodyMembers.after), constant({})),
        recordChanges(columns.length),
      ),
    ),
    ...kept.before,
    operation(
      write,
      "One guarded request, all or nothing: columns, state and audit together, then rows; the record is read back last.",
      compositeCall(
        model,
        union(
          createArray(guardedPatch(model, union(recordChanges(columns.length), kept.columns))),
          ...rowRequests(model),
          createArray(
            readBack(
              model,
              ["Id", "SystemModstamp", ...mappedColumns(model), ...watchedColumns(model)],
              namedByVariable(model),
            ),
          ),
        ),
        { together: true, repetition: "safe" },
      ),
    ),
    branch("If Salesforce took it", "The record is read back in the same request.", succeeded(write), [
      compose(
        made,
        "What Salesforce holds now: it may differ, for example when products override the amount.",
        {
          pairs: [...madePairs],
          open: [...madeOpen],
          ...(isTriggerConditionShort(model)
            ? {
                seen: seenText(model, get(after, "body")),
                expected: seenText(model, outputs(record)),
              }
            : {}),
        },
      ),
      branch(
        "If Salesforce holds something else",
        "An unequal pair is remembered as it is, so that it is not taken for an edit.",
        isDifferent(model, after),
        [correction(model, after, madePairs.length, madeOpen.length)],
      ),
    ]),
    {
      ...answer("Answer to updating", write),
      after: {
        [write]: ["Succeeded", "Failed", "TimedOut"],
        "If Salesforce took it": ["Succeeded", "Failed", "Skipped"],
      },
    },
  ];
}

/** The maker's columns: those of the map and those added by hand. */
function recordChanges(count: number): Expression {
  const parts = Array.from({ length: count }, (_, index) => outputs(planned, "columns", index));
  return union(outputs(fieldsAction, alsoWrite), ...parts);
}

/** The state with the pairs of this write folded in, and the fields that stay unequal among the open ones. */
function stateOf(action: string, pairs: number, open: number): Expression {
  const part = (member: string, count: number): readonly Expression[] =>
    Array.from({ length: count }, (_, index) => outputs(action, member, index));
  const state = json(stateInput());
  const folded = removeProperty(
    union(coalesce(get(state, "pairs"), constant({})), ...part("pairs", pairs), outputs(planned, "contacts")),
    outputs(planned, "noPair"),
  );
  const withPairs = setProperty(state, "pairs", folded);
  const openContacts = when(
    equals(outputs(planned, "contacts"), constant({})),
    constant([]),
    createArray("contacts"),
  );
  const opened = union(coalesce(get(state, "open"), constant([])), ...part("open", open), openContacts);
  return when(empty(orEmpty(stateInput())), "", string(setProperty(withPairs, "open", opened)));
}

/** The read-back differs from what was planned, or a row was refused. */
function isDifferent(model: Model, after: Expression): Expression {
  const isRead = equals(get(after, "httpStatusCode"), 200);
  const samePairs = equals(outputs(made, "pairs"), outputs(planned, "pairs"));
  const sameSeen = equals(
    inOneSpelling(orEmpty(outputs(made, "seen"))),
    inOneSpelling(orEmpty(outputs(made, "expected"))),
  );
  const rowsDone = not(contains(string(body(write)), '"success":false'));
  const asPlanned = isTriggerConditionShort(model)
    ? and(samePairs, sameSeen, rowsDone)
    : and(samePairs, rowsDone);
  return and(isRead, not(asPlanned));
}

/** Repeats the kept columns with the pairs as they have become, and Seen as the record was read back. */
function correction(model: Model, after: Expression, pairs: number, open: number): Action {
  const { seen, state } = model.crm.opportunity;
  // Rows that Salesforce refused are not there: without a pair they are compared anew, and nothing counts as removed.
  const whole = stateOf(made, pairs, open);
  const isRefused = contains(string(body(write)), '"success":false');
  const parsed = json(whole);
  const kinds = ["solutions", "contacts", "team"];
  const text = string(
    setProperty(
      parsed,
      "pairs",
      kinds.reduce<Expression>(
        (inner, kind) => removeProperty(inner, when(isRefused, kind, "-")),
        get(parsed, "pairs"),
      ),
    ),
  );
  const withState = when(empty(orEmpty(stateInput())), constant({}), setProperty(constant({}), state, text));
  const columns = isTriggerConditionShort(model)
    ? setProperty(withState, seen, outputs(made, "seen"))
    : withState;
  return operation(
    "Remember what Salesforce made of it",
    "A second guarded write, only when the record was read back different from what was sent.",
    compositeCall(
      model,
      createArray(
        guardedPatch(model, columns, get(after, "body", "SystemModstamp")),
        readBack(model, ["SystemModstamp"]),
      ),
      { together: true, repetition: "safe" },
    ),
  );
}
