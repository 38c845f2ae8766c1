import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, compose, operation } from "../kit/action.ts";
import { type Expression, get, type Value } from "../kit/expression.ts";
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
  joinFilled,
  jsonMember,
  length,
  not,
  orEmpty,
  outputs,
  setProperty,
  when,
} from "../kit/functions.ts";
import { setTakes } from "../merge/elements.ts";
import { fieldName } from "../records/opportunity.ts";
import { compositeCall, dataPath, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { contactQuery, mailedContacts } from "./contacts.ts";
import { duplicateOf } from "./duplicates.ts";
import {
  accountKey,
  incomingFields,
  incomingList,
  incomingReferral,
  incomingValue,
  newSuffix,
} from "./incoming.ts";
import { objectOf } from "./written-fields.ts";

export const accountSteps = {
  look: "Look for account, stage and people",
  fields: "Account fields to write",
  ifMissing: "If account does not exist, then",
  create: "Create a new account",
} as const;

/** Finds the customer's account by its key, then by its name; else creates one. */
export function createOrGetAccount(model: Model): readonly Action[] {
  return [
    ...(setTakes(model, "contacts")
      ? mailedContacts(newSuffix, incomingList("customerProfile", "team"))
      : []),
    operation(
      accountSteps.look,
      "The account by its key and by its name with its contacts, the stages of this organization, and its users: one call.",
      compositeCall(model, lookRequests(model), { together: false, repetition: "safe" }),
    ),
    compose(
      accountSteps.fields,
      "EDIT HERE: for each value of the customer the column of the account it goes to, and the value itself.",
      Object.fromEntries(
        incomingFields(model, "account").map((field): [string, Value] => [
          field.key,
          { column: fieldName(field.crm.field), value: incomingValue(field) },
        ]),
      ),
    ),
    branch(
      accountSteps.ifMissing,
      "The key is unique: of two runs at once only one can create it.",
      empty(orEmpty(foundAccount())),
      [
        operation(accountSteps.create, "With its key, so that it is found next time.", {
          connection: "salesforce",
          operationId: salesforce.httpRequest,
          repetition: "never",
          parameters: {
            Uri: `${dataPath(model)}/sobjects/${model.crm.objects.account}`,
            Method: "POST",
            Body: setProperty(accountColumns(model), model.crm.account.key, accountKey()),
            ContentType: "application/json",
          },
        }),
      ],
    ),
  ];
}

/** The parts of the look-up, in this order. */
export const lookParts = { byKey: 0, byName: 1, stages: 2, users: 3, contacts: 4 } as const;

export const lookRows = (part: keyof typeof lookParts): Expression =>
  coalesce(body(accountSteps.look, "compositeResponse", lookParts[part], "body", "records"), constant([]));

function lookRequests(model: Model): readonly Value[] {
  const { account } = model.crm.objects;
  const name = soqlText(orEmpty(incomingReferral("customerProfile", "name")));
  return [
    queryRequest(
      model,
      "byKey",
      concat(
        `SELECT Id FROM ${account} WHERE ${model.crm.account.key} = '`,
        soqlText(accountKey()),
        "' LIMIT 1",
      ),
    ),
    queryRequest(
      model,
      "byName",
      concat(`SELECT Id FROM ${account} WHERE Name = '`, name, "' ORDER BY CreatedDate LIMIT 2"),
    ),
    queryRequest(model, "stages", "SELECT MasterLabel FROM OpportunityStage WHERE IsActive = true"),
    queryRequest(
      model,
      "users",
      concat("SELECT Id,Email FROM User WHERE IsActive = true AND Email IN ('", teamMails(), "')"),
    ),
    ...(setTakes(model, "contacts") ? [queryRequest(model, "contacts", contactsOfAccounts(model))] : []),
  ];
}

/** At the account with this key, or at those with this name: which it is shows only then. */
function contactsOfAccounts(model: Model): Expression {
  const name = soqlText(orEmpty(incomingReferral("customerProfile", "name")));
  const key = soqlText(accountKey());
  return contactQuery(
    model,
    newSuffix,
    concat(`Account.${model.crm.account.key} = '`, key, "' OR Account.Name = '", name, "'"),
  );
}

/** The e-mail addresses of the referral's team, at most ten, for a list in a query. */
function teamMails(): Expression {
  const mails = Array.from({ length: 10 }, (_, index) =>
    soqlText(orEmpty(incomingReferral("team", index, "email"))),
  );
  return joinFilled(createArray(...mails), "','");
}

/** The account that is there: by key first, by name second; of several the oldest. */
function foundAccount(): Expression {
  const rowId = (rows: Expression): Expression => get(first(rows), "Id");
  const byKey = lookRows("byKey");
  return when(empty(byKey), when(empty(lookRows("byName")), "", rowId(lookRows("byName"))), rowId(byKey));
}

/** Created, or the one that a duplicate rule of the organization names, or found. */
export const accountId = (model: Model): Expression =>
  coalesce(
    // Of a refusal, which is a list, no id can be asked.
    when(equals(outputs(accountSteps.create, "statusCode"), 201), body(accountSteps.create, "id"), null),
    when(
      equals(duplicateOf(accountSteps.create, "type"), model.crm.objects.account),
      duplicateOf(accountSteps.create, "Id"),
      null,
    ),
    foundAccount(),
  );

/** What the audit of the new opportunity says of the account; empty when there is nothing to say. */
export function accountWords(): Expression {
  const isNamed = not(equals(duplicateOf(accountSteps.create, "Id"), null));
  const isAmbiguous = and(empty(lookRows("byKey")), greater(length(lookRows("byName")), 1));
  return when(
    isNamed,
    concat(
      "; account ",
      orEmpty(duplicateOf(accountSteps.create, "Id")),
      " used: Salesforce names it as a duplicate",
    ),
    when(isAmbiguous, "; several accounts have the customer's name: the oldest was taken", ""),
  );
}

function accountColumns(model: Model): Expression {
  const members = incomingFields(model, "account").map((field) => {
    const part = (key: string): Expression => outputs(accountSteps.fields, field.key, key);
    return when(equals(part("value"), null), "", jsonMember(part("column"), part("value")));
  });
  return members.length === 0 ? constant({}) : objectOf(members);
}
