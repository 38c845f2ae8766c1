import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, filter, operation, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  add,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  empty,
  equals,
  item,
  join,
  length,
  lessOrEquals,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  string,
  sub,
  take,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { setTakes } from "../merge/elements.ts";
import { compositeCall, dataPath, mostSubrequests } from "../records/salesforce-requests.ts";
import { objectExpression, withProperties } from "../records/state.ts";
import {
  contactRequest,
  contactRole,
  contactSteps,
  missingContacts,
  namedRecord,
  namedWords,
  namesContact,
} from "./contacts.ts";
import { lookRows } from "./create-account.ts";
import { incomingList, newSuffix } from "./incoming.ts";

const steps = {
  ...contactSteps(newSuffix),
  there: "Contacts that are there of the new opportunity",
  named: "Contacts that Salesforce names instead of new ones",
  words: "What is said of them on the new opportunity",
  rows: "Solutions, contacts and team as Salesforce rows",
} as const;

/** Each missing contact takes a request for itself and one for its role, the opportunity one. */
const mostContacts = Math.floor((mostSubrequests - 1) / 2);

/** What an earlier part of the same call has created: Salesforce puts the id in its place. */
const idOf = (reference: Operand): Expression => concat("@{", reference, ".id}");

/**
 * The opportunity with the contacts that are missing in one call. A contact that is refused stops nothing but its role;
 * `record` are the columns of the opportunity.
 */
export function createWithContacts(
  model: Model,
  create: string,
  { record, account }: { readonly record: Expression; readonly account: Expression },
): readonly Action[] {
  const takesContacts = setTakes(model, "contacts");
  const opportunity = withProperties(
    constant({ method: "POST", url: `${dataPath(model)}/sobjects/${model.crm.objects.opportunity}` }),
    { referenceId: "opportunity", body: record },
  );
  return [
    ...(takesContacts ? contactsToCreate(model, opportunity, account) : []),
    operation(
      create,
      "Its referral id is unique: of two runs at once only one can create it. Its new contacts come in the same call.",
      compositeCall(model, takesContacts ? listOf(body(steps.requests)) : createArray(opportunity), {
        together: false,
        repetition: "never",
      }),
    ),
  ];
}

/** The opportunity comes first, then each contact that is missing, then the role of each. */
function contactsToCreate(model: Model, opportunity: Expression, account: Expression): readonly Action[] {
  const missing = listOf(body(steps.missing));
  const count = length(take(missing, mostContacts));
  const roleRequest = withProperties(
    constant({ method: "POST", url: `${dataPath(model)}/sobjects/OpportunityContactRole` }),
    {
      referenceId: concat("role", sub(item(), count)),
      body: withProperties(constant({}), {
        OpportunityId: idOf("opportunity"),
        ContactId: idOf(concat("contact", sub(item(), count))),
      }),
    },
  );
  return [
    filter(
      steps.there,
      "Of the account that was found.",
      lookRows("contacts"),
      equals(get(item(), "AccountId"), account),
    ),
    missingContacts(newSuffix, listOf(body(steps.there))),
    select(
      steps.requests,
      "The opportunity first, then each contact that is missing, then the role of each.",
      call("range", 0, add(1, call("mul", 2, count))),
      when(
        equals(item(), 0),
        opportunity,
        when(
          lessOrEquals(item(), count),
          contactRequest(model, concat("contact", item()), get(missing, sub(item(), 1)), account),
          roleRequest,
        ),
      ),
    ),
  ];
}

/**
 * Solutions, contacts that were there and team of the new opportunity, attached in one call. A contact that a duplicate
 * rule of the organization names is attached instead of a new one, and named in the audit.
 */
