import type { FieldModel, FieldName, Model } from "../../generator/model/model.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  concat,
  constant,
  createArray,
  joinFilled,
  json,
  jsonMember,
  outputs,
  string,
  union,
  when,
} from "../kit/functions.ts";
import { crmCanonical, money, plainText } from "../projection/canonical.ts";
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
import { bodyMembers, given, requestBody } from "./inputs.ts";

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

/** How many texts are put together in one expression, so that none grows over the platform's limit. */
const perExpression = 20;

/** Objects with the columns that change; several, each small enough for one expression. */
export function changedColumns(model: Model): readonly Expression[] {
  const members = writtenFields(model).map(({ property }) =>
    when(given(property), jsonMember(written(property, "column"), written(property, "value")), ""),
  );
  return chunks(members, perExpression).map(objectOf);
}

/** The pairs that are settled by this write, with the value that the maker's action made. */
export function settledPairs(
  model: Model,
  value: (property: string, column: Operand) => Expression,
): readonly Expression[] {
  const fields = takenFields(model).map((field) => {
    const column = fieldName(field.crm.field);
    return pair(field.key, crmCanonical(field, value(bodyProperty(field), column)));
  });
  const stage = pair(stageKey, plainText(value(stageProperty, "StageName")));
  return chunks([stage, pair(moneyKey, moneyValue(model, value)), ...fields], pairsPerExpression).map(
    objectOf,
  );
}

/** Pairs hold longer expressions than columns. */
const pairsPerExpression = 6;

function moneyValue(model: Model, value: (property: string, column: Operand) => Expression): Expression {
  const { amount, currency } = model.money;
  const code =
    currency === undefined ? string(singleCurrency(model)) : value(dealCurrencyProperty, fieldName(currency));
  return money(value(dealValueProperty, fieldName(amount)), code);
}

function singleCurrency(model: Model): string {
  return model.crm.currency.mode === "single" ? model.crm.currency.code : "";
}

function pair(key: string, crm: Expression): Expression {
  const property = `${key}${bodyMembers.settled}`;
  return when(given(property), jsonMember(key, createArray(crm, requestBody(property))), "");
}

/** The value of a column once the write is done: the maker's where there is one, else what the record holds. */
export function plannedValue(property: string, column: Operand): Expression {
  return when(given(property), written(property, "value"), get(requestBody(bodyMembers.record), column));
}

export const objectOf = (members: readonly Expression[]): Expression =>
  json(concat("{", joinFilled(createArray(...members), ","), "}"));

export function mergeAll(objects: readonly Expression[]): Expression {
  const [only, second] = objects;
  if (only === undefined) return constant({});
  return second === undefined ? only : union(...objects);
}

export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
