import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, operation, select } from "../kit/action.ts";
import { type Expression, get, type Value } from "../kit/expression.ts";
import {
  body,
  concat,
  constant,
  contains,
  cut,
  empty,
  item,
  not,
  orEmpty,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { setTakes } from "../merge/elements.ts";
import { dataPath } from "../records/salesforce-requests.ts";
import { contactRoles, ensureContacts } from "./contacts.ts";
import { lookRows } from "./create-account.ts";
import { incomingList } from "./incoming.ts";

const solutions = "Solutions as Salesforce rows";
const team = "Team members as Salesforce rows";
const suffix = " of the new opportunity";

/** Solutions, contacts and team of a new opportunity, attached in one call. */
export function attachRows(model: Model, opportunity: Expression, account: Expression): readonly Action[] {
  const takesSolutions = setTakes(model, "solutions");
  const takesContacts = setTakes(model, "contacts");
  const takesTeam = setTakes(model, "team");
  const rows = union(
    constant([]),
    ...(takesSolutions ? [listOf(body(solutions))] : []),
    ...(takesContacts ? [listOf(body(contactRoles(suffix)))] : []),
    ...(takesTeam ? [listOf(body(team))] : []),
  );
  if (!takesSolutions && !takesContacts && !takesTeam) return [];
  return [
    ...(takesContacts
      ? ensureContacts(model, {
          contacts: incomingList("customerProfile", "team"),
          account,
          opportunity,
          suffix,
        })
      : []),
    ...(takesSolutions
      ? [
          select(
            solutions,
            "One row for each solution.",
            incomingList("details", "requirements", "solutions"),
            solutionRow(model, opportunity),
          ),
        ]
      : []),
    ...(takesTeam
      ? [
          select(
            team,
            "One row for each user of Salesforce that is in the referral's team.",
            lookRows("users"),
            teamRow(opportunity, get(item(), "Id")),
          ),
        ]
      : []),
    branch("If there is anything to attach", "All rows in one call.", not(empty(rows)), [
      operation(
        "Attach solutions, contacts and team",
        "A row that Salesforce refuses does not stop the others.",
        {
          connection: "salesforce",
          operationId: salesforce.httpRequest,
          repetition: "never",
          parameters: {
            Uri: `${dataPath(model)}/composite/sobjects`,
            Method: "POST",
            Body: { allOrNone: false, records: rows },
            ContentType: "application/json",
          },
        },
      ),
    ]),
  ];
}

/** A row of the solution object. The key says which solution of which opportunity it is. */
export function solutionRow(model: Model, opportunity: Expression): Value {
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
export function teamRow(opportunity: Expression, user: Expression): Value {
  return {
    attributes: { type: "OpportunityTeamMember" },
    OpportunityId: opportunity,
    UserId: user,
    OpportunityAccessLevel: "Edit",
  };
}
