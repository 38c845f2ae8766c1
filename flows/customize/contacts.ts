import type { Model } from "../../generator/model/model.ts";
import { type Action, filter, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  contains,
  cut,
  empty,
  equals,
  item,
  join,
  not,
  orEmpty,
  setProperty,
  skip,
  string,
  toLower,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { dataPath, soqlText } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { keyLength } from "./incoming.ts";

/** The steps that both ways of attaching contacts have; a suffix tells those of one way from those of the other. */
export const contactSteps = (suffix: string) => ({
  mailed: `Contacts with an e-mail${suffix}`,
  mails: `Their e-mails${suffix}`,
  missing: `Contacts that are missing${suffix}`,
  requests: `Requests${suffix}`,
});

const mailOf = (person: Expression): Expression => toLower(orEmpty(get(person, "email")));

/** Those of Partner Center's contacts that can be told from others, and their e-mails for a query. */
export function mailedContacts(suffix: string, contacts: Expression): readonly Action[] {
  const { mailed, mails } = contactSteps(suffix);
  return [
    filter(
      mailed,
      "Without an e-mail a contact cannot be told from others, and is not created.",
      contacts,
      not(empty(mailOf(item()))),
    ),
    select(mails, "Inside the quotes of a query.", listOf(body(mailed)), soqlText(mailOf(item()))),
  ];
}

/** The contacts with these e-mails; `ofAccounts` says of which accounts. */
export const contactQuery = (model: Model, suffix: string, ofAccounts: Expression): Expression =>
  concat(
    `SELECT Id,Email,AccountId FROM ${model.crm.objects.contact} WHERE (`,
    ofAccounts,
    ") AND Email IN ('",
    join(listOf(body(contactSteps(suffix).mails)), "','"),
    "') ORDER BY CreatedDate",
  );

/** Those of them that none of the found rows is. */
export function missingContacts(suffix: string, found: Expression): Action {
  const { mailed, missing } = contactSteps(suffix);
  return filter(
    missing,
    "No contact of the account has their e-mail.",
    listOf(body(mailed)),
    not(contains(toLower(string(found)), concat('"email":"', mailOf(item()), '"'))),
  );
}

/** A request that creates one of the missing contacts, as a part of a composite one. */
export function contactRequest(
  model: Model,
  referenceId: Expression,
  person: Expression,
  account: Expression,
): Expression {
  const mail = mailOf(person);
  const columns = setProperty(
    contactColumns(person, mail, account),
    model.crm.contact.key,
    cut(concat(account, "|", mail), keyLength),
  );
  return withProperties(
    constant({ method: "POST", url: `${dataPath(model)}/sobjects/${model.crm.objects.contact}` }),
    { referenceId, body: columns },
  );
}

/** Lengths of the contact's fields (Salesforce field reference). A last name is required. */
function contactColumns(person: Expression, mail: Expression, account: Expression): Expression {
  const text = (name: string, maximum: number): Expression => cut(orEmpty(get(person, name)), maximum);
  return withProperties(constant({}), {
    AccountId: account,
    FirstName: text("firstName", 40),
    LastName: when(empty(text("lastName", 80)), cut(mail, 80), text("lastName", 80)),
    Email: cut(mail, 80),
    Phone: text("phoneNumber", 40),
  });
}

/** A row that attaches a contact to an opportunity. */
export const contactRole = (opportunity: Operand, contact: Operand): Expression =>
  withProperties(constant({ attributes: { type: "OpportunityContactRole" } }), {
    OpportunityId: opportunity,
    ContactId: contact,
  });

/** Whether an answer refuses a new contact because Salesforce knows one like it. */
export const namesContact = (model: Model, answer: Expression): Expression =>
  when(
    contains(string(answer), "DUPLICATES_DETECTED"),
    equals(namedRecord(answer, "attributes", "type"), model.crm.objects.contact),
    false,
  );

/** The record that a duplicate rule of the organization names in its refusal. */
export const namedRecord = (answer: Expression, ...keys: readonly string[]): Expression =>
  get(answer, "body", 0, "duplicateResult", "matchResults", 0, "matchRecords", 0, "record", ...keys);

/** The number of the request that an answer is to: they are called `contact3`. */
export const numberOf = (answer: Expression): Expression =>
  call("int", skip(orEmpty(get(answer, "referenceId")), "contact".length));

/** What the audit says of an answer that names a contact; `given` are the contacts by the number of their request. */
export function namedWords(given: Expression): Expression {
  return concat(
    "contact ",
    orEmpty(namedRecord(item(), "Id")),
    " attached for ",
    orEmpty(get(given, numberOf(item()), "email")),
    ": Salesforce names it as a duplicate",
  );
}

/** Columns of a contact that exists and is given new values. */
export function changedContact(id: Expression, person: (key: string) => Expression): Expression {
  const text = (name: string, maximum: number): Expression => cut(orEmpty(person(name)), maximum);
  const lastName = text("lastName", 80);
  return withProperties(constant({ attributes: { type: "Contact" } }), {
    id,
    FirstName: text("firstName", 40),
    LastName: when(equals(lastName, ""), coalesce(person("email"), "-"), lastName),
    Phone: text("phoneNumber", 40),
  });
}