export function attachRows(
  model: Model,
  create: string,
  { opportunity, fields }: { readonly opportunity: Expression; readonly fields: string },
): readonly Action[] {
  if (!(["solutions", "contacts", "team"] as const).some((kind) => setTakes(model, kind))) return [];
  const rows = listOf(body(steps.rows));
  const attaching = setProperty(
    constant({ method: "POST", url: `${dataPath(model)}/composite/sobjects`, referenceId: "rows" }),
    "body",
    withProperties(constant({ allOrNone: false }), { records: rows }),
  );
  const requests = setTakes(model, "contacts")
    ? union(createArray(attaching), namingRequests(model, opportunity, fields))
    : createArray(attaching);
  return [
    ...(setTakes(model, "contacts") ? namedContacts(model, create) : []),
    rowsToAttach(model, opportunity),
    branch("If there is anything to attach", "All rows in one call.", not(empty(rows)), [
      operation(
        "Attach solutions, contacts and team",
        "A row that Salesforce refuses does not stop the others.",
        compositeCall(model, requests, { together: false, repetition: "never" }),
      ),
    ]),
  ];
}

function namedContacts(model: Model, create: string): readonly Action[] {
  const answers = listOf(body(create, "compositeResponse"));
  return [
    branch(
      "If Salesforce names a contact like a new one",
      "A duplicate rule of the organization: the contact it names is attached instead.",
      contains(string(answers), "DUPLICATES_DETECTED"),
      [
        filter(steps.named, "One for each.", answers, namesContact(model, item())),
        select(
          steps.words,
          "Which one it is.",
          listOf(body(steps.named)),
          // The requests for contacts are counted from 1.
          namedWords(union(createArray(""), listOf(body(steps.missing)))),
        ),
      ],
    ),
  ];
}

/** The audit of the new opportunity with the contacts that Salesforce names; no request where there are none. */
function namingRequests(model: Model, opportunity: Expression, fields: string): Expression {
  const said = listOf(body(steps.words));
  const audit = (part: string): Expression => outputs(fields, "Audit", part);
  const record = setProperty(constant({}), audit("column"), concat(audit("value"), "; ", join(said, "; ")));
  const request = withProperties(constant({ method: "PATCH", referenceId: "audit" }), {
    url: concat(`${dataPath(model)}/sobjects/${model.crm.objects.opportunity}/`, orEmpty(opportunity)),
    body: record,
  });
  return when(empty(said), constant([]), createArray(request));
}

function rowsToAttach(model: Model, opportunity: Expression): Action {
  const type = get(item(), "attributes", "type");
  const sources = [
    ...(setTakes(model, "solutions") ? [incomingList("details", "requirements", "solutions")] : []),
    ...(setTakes(model, "contacts") ? [listOf(body(steps.there)), listOf(body(steps.named))] : []),
    ...(setTakes(model, "team") ? [lookRows("users")] : []),
  ];
  const contact = coalesce(get(item(), "Id"), namedRecord(item(), "Id"));
  return select(
    steps.rows,
    "One row for each solution, each contact that is there or is named, and each user of Salesforce in the team.",
    union(...sources, constant([])),
    when(
      or(equals(type, model.crm.objects.contact), contains(item(), "httpStatusCode")),
      contactRole(opportunity, contact),
      when(
        equals(type, "User"),
        objectExpression(teamRow(opportunity, get(item(), "Id"))),
        objectExpression(solutionRow(model, opportunity)),
      ),
    ),
  );
}

/** A row of the solution object. The key says which solution of which opportunity it is. */
export function solutionRow(model: Model, opportunity: Expression): Readonly<Record<string, Value>> {
  const { solution, objects } = model.crm;
  const type = orEmpty(get(item(), "solutionType"));
  const isKnownType = contains(constant([...model.sets.solutions.types]), type);
  return {
    attributes: { type: objects.solution },
    [solution.opportunity]: opportunity,
    [solution.id]: get(item(), "id"),
    [solution.name]: cut(orEmpty(get(item(), "name")), 255),
    [solution.type]: when(isKnownType, type, null),
    [solution.key]: concat(opportunity, "|", orEmpty(get(item(), "id"))),
  };
}

/** A team member of the opportunity: a user of Salesforce. */
export function teamRow(opportunity: Expression, user: Expression): Readonly<Record<string, Value>> {
  return {
    attributes: { type: "OpportunityTeamMember" },
    OpportunityId: opportunity,
    UserId: user,
    OpportunityAccessLevel: "Edit",
  };
}
