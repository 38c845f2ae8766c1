import type { FieldModel, Model } from "../../generator/model/model.ts";
import { type Action, branch, compose, respond } from "../kit/action.ts";
import { bySize } from "../kit/chunks.ts";
import { call, type Expression, get, type Operand, type Value, variable } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  contains,
  cut,
  empty,
  equals,
  jsonMember,
  less,
  not,
  or,
  orEmpty,
  outputs,
  string,
  toUpper,
  utcNow,
  when,
} from "../kit/functions.ts";
import { bodyProperty } from "../projection/row.ts";
import { referralClass } from "../projection/stage.ts";
import { fieldName } from "../records/opportunity.ts";
import { accountId, accountSteps, accountWords, createOrGetAccount, lookRows } from "./create-account.ts";
import { attachRows, createWithContacts } from "./create-rows.ts";
import { incomingFields, incomingReferral, incomingValue } from "./incoming.ts";
import { alsoWrite, mergeAll, objectOf } from "./written-fields.ts";

const fields = "New opportunity fields to write";
const columns = "Columns of the new opportunity";
const create = "Create a new opportunity";
const stageThere = "If the stage exists in Salesforce";

/** A new opportunity for a referral: account, opportunity, solutions, people. Inserted, never written over another. */
export function createOpportunity(model: Model): readonly Action[] {
  const created = body(create, "compositeResponse", 0);
  const stage = outputs(fields, "StageName", "value");
  const isKnownStage = contains(string(lookRows("stages")), concat('"MasterLabel":"', stage, '"'));
  const isDuplicate = or(
    contains(string(coalesce(created, "")), "DUPLICATE_VALUE"),
    contains(string(orEmpty(body(accountSteps.create))), "DUPLICATE_VALUE"),
  );
  // Of a refusal, which is a list, no id can be asked.
  const id = when(less(coalesce(get(created, "httpStatusCode"), 500), 300), get(created, "body", "id"), null);
  const parts = newColumns(model);
  const reason = when(
    equals(outputs(create, "statusCode"), null),
    concat(
      "There is no account for the customer, or no stage ",
      stage,
      " in Salesforce: ",
      cut(string(body(accountSteps.create)), 300),
    ),
    cut(string(coalesce(get(created, "body"), body(create))), 400),
  );
  return [
    ...createOrGetAccount(model),
    compose(
      fields,
      "EDIT HERE: for each value of the referral the column it goes to, and the value itself. Columns of your own go into AlsoWrite.",
      newFields(model),
      { [accountSteps.ifMissing]: ["Succeeded", "Failed"] },
    ),
    compose(columns, "What has no value is left out. Do not edit.", parts),
    branch(
      stageThere,
      "Salesforce would take a misspelt stage for a new one; nothing is created then, and nothing without an account.",
      and(isKnownStage, not(empty(orEmpty(accountId(model))))),
      [
        ...createWithContacts(model, create, {
          record: mergeAll([...parts.map((_, index) => outputs(columns, index)), outputs(fields, alsoWrite)]),
          account: accountId(model),
        }),
        ...attachRows(model, create, { opportunity: id, fields }),
      ],
    ),
    respond(
      "Answer to creating",
      "201 created, 412 somebody else has just created it, 502 refused with the reason.",
      when(equals(id, null), when(isDuplicate, 412, 502), 201),
      { id: coalesce(id, ""), message: when(equals(id, null), reason, "") },
      { [stageThere]: ["Succeeded", "Failed", "Skipped", "TimedOut"] },
    ),
  ];
}

type NewField = readonly [key: string, column: Operand, value: Operand];

function listOfNewFields(model: Model): readonly NewField[] {
  const { opportunity } = model.crm;
  const { amount, currency } = model.money;
  const id = incomingReferral("id");
  const fixed: readonly NewField[] = [
    ["StageName", "StageName", stageOfNew()],
    ["AccountID", "AccountId", accountId(model)],
    ["Sync", opportunity.sync, true],
    ["ReferralID", opportunity.referralIdentifier, id],
    ["ReferralLink", opportunity.referralLink, concat(linkStart, orEmpty(id))],
    [
      "Audit",
      opportunity.audit,
      concat(
        utcNow("yyyy-MM-dd HH:mm - "),
        "Created from the referral in Partner Center",
        accountWords(),
        currencyWords(model),
      ),
    ],
    ["DealValue", fieldName(amount), dealValue(model)],
  ];
  const money: readonly NewField[] =
    currency === undefined
      ? []
      : [["DealValueCurrency", fieldName(currency), incomingReferral("details", "currency")]];
  const mapped = incomingFields(model, "opportunity").map(
    (field): NewField => [bodyProperty(field), fieldName(field.crm.field), valueOfNew(field)],
  );
  return [...fixed, ...money, ...mapped];
}

/** In an organization with one currency an amount in another one is left out: nothing is converted silently. */
function dealValue(model: Model): Expression {
  const value = incomingReferral("details", "dealValue");
  const { currency } = model.crm;
  return currency.mode === "multi" ? value : when(isOtherCurrency(model), null, value);
}

function isOtherCurrency(model: Model): Expression {
  const { currency } = model.crm;
  const given = toUpper(orEmpty(incomingReferral("details", "currency")));
  return currency.mode === "multi" ? equals(1, 0) : not(equals(given, currency.code));
}

function currencyWords(model: Model): Expression | string {
  if (model.crm.currency.mode === "multi") return "";
  return when(
    isOtherCurrency(model),
    concat(
      "; the deal value is in ",
      orEmpty(incomingReferral("details", "currency")),
      " and was not taken over: enter it in the currency of the organization",
    ),
    "",
  );
}

/** Salesforce demands a name and a closing date. */
function valueOfNew(field: FieldModel): Expression {
  const value = incomingValue(field);
  if (field.role === "closingDate")
    return coalesce(value, call("addDays", utcNow(), daysToClose, "yyyy-MM-dd"));
  if (field.role === "name")
    return when(empty(value), cut(orEmpty(incomingReferral("customerProfile", "name")), 120), value);
  return value;
}

/** A deal without a closing date is given one that a seller has time to correct. */
const daysToClose = 90;

const linkStart = "https://partner.microsoft.com/referrals/v2/inbox?id=";

/** On hold until somebody takes the deal on; a deal that was made in the portal is active already. */
function stageOfNew(): Expression {
  const classOf = referralClass(incomingReferral("status"), incomingReferral("substatus"));
  return when(equals(classOf, "New"), variable("onHoldStage"), variable("activeStage"));
}

function newFields(model: Model): Value {
  const rows = listOfNewFields(model).map(([key, column, value]): [string, Value] => [
    key,
    { column, value },
  ]);
  return { ...Object.fromEntries(rows), [alsoWrite]: {} };
}

/** The record to insert, in parts: what has no value is left out. */
function newColumns(model: Model): readonly Expression[] {
  const members = listOfNewFields(model).map(([key]) => {
    const part = (name: string): Expression => outputs(fields, key, name);
    return when(equals(part("value"), null), "", jsonMember(part("column"), part("value")));
  });
  return bySize(members, (member) => member).map(objectOf);
}
