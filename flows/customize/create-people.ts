import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, forEach, operation, select } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  cut,
  empty,
  equals,
  first,
  item,
  not,
  orEmpty,
  setProperty,
  toLower,
  when,
} from "../kit/functions.ts";
import { compositeCall, dataPath, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { accountId, lookRows } from "./create-account.ts";
import { incomingList, keyLength } from "./incoming.ts";

const look = "Look for the contact";
const create = "Create a new contact";

/** The people of the referral: the customer's contacts, and the team members that are users of Salesforce. */
export function addPeople(model: Model, opportunityId: Expression): readonly Action[] {
  const takes = (direction: string): boolean => direction === "both" || direction === "toCrm";
  return [
    ...(takes(model.sets.contacts.direction) ? addContacts(model, opportunityId) : []),
    ...(model.crm.teams && takes(model.sets.team.direction) ? addTeam(model, opportunityId) : []),
  ];
}

/** Each customer contact of the referral: found by its key, or created, then attached to the opportunity. */
function addContacts(model: Model, opportunityId: Expression): readonly Action[] {
  const mail = toLower(orEmpty(get(item(), "email")));
  const key = cut(concat(accountId(), "|", mail), keyLength);
  const soql = concat(
    `SELECT Id FROM ${model.crm.objects.contact} WHERE ${model.crm.contact.key} = '`,
    soqlText(key),
    "' OR (AccountId = '",
    soqlText(accountId()),
    "' AND Email = '",
    soqlText(mail),
    "') LIMIT 1",
  );
  const found = get(
    first(coalesce(body(look, "compositeResponse", 0, "body", "records"), constant([]))),
    "Id",
  );
  return [
    forEach(
      "Each customer contact",
      "Without an e-mail a contact cannot be told from others, and is not created.",
      incomingList("customerProfile", "team"),
      [
        branch("If the contact has an e-mail", "The key is account and e-mail.", not(empty(mail)), [
          operation(
            look,
            "By its key, or by e-mail at this account.",
            compositeCall(model, [queryRequest(model, "contact", soql)], {
              together: false,
              repetition: "safe",
            }),
          ),
          branch("If contact does not exist, then", "Its key is unique.", equals(found, null), [
            operation(create, "At the customer's account.", {
              connection: "salesforce",
              operationId: salesforce.httpRequest,
              repetition: "never",
              parameters: {
                Uri: `${dataPath(model)}/sobjects/${model.crm.objects.contact}`,
                Method: "POST",
                Body: contactColumns(model, key, mail),
                ContentType: "application/json",
              },
            }),
          ]),
          operation("Attach the contact", "As a contact role of the opportunity.", {
            connection: "salesforce",
            operationId: salesforce.httpRequest,
            repetition: "never",
            parameters: {
              Uri: `${dataPath(model)}/sobjects/OpportunityContactRole`,
              Method: "POST",
              Body: withProperties(constant({}), {
                OpportunityId: opportunityId,
                ContactId: coalesce(found, body(create, "id")),
              }),
              ContentType: "application/json",
            },
          }),
        ]),
      ],
    ),
  ];
}

/** Lengths of the contact's fields (Salesforce field reference). A last name is required. */
function contactColumns(model: Model, key: Expression, mail: Expression): Expression {
  const text = (name: string, maximum: number): Expression => cut(orEmpty(get(item(), name)), maximum);
  const lastName = when(empty(text("lastName", 80)), mail, text("lastName", 80));
  const columns = withProperties(constant({}), {
    AccountId: accountId(),
    FirstName: text("firstName", 40),
    LastName: cut(lastName, 80),
    Email: cut(mail, 80),
    Phone: text("phoneNumber", 40),
  });
  return setProperty(columns, model.crm.contact.key, key);
}

/** Users of Salesforce with the e-mail of a team member; the connection's own user owns the opportunity already. */
function addTeam(model: Model, opportunityId: Expression): readonly Action[] {
  const rows = "Team members as Salesforce rows";
  return [
    select(rows, "One row for each user that is in the referral's team.", lookRows("users"), {
      attributes: { type: "OpportunityTeamMember" },
      OpportunityId: opportunityId,
      UserId: get(item(), "Id"),
      OpportunityAccessLevel: "Edit",
    }),
    branch(
      "If there are team members",
      "All of them in one call; who is there already is left alone.",
      not(empty(body(rows))),
      [
        operation("Attach the team", "As opportunity team members.", {
          connection: "salesforce",
          operationId: salesforce.httpRequest,
          repetition: "never",
          parameters: {
            Uri: `${dataPath(model)}/composite/sobjects`,
            Method: "POST",
            Body: { allOrNone: false, records: body(rows) },
            ContentType: "application/json",
          },
        }),
      ],
    ),
  ];
}
