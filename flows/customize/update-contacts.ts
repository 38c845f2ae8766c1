import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, filter, operation, select } from "../kit/action.ts";
import { call, type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  empty,
  equals,
  first,
  greater,
  item,
  join,
  joinFilled,
  json,
  last,
  length,
  lineFeed,
  not,
  or,
  orEmpty,
  setProperty,
  skip,
  split,
  string,
  take,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { setTakes } from "../merge/elements.ts";
import { compositeCall, mostSubrequests, queryRequest } from "../records/salesforce-requests.ts";
import { objectExpression } from "../records/state.ts";
import {
  contactQuery,
  contactRequest,
  contactRole,
  contactSteps,
  mailedContacts,
  missingContacts,
  namedRecord,
  namedWords,
  namesContact,
  numberOf,
} from "./contacts.ts";
import { givenRecord, givenRows, stateInput } from "./inputs.ts";

const suffix = " to attach";

const steps = {
  ...contactSteps(suffix),
  look: `Contacts that are there${suffix}`,
  create: "Create the missing contacts",
  failed: "Contacts that Salesforce did not create",
  words: "What is said of them",
  known: "What is said of contacts that were there",
  named: "Contacts that Salesforce names instead",
  lines: "Contacts that Salesforce has then",
  roles: "Contact roles to attach",
} as const;

/** Parts of the look. */
const [contactsPart, rolesPart] = [0, 1];

const looked = (part: number): Expression =>
  listOf(body(steps.look, "compositeResponse", part, "body", "records"));

const answers = (): Expression => listOf(body(steps.create, "compositeResponse"));

/** The contacts of the account with these e-mails, once the missing ones are created. */
const thereThen = (): Expression => coalesce(get(last(answers()), "body", "records"), looked(contactsPart));

/** Contacts must be there before they can be attached: each is found at the account by its e-mail, or created. */
export function prepareContacts(model: Model): readonly Action[] {
  if (!setTakes(model, "contacts")) return [];
  const account = givenRecord("AccountId");
  const contacts = contactQuery(model, suffix, concat("AccountId = '", account, "'"));
  const attached = concat(
    "SELECT ContactId FROM OpportunityContactRole WHERE OpportunityId = '",
    orEmpty(givenRecord("Id")),
    "'",
  );
  const missing = listOf(body(steps.missing));
  return [
    branch(
      "If contacts are to be attached",
      "Each is found or created; an e-mail at an account is one contact.",
      not(empty(givenRows("contacts"))),
      [
        ...mailedContacts(suffix, givenRows("contacts")),
        operation(
          steps.look,
          "At this account, by e-mail; and which contacts are attached already.",
          compositeCall(
            model,
            [queryRequest(model, "contacts", contacts), queryRequest(model, "attached", attached)],
            { together: false, repetition: "safe" },
          ),
        ),
        select(
          steps.known,
          "They are not overwritten: what Salesforce holds of them goes to Partner Center with the next look.",
          looked(contactsPart),
          concat(
            "contact ",
            toLower(get(item(), "Email")),
            " was there already: its details in Salesforce stay",
          ),
        ),
        missingContacts(suffix, looked(contactsPart)),
        branch("If a contact is missing", "Its key is unique.", not(empty(missing)), [
          select(
            steps.requests,
            "At the customer's account; account and e-mail are the key.",
            call("range", 0, length(take(missing, mostContacts))),
            contactRequest(model, concat("contact", item()), get(missing, item()), account),
          ),
          operation(
            steps.create,
            "One call; it reads back those that are there then. One that is refused does not stop the others.",
            compositeCall(
              model,
              union(
                listOf(body(steps.requests)),
                createArray(objectExpression(queryRequest(model, "contacts", contacts))),
              ),
              { together: false, repetition: "never" },
            ),
          ),
          branch(
            "If a contact was not created",
            "Salesforce refuses it, or names one like it by a duplicate rule: that one is attached instead.",
            contains(string(answers()), '"errorCode"'),
            notCreated(model, missing),
          ),
        ]),
        select(
          steps.roles,
          "One row for each contact that is there now, or that Salesforce names.",
          union(thereThen(), listOf(body(steps.named))),
          contactRole(givenRecord("Id"), coalesce(get(item(), "Id"), namedRecord(item(), "Id"))),
        ),
      ],
    ),
  ];
}

/** The reading back takes one part of the call; what does not fit comes with the next round. */
const mostContacts = mostSubrequests - 1;

function notCreated(model: Model, missing: Expression): readonly Action[] {
  const isAttached = contains(string(looked(rolesPart)), concat('"', namedRecord(item(), "Id"), '"'));
  const refusal = concat(
    "contact ",
    orEmpty(get(missing, numberOf(item()), "email")),
    " was not created: ",
    cut(orEmpty(get(item(), "body", 0, "message")), 100),
  );
  const mail = skip(first(split(item(), "|")), "contacts:".length);
  const has = (list: Expression): Expression =>
    contains(toLower(string(list)), concat('"email":"', mail, '"'));
  return [
    filter(
      steps.failed,
      "Refused, or another one named.",
      answers(),
      and(
        greater(coalesce(get(item(), "httpStatusCode"), 0), 299),
        not(equals(get(item(), "referenceId"), "contacts")),
      ),
    ),
    select(
      steps.words,
      "Blank where the one that Salesforce names is attached already.",
      listOf(body(steps.failed)),
      when(namesContact(model, item()), when(isAttached, "", namedWords(missing)), refusal),
    ),
    filter(
      steps.named,
      "One for each that is not attached yet.",
      listOf(body(steps.failed)),
      when(namesContact(model, item()), not(isAttached), false),
    ),
    filter(
      steps.lines,
      "Lines of the pair that is stored: what is not there does not count as removed later.",
      split(orEmpty(storedPair(0)), lineFeed),
      or(not(has(missing)), has(thereThen())),
    ),
  ];
}

/** What each side has of contacts once this write is done, as the caller has worked it out. */
const storedPair = (side: 0 | 1): Expression =>
  get(json(coalesce(stateInput(), "{}")), "pairs", "contacts", side);

/** The rows that attach the contacts. */
export const preparedRoles = (model: Model): Expression =>
  setTakes(model, "contacts") ? listOf(body(steps.roles)) : constant([]);

/** What the audit says of contacts that were there, or not created as they were given; empty where all were created. */
export const preparedWords = (model: Model): Expression =>
  setTakes(model, "contacts")
    ? joinFilled(union(listOf(body(steps.known)), listOf(body(steps.words))), "; ")
    : string("");

/** The pair of contacts where some were not created, as a member of an object; an empty object otherwise. */
export const preparedPair = (model: Model): Expression =>
  setTakes(model, "contacts")
    ? when(
        equals(body(steps.lines), null),
        constant({}),
        setProperty(
          constant({}),
          "contacts",
          createArray(join(listOf(body(steps.lines)), lineFeed), orEmpty(storedPair(1))),
        ),
      )
    : constant({});

/** Whether there were more contacts to create than one call takes: without a pair the next round takes the others. */
export const hasMoreContacts = (model: Model): Expression =>
  setTakes(model, "contacts") ? greater(length(listOf(body(steps.missing))), mostContacts) : equals(1, 0);
