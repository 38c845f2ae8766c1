import type { FieldModel, FieldName, Model } from "../../generator/model/model.ts";
import { bySize } from "../kit/chunks.ts";
import type { Expression, Operand, Value } from "../kit/expression.ts";
import {
  and,
  concat,
  constant,
  createArray,
  equals,
  joinFilled,
  json,
  jsonMember,
  not,
  outputs,
  skip,
  string,
  union,
  when,
} from "../kit/functions.ts";
import { crmCanonical, money, plainText, remembered } from "../projection/canonical.ts";
import {
  bodyProperty,
  dealCurrencyProperty,
  dealValueProperty,
  moneyKey,
  reasonProperty,
  stageKey,
  stageProperty,
} from "../projection/row.ts";
import { fieldName } from "../records/opportunity.ts";
import { bodyMembers, given, givenRecord, requestBody } from "./inputs.ts";

/** A column of the opportunity that may be written, and the property of the body that carries its value. */
export interface WrittenField {
  readonly property: string;
  readonly column: Operand;
}

/** What makers see and may edit. */
export const fieldsAction = "Opportunity fields to write";
export const alsoWrite = "AlsoWrite";

/** The columns that Partner Center's values may go to, in the order of the map. */
export function writtenFields(model: Model): readonly WrittenField[] {
  const { amount, currency } = model.money;
  return [
    { property: stageProperty, column: "StageName" },
    { property: reasonProperty, column: model.crm.opportunity.closingReason },
    ...takenFields(model).map((field) => ({
      property: bodyProperty(field),
      column: fieldName(field.crm.field),
    })),
    ...moneyField(dealValueProperty, amount),
    ...moneyField(dealCurrencyProperty, currency),
  ];
}

function moneyField(property: string, field: FieldName | undefined): readonly WrittenField[] {
  return field === undefined ? [] : [{ property, column: fieldName(field) }];
}

/** The opportunity's fields of the map that may change after creation; the name always, because of its mark. */
function takenFields(model: Model): readonly FieldModel[] {
  return model.fields.filter(
    (field) =>
      field.crm.object === "opportunity" &&
      (field.role === "name" || (field.phase !== "creation" && field.direction !== "toPartnerCenter")),
  );
}

/** The one place that a maker edits: for each value its column, and the value itself. */
export function fieldsCompose(model: Model): Value {
  return {
    ...Object.fromEntries(
      writtenFields(model).map(({ property, column }) => [
        property,
        { column, value: requestBody(property) },
      ]),
    ),
    [alsoWrite]: {},
  };
}

const written = (property: string, part: "column" | "value"): Expression =>
  outputs(fieldsAction, property, part);

/** Objects with the columns that change; several, each small enough for one expression. */
export function changedColumns(model: Model): readonly Expression[] {
  const members = writtenFields(model).map(({ property }) =>
    when(given(property), jsonMember(written(property, "column"), written(property, "value")), ""),
  );
  return bySize(members, (member) => member).map(objectOf);
}

type ValueOf = (property: string, column: Operand) => Expression;

interface Settled {
  readonly key: string;
  readonly crm: Expression;
}

/** The fields whose pair a write settles, with what Salesforce will hold, or holds, for them. */
function settledFields(model: Model, value: ValueOf): readonly Settled[] {
  return [
    { key: stageKey, crm: plainText(value(stageProperty, "StageName")) },
    { key: moneyKey, crm: moneyValue(model, value) },
    ...takenFields(model).map((field) => ({
      key: field.key,
      crm: remembered(
        field,
        "crm",
        crmCanonical(field, value(bodyProperty(field), fieldName(field.crm.field))),
      ),
    })),
  ];
}

const pcOf = (key: string): Expression => requestBody(`${key}${bodyMembers.settled}`, 0);
const isSettled = (key: string): Expression => given(`${key}${bodyMembers.settled}`);

/** The pairs that are settled by this write, with the value that the maker's action made. */
export function settledPairs(model: Model, value: ValueOf): readonly Expression[] {
  const members = settledFields(model, value).map(({ key, crm }) =>
    when(isSettled(key), concat(`"${key}":`, string(createArray(crm, pcOf(key)))), ""),
  );
  return bySize(members, (member) => member).map(objectOf);
}

/** The keys of the fields that stay unequal; stages are compared by class, not by name. */
export function openKeys(model: Model, value: ValueOf): readonly Expression[] {
  const keys = settledFields(model, value)
    .filter(({ key }) => key !== stageKey)
    .map(({ key, crm }) => when(and(isSettled(key), not(equals(crm, pcOf(key)))), key, ""));
  return bySize(keys, (key) => key).map((each) => skip(union(createArray(""), createArray(...each)), 1));
}

function moneyValue(model: Model, value: ValueOf): Expression {
  const { amount, currency } = model.money;
  const code =
    currency === undefined ? string(singleCurrency(model)) : value(dealCurrencyProperty, fieldName(currency));
  return money(value(dealValueProperty, fieldName(amount)), code);
}

function singleCurrency(model: Model): string {
  return model.crm.currency.mode === "single" ? model.crm.currency.code : "";
}

/** The value of a column once the write is done: the maker's where there is one, else what the record holds. */
export function plannedValue(property: string, column: Operand): Expression {
  return when(given(property), written(property, "value"), givenRecord(column));
}

export const objectOf = (members: readonly Expression[]): Expression =>
  json(concat("{", joinFilled(createArray(...members), ","), "}"));

export function mergeAll(objects: readonly Expression[]): Expression {
  const [only, second] = objects;
  if (only === undefined) return constant({});
  return second === undefined ? only : union(...objects);
}
