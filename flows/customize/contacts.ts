import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, filter, forEach, operation, select } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
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
  string,
  toLower,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { compositeCall, dataPath, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { duplicateOf } from "./duplicates.ts";
import { keyLength } from "./incoming.ts";

export interface Attaching {
  /** Contacts as Partner Center has them. */
  readonly contacts: Expression;
  readonly account: Expression;
  readonly opportunity: Expression;
  /** Tells the actions of two cases apart. */
  readonly suffix: string;
}

/** The action that gives the rows which attach the contacts. */
export const contactRoles = (suffix: string): string => `Contact roles${suffix}`;

/** Each contact found by its key or its e-mail at the account, or created, and then the rows that attach them. */
export function ensureContacts(
  model: Model,
  { contacts, account, opportunity, suffix }: Attaching,
): readonly Action[] {
  const named = (name: string): string => `${name}${suffix}`;
  const mailed = named("Contacts with an e-mail");
  const mails = named("Their e-mails");
  const look = named("Contacts that are there");
  const after = named("All contacts");
  const create = named("Create a new contact");
  const mail = toLower(orEmpty(get(item(), "email")));
  const key = cut(concat(account, "|", mail), keyLength);
  const found = (action: string): Expression =>
    listOf(body(action, "compositeResponse", 0, "body", "records"));
  const query = (name: string, words: string): Action =>
    operation(
      name,
      words,
      compositeCall(
        model,
        [
          queryRequest(
            model,
            "contacts",
            concat(
              `SELECT Id,Email FROM ${model.crm.objects.contact} WHERE AccountId = '`,
              account,
              "' AND Email IN ('",
              join(listOf(body(mails)), "','"),
              "') ORDER BY CreatedDate",
            ),
          ),
        ],
        { together: false, repetition: "safe" },
      ),
    );
  const isThere = contains(toLower(string(found(look))), concat('"email":"', mail, '"'));
  return [
    filter(
      mailed,
      "Without an e-mail a contact cannot be told from others, and is not created.",
      contacts,
      not(empty(mail)),
    ),
    select(mails, "Inside the quotes of a query.", listOf(body(mailed)), soqlText(mail)),
    query(look, "At this account, by e-mail."),
    forEach(named("Each customer contact"), "One after the other.", listOf(body(mailed)), [
      branch(named("If contact does not exist, then"), "Its key is unique.", not(isThere), [
        operation(create, "At the customer's account; account and e-mail are its key.", {
          connection: "salesforce",
          operationId: salesforce.httpRequest,
          repetition: "never",
          parameters: {
            Uri: `${dataPath(model)}/sobjects/${model.crm.objects.contact}`,
            Method: "POST",
            Body: contactColumns(model, { key, mail, account }),
            ContentType: "application/json",
          },
        }),
        branch(
          named("If Salesforce names a contact like it"),
          "A duplicate rule of the organization: the contact it names is attached instead.",
          and(
            contains(string(body(create)), "DUPLICATES_DETECTED"),
            equals(duplicateOf(create, "type"), model.crm.objects.contact),
          ),
          [
            operation(named("Attach the contact that Salesforce names"), "Instead of a second one.", {
              connection: "salesforce",
              operationId: salesforce.httpRequest,
              repetition: "never",
              parameters: {
                Uri: `${dataPath(model)}/sobjects/OpportunityContactRole`,
                Method: "POST",
                Body: withProperties(constant({}), {
                  OpportunityId: opportunity,
                  ContactId: duplicateOf(create, "Id"),
                }),
                ContentType: "application/json",
              },
            }),
          ],
          [],
          { [create]: ["Failed"] },
        ),
      ]),
    ]),
    {
      ...query(after, "Those that were there and those that are new; one that was refused is left out."),
      after: { [named("Each customer contact")]: ["Succeeded", "Failed"] },
    },
    select(contactRoles(suffix), "One row for each contact.", found(after), {
      attributes: { type: "OpportunityContactRole" },
      OpportunityId: opportunity,
      ContactId: get(item(), "Id"),
    }),
  ];
}

/** Lengths of the contact's fields (Salesforce field reference). A last name is required. */
function contactColumns(
  model: Model,
  {
    key,
    mail,
    account,
  }: { readonly key: Expression; readonly mail: Expression; readonly account: Expression },
): Expression {
  const text = (name: string, maximum: number): Expression => cut(orEmpty(get(item(), name)), maximum);
  const lastName = when(empty(text("lastName", 80)), cut(mail, 80), text("lastName", 80));
  const columns = withProperties(constant({}), {
    AccountId: account,
    FirstName: text("firstName", 40),
    LastName: lastName,
    Email: cut(mail, 80),
    Phone: text("phoneNumber", 40),
  });
  return setProperty(columns, model.crm.contact.key, key);
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
