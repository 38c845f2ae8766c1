import type { Model, SetModel } from "../../generator/model/model.ts";
import { type Action, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  empty,
  equals,
  item,
  json,
  orEmpty,
  replace,
  string,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { joinMarked, listOf } from "../kit/lines.ts";
import type { Row } from "../projection/row.ts";
import { steps } from "../records/names.ts";
import { children, opportunity, referral } from "../records/sources.ts";

// People and solutions as lines, `contacts:a@b.c|Ann|Lee|0001|`. The key of an element stands before the first bar.

export const setKinds = ["solutions", "contacts", "team"] as const;
export type SetKind = (typeof setKinds)[number];

/** Marks of the lines of each side. */
export const elementMarks: Readonly<Record<"crm" | "pc", Readonly<Record<SetKind, number>>>> = {
  crm: { solutions: 1, contacts: 2, team: 3 },
  pc: { solutions: 4, contacts: 5, team: 6 },
};
export const elementMarkCount = 6;

export const setOf = (model: Model, kind: SetKind): SetModel => model.sets[kind];

/** Whether a set takes part at all. The team needs Opportunity Teams. */
export function isSynced(model: Model, kind: SetKind): boolean {
  return setOf(model, kind).direction !== "never" && (kind !== "team" || model.crm.teams);
}

export function setSends(model: Model, kind: SetKind): boolean {
  return isSynced(model, kind) && setOf(model, kind).direction !== "toCrm";
}

export function setTakes(model: Model, kind: SetKind): boolean {
  return isSynced(model, kind) && setOf(model, kind).direction !== "toPartnerCenter";
}

export const syncedKinds = (model: Model): readonly SetKind[] =>
  setKinds.filter((kind) => isSynced(model, kind));

/** The records of Salesforce that stand for people and solutions, each with its type. */
export function crmElements(model: Model): readonly Expression[] {
  return [
    children("OpportunityContactRoles"),
    ...(model.crm.teams ? [children("OpportunityTeamMembers")] : []),
    children(model.crm.solution.relationship),
    createArray(coalesce(opportunity("Owner"), constant({}))),
  ];
}

/** One line for each person and solution of either side, with its mark. */
export function readElements(model: Model): Action {
  return select(
    steps.elements,
    "One line each: Salesforce's solutions (1), contacts (2), team (3); Partner Center's solutions (4), contacts (5), team (6).",
    union(
      ...crmElements(model),
      // Both kinds of people look alike in Partner Center; the customer's are marked by another name of their e-mail.
      json(replace(string(listOf(referral("customerProfile", "team"))), '"email":', '"contact":')),
      listOf(referral("team")),
      listOf(referral("details", "requirements", "solutions")),
    ),
    elementLine(model),
  );
}

const field = (...keys: readonly Operand[]): Expression => orEmpty(get(item(), ...keys));

/** The line of a Salesforce record, by its type. */
export function crmLine(model: Model): Expression {
  const { objects, solution } = model.crm;
  const type = get(item(), "attributes", "type");
  const line = (kind: SetKind, key: Expression, ...details: readonly Expression[]): Expression | string =>
    lineOf(model, "crm", kind, key, details);
  return when(
    equals(type, "OpportunityContactRole"),
    line(
      "contacts",
      toLower(field("Contact", "Email")),
      field("Contact", "FirstName"),
      field("Contact", "LastName"),
      field("Contact", "Phone"),
    ),
    when(
      equals(type, "OpportunityTeamMember"),
      line("team", toLower(field("User", "Email"))),
      when(
        equals(type, objects.solution),
        line("solutions", field(solution.id)),
        line("team", toLower(field("Email"))),
      ),
    ),
  );
}

/**
 * How a contact of Partner Center is told from others: by its e-mail. Without one it is never created in Salesforce, and
 * stands with all its details behind a question mark, so that the difference is known.
 */
export const contactKey = (mail: Expression): Expression =>
  when(
    empty(mail),
    concat(nameless, field("firstName"), " ", field("lastName"), " ", field("phoneNumber")),
    toLower(mail),
  );

/** The start of such a key, behind the kind. */
export const nameless = "?";

function elementLine(model: Model): Expression {
  const line = (kind: SetKind, key: Expression, ...details: readonly Expression[]): Expression | string =>
    lineOf(model, "pc", kind, key, details);
  return when(
    contains(item(), "attributes"),
    crmLine(model),
    when(
      contains(item(), "contact"),
      line(
        "contacts",
        contactKey(field("contact")),
        field("firstName"),
        field("lastName"),
        field("phoneNumber"),
      ),
      when(contains(item(), "email"), line("team", toLower(field("email"))), line("solutions", field("id"))),
    ),
  );
}

/** What has no key, a person without an e-mail, is no element. */
function lineOf(
  model: Model,
  side: "crm" | "pc",
  kind: SetKind,
  key: Expression,
  details: readonly Expression[],
): Expression | string {
  if (!isSynced(model, kind)) return "";
  const line = concat(
    `${elementMarks[side][kind]} ${kind}:`,
    key,
    "|",
    ...details.flatMap((detail) => [detail, "|"]),
  );
  return when(call("empty", key), "", line);
}

/** The lines of one set on one side, as they are stored in the state. */
export function elementText(action: string, side: "crm" | "pc", kind: SetKind): Expression {
  return joinMarked(listOf(body(action)), elementMarks[side][kind], elementMarkCount, "line feed");
}

/** How audit lines call the sets. */
export const setLabels: Readonly<Record<SetKind, string>> = {
  solutions: "Solutions",
  contacts: "Customer contacts",
  team: "Team",
};

/** The lines of the comparison for people and solutions. */
export function setRows(model: Model): readonly Row[] {
  return syncedKinds(model).map((kind) => {
    const crm = elementText(steps.elements, "crm", kind);
    return {
      field: kind,
      label: setLabels[kind],
      kind: "set",
      policy: setOf(model, kind).policy,
      sends: false,
      takes: false,
      crm,
      pc: elementText(steps.elements, "pc", kind),
      sent: crm,
      valid: true,
      change: "",
      alone: false,
      values: {},
    };
  });
}
