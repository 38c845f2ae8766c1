import type { Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, compose, operation, select } from "../kit/action.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  equals,
  first,
  item,
  join,
  joinFilled,
  json,
  last,
  lineFeed,
  orEmpty,
  replace,
  setProperty,
  sort,
  split,
  string,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { comparisonRows } from "../projection/rows.ts";
import { crmClass, isClosed, isOnHold, referralClass } from "../projection/stage.ts";
import { steps } from "../records/names.ts";
import { fieldName, namedByVariable, watchedColumns } from "../records/opportunity.ts";
import { compositeCall, pairQuery, queryRequest } from "../records/salesforce-requests.ts";
import {
  bothSides,
  givenMicrosoftSide,
  kept,
  opportunity,
  referral,
  storedState,
} from "../records/sources.ts";
import { fieldNames } from "../records/state.ts";

/** Reads the opportunity with all that belongs to it, and the organization, in one call. */
export function readSalesforce(model: Model): Action {
  return operation(
    steps.readSalesforce,
    "The opportunity with account, people and solutions, and which organization this is: one call.",
    compositeCall(
      model,
      [
        queryRequest(model, "opportunity", pairQuery(model)),
        queryRequest(model, "organization", "SELECT Id FROM Organization"),
      ],
      { together: false, repetition: "safe" },
    ),
  );
}

export function readReferral(model: Model): Action {
  return operation(steps.readReferral, "The referral as Partner Center holds it now, with its eTag.", {
    connection: "referrals",
    operationId: partnerCenter.read,
    repetition: "safe",
    parameters: { id: kept(model.crm, "referralIdentifier") },
  });
}

/** A blank list in place of a missing one. */
const list = (value: Expression): Expression => coalesce(value, constant([]));

const crmPrefix = "S ";
const pcPrefix = "P ";
const border = "Q";

/**
 * One line for each person and solution of either side: `S contact:a@b.c|Ann|Lee|0001`. Sorted, Partner Center's
 * lines (P) come first, the border Q between, then those of Salesforce (S).
 */
export function readElements(model: Model): Action {
  const rows = [
    list(opportunity("OpportunityContactRoles", "records")),
    ...(model.crm.teams ? [list(opportunity("OpportunityTeamMembers", "records"))] : []),
    list(opportunity(model.crm.solution.relationship, "records")),
    createArray(opportunity("Owner")),
    // Both kinds of people look alike in Partner Center; the customer's are marked by another name of their e-mail.
    json(replace(string(list(referral("customerProfile", "team"))), '"email":', '"contact":')),
    list(referral("team")),
    list(referral("details", "requirements", "solutions")),
  ];
  return select(
    steps.elements,
    "One line for each customer contact, team member and solution: S for Salesforce, P for Partner Center.",
    union(...rows),
    elementLine(model),
  );
}

function elementLine(model: Model): Expression {
  const { sets, crm } = model;
  const field = (...keys: readonly Operand[]): Expression => orEmpty(get(item(), ...keys));
  const line = (
    isOn: boolean,
    prefix: string,
    kind: string,
    key: Expression,
    ...details: readonly Expression[]
  ): Expression | string =>
    isOn
      ? when(
          equals(key, ""),
          "",
          concat(`${prefix}${kind}:`, key, "|", ...details.flatMap((detail) => [detail, "|"])),
        )
      : "";
  const contacts = sets.contacts.direction !== "never";
  const team = sets.team.direction !== "never";
  const solutions = sets.solutions.direction !== "never";
  const type = get(item(), "attributes", "type");
  const contactFields = (object: readonly string[], names: readonly string[]): readonly Expression[] =>
    names.map((name) => field(...object, name));
  const salesforceNames = ["FirstName", "LastName", "Phone"];
  const referralNames = ["firstName", "lastName", "phoneNumber"];
  return when(
    equals(type, "OpportunityContactRole"),
    line(
      contacts,
      crmPrefix,
      "contact",
      toLower(field("Contact", "Email")),
      ...contactFields(["Contact"], salesforceNames),
    ),
    when(
      equals(type, "OpportunityTeamMember"),
      line(team, crmPrefix, "team", toLower(field("User", "Email"))),
      when(
        equals(type, "User"),
        line(team, crmPrefix, "team", toLower(field("Email"))),
        when(
          equals(type, crm.objects.solution),
          line(solutions, crmPrefix, "solution", field(crm.solution.id)),
          when(
            contains(item(), "contact"),
            line(
              contacts,
              pcPrefix,
              "contact",
              toLower(field("contact")),
              ...contactFields([], referralNames),
            ),
            when(
              contains(item(), "email"),
              line(team, pcPrefix, "team", toLower(field("email"))),
              line(solutions, pcPrefix, "solution", field("id")),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The lines of one side, without their prefix. */
function elementsOf(side: "crm" | "pc"): Expression {
  const lines = concat(
    lineFeed,
    join(sort(union(createArray(border), body(steps.elements))), lineFeed),
    lineFeed,
  );
  const halves = split(lines, concat(lineFeed, border, lineFeed));
  const half = side === "pc" ? first(halves) : last(halves);
  const prefix = side === "pc" ? pcPrefix : crmPrefix;
  // Each line ends with a feed; the first one may be the empty line that stands for people without an e-mail.
  const text = replace(concat(lineFeed, half, lineFeed), concat(lineFeed, prefix), lineFeed);
  return joinFilled(split(text, lineFeed), lineFeed);
}

export const elementsKey = "elements";

/** Everything the comparison needs, computed once. */
export function readBothSides(model: Model): Action {
  const stage = opportunity("StageName");
  const columns = Object.fromEntries(
    ["Id", ...watchedColumns(model)].map((column): [string, Value] => [column, opportunity(column)]),
  );
  return compose(
    steps.bothSides,
    "What was settled last, where the deal stands, and each field in the same form from both sides.",
    {
      state: storedState(model.crm),
      names: fieldNames(model),
      hold: isOnHold(stage),
      closed: isClosed(),
      crmClass: crmClass(model.stages, stage),
      pcClass: referralClass(referral("status"), referral("substatus")),
      columns,
      crmElements: elementsOf("crm"),
      pcElements: elementsOf("pc"),
      microsoft: givenMicrosoftSide(),
      rows: comparisonRows(model).map((row): Value => ({ ...row })),
    },
  );
}

/** The watched columns by API name, those named by variables among them. */
export function recordColumns(model: Model): Expression {
  return namedByVariable(model).reduce<Expression>(
    (record, field) => setProperty(record, fieldName(field), opportunity(fieldName(field))),
    bothSides("columns"),
  );
}
