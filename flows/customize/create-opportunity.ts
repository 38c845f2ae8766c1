import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, compose, operation, respond } from "../kit/action.ts";
import { type Expression, type Operand, type Value, variable } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  contains,
  cut,
  equals,
  jsonMember,
  orEmpty,
  outputs,
  string,
  when,
} from "../kit/functions.ts";
import { referralClass } from "../projection/stage.ts";
import { fieldName } from "../records/opportunity.ts";
import { dataPath } from "../records/salesforce-requests.ts";
import { accountId, accountSteps, createOrGetAccount, lookRows } from "./create-account.ts";
import { addPeople } from "./create-people.ts";
import { addSolutions } from "./create-solutions.ts";
import { incomingFields, incomingList, incomingReferral, incomingValue } from "./incoming.ts";
import { alsoWrite, chunks, mergeAll, objectOf } from "./written-fields.ts";

const fields = "New opportunity fields to write";
const create = "Create a new opportunity";
const stageThere = "If the stage exists in Salesforce";

/** A new opportunity for a referral: account, opportunity, solutions, people. Inserted, never written over another. */
export function createOpportunity(model: Model): readonly Action[] {
  const stage = outputs(fields, "StageName", "value");
  const isKnownStage = contains(string(lookRows("stages")), concat('"MasterLabel":"', stage, '"'));
  const isDuplicate = contains(string(orEmpty(body(create))), "DUPLICATE_VALUE");
  const id = body(create, "id");
  const reason = when(
    equals(outputs(create, "statusCode"), null),
    concat("No account, or no stage ", stage, ": ", cut(string(body(accountSteps.create)), 300)),
    cut(string(body(create)), 400),
  );
  return [
    ...createOrGetAccount(model),
    compose(
      fields,
      "EDIT HERE: for each value of the referral the column it goes to, and the value itself. Columns of your own go into AlsoWrite.",
      newFields(model),
    ),
    branch(
      stageThere,
      "Salesforce would take a misspelt stage for a new one; nothing is created then.",
      isKnownStage,
      [
        operation(create, "Its referral id is unique: of two runs at once only one can create it.", {
          connection: "salesforce",
          operationId: salesforce.httpRequest,
          repetition: "never",
          parameters: {
            Uri: `${dataPath(model)}/sobjects/${model.crm.objects.opportunity}`,
            Method: "POST",
            Body: newColumns(model),
            ContentType: "application/json",
          },
        }),
        ...addSolutions(model, {
          opportunityId: id,
          from: incomingList("details", "requirements", "solutions"),
          suffix: "",
        }),
        ...addPeople(model, id),
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
    ["AccountID", "AccountId", accountId()],
    ["Sync", opportunity.sync, true],
    ["ReferralID", opportunity.referralIdentifier, id],
    ["ReferralLink", opportunity.referralLink, concat(linkStart, orEmpty(id))],
    ["DealValue", fieldName(amount), incomingReferral("details", "dealValue")],
  ];
  const money: readonly NewField[] =
    currency === undefined
      ? []
      : [["DealValueCurrency", fieldName(currency), incomingReferral("details", "currency")]];
  const mapped = incomingFields(model, "opportunity").map(
    (field): NewField => [field.key, fieldName(field.crm.field), incomingValue(field)],
  );
  return [...fixed, ...money, ...mapped];
}

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

/** The record to insert: what has no value is left out. */
function newColumns(model: Model): Expression {
  const members = listOfNewFields(model).map(([key]) => {
    const part = (name: string): Expression => outputs(fields, key, name);
    return when(equals(part("value"), null), "", jsonMember(part("column"), part("value")));
  });
  return mergeAll([...chunks(members, 20).map(objectOf), outputs(fields, alsoWrite)]);
}
