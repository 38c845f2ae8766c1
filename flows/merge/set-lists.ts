import type { Model } from "../../generator/model/model.ts";
import { type Action, filter, select } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  empty,
  equals,
  item,
  join,
  json,
  length,
  lineFeed,
  not,
  or,
  orEmpty,
  setProperty,
  skip,
  string,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { steps } from "../records/names.ts";
import { children, opportunity, referral, storedState } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { contactKey, elementText, type SetKind, setSends, syncedKinds } from "./elements.ts";
import { hasMovedKind, isOn, salesforceWins, setSteps } from "./set-keys.ts";

interface ReferralList {
  readonly path: string;
  readonly keys: readonly string[];
  readonly noun: string;
}

export const lists: Readonly<Record<SetKind, ReferralList>> = {
  solutions: {
    path: "/details/requirements/solutions",
    keys: ["details", "requirements", "solutions"],
    noun: "solutions",
  },
  team: { path: "/team", keys: ["team"], noun: "team members" },
  contacts: { path: "/customerProfile/team", keys: ["customerProfile", "team"], noun: "contacts" },
};

const stayName = (kind: SetKind): string => `Partner Center's ${lists[kind].noun} that stay`;

const newName = (kind: SetKind): string => `Salesforce's ${lists[kind].noun} for Partner Center`;

export const pcKey = (kind: SetKind): Expression =>
  kind === "solutions"
    ? concat("solutions:", orEmpty(get(item(), "id")))
    : kind === "contacts"
      ? concat("contacts:", contactKey(orEmpty(get(item(), "email"))))
      : concat(`${kind}:`, toLower(orEmpty(get(item(), "email"))));

/** Partner Center's own entries that stay as they are, and those that Salesforce adds or changes. */
export function listForPartnerCenter(model: Model, kind: SetKind): readonly Action[] {
  const isWanted = (key: Expression): Expression => contains(listOf(body(setSteps.wanted)), key);
  const row = salesforceRow(model, kind);
  const key = pcKey(kind);
  // What has no key, a person without an e-mail, is Partner Center's own affair.
  const hasKey = not(equals(key, `${kind}:`));
  return [
    filter(
      stayName(kind),
      "As Partner Center holds them, with what only it knows of them.",
      listOf(referral(...lists[kind].keys)),
      or(not(hasKey), and(isWanted(key), not(salesforceWins(key)))),
    ),
    select(
      newName(kind),
      "In Partner Center's form; blank for those that are there already.",
      row.from,
      when(
        and(isWanted(row.key), or(not(isOn("pc", row.key)), salesforceWins(row.key))),
        string(row.entry),
        "",
      ),
    ),
  ];
}

interface SalesforceRow {
  readonly from: Expression;
  readonly key: Expression;
  readonly entry: Expression;
}

/** The records of Salesforce behind a set, the key of each, and its form in Partner Center. */
export function salesforceRow(model: Model, kind: SetKind): SalesforceRow {
  const field = (...keys: readonly string[]): Expression => orEmpty(get(item(), ...keys));
  const person = (...object: readonly string[]): Expression =>
    withProperties(constant({}), {
      firstName: field(...object, "FirstName"),
      lastName: field(...object, "LastName"),
      phoneNumber: field(...object, "Phone"),
      email: field(...object, "Email"),
    });
  const { solution } = model.crm;
  switch (kind) {
    case "solutions":
      return {
        from: children(solution.relationship),
        key: concat("solutions:", field(solution.id)),
        entry: solutionEntry(model),
      };
    case "contacts":
      return {
        from: children("OpportunityContactRoles"),
        key: concat("contacts:", toLower(field("Contact", "Email"))),
        entry: person("Contact"),
      };
    case "team": {
      // The owner stands for itself; members of the team are behind their user.
      const owner = createArray(
        coalesce(setProperty(constant({}), "User", opportunity("Owner")), constant({})),
      );
      return {
        from: union(children("OpportunityTeamMembers"), owner),
        key: concat("team:", toLower(field("User", "Email"))),
        entry: person("User"),
      };
    }
  }
}

/** A solution as Partner Center takes it. */
export function solutionEntry(model: Model): Expression {
  const { solution } = model.crm;
  const field = (column: string): Expression => orEmpty(get(item(), column));
  const [usual = "3P"] = model.sets.solutions.types;
  return withProperties(constant({ type: "Name" }), {
    id: field(solution.id),
    name: field(solution.name),
    solutionType: when(empty(field(solution.type)), usual, field(solution.type)),
  });
}

/** The operation that replaces a list, as text; blank where the list is as it should be. */
function listChange(kind: SetKind): Expression {
  const staying = listOf(body(stayName(kind)));
  const added = skip(union(createArray(""), listOf(body(newName(kind)))), 1);
  const isAlike = and(empty(added), equals(length(staying), length(listOf(referral(...lists[kind].keys)))));
  const value = union(staying, json(concat("[", join(added, ","), "]")));
  return when(
    and(hasMovedKind(kind), not(isAlike)),
    string(setProperty(constant({ op: "replace", path: lists[kind].path }), "value", value)),
    "",
  );
}

const sentKinds = (model: Model): readonly SetKind[] =>
  syncedKinds(model).filter((kind) => setSends(model, kind));

/** The operations that replace the lists which have to change, one text each; blank ones among them. */
export const listChanges = (model: Model): Expression =>
  sentKinds(model).length === 0 ? constant([]) : createArray(...sentKinds(model).map(listChange));

/**
 * The pairs of the lists whose change is among the refused ones, one member text each; blank ones among them. Salesforce's
 * entry stays as it was: element by element it says what is still to be sent when it is tried again.
 */
export const refusedLists = (model: Model, refused: Expression): Expression =>
  refusedMembers(model, refused, (kind) =>
    createArray(
      coalesce(storedState(model.crm, "pairs", kind, 0), elementText(steps.elements, "crm", kind)),
      elementText(steps.elements, "pc", kind),
    ),
  );

/** For the same lists, code and time of the refusal with what Salesforce held: until that moves, nothing is sent but by Reconcile. */
export const refusalsOfLists = (
  model: Model,
  refused: Expression,
  refusal: readonly [code: Expression, at: Expression],
): Expression =>
  refusedMembers(model, refused, (kind) => createArray(...refusal, elementText(steps.elements, "crm", kind)));

function refusedMembers(
  model: Model,
  refused: Expression,
  member: (kind: SetKind) => Expression,
): Expression {
  const members = sentKinds(model).map((kind) =>
    when(
      contains(join(refused, lineFeed), `"path":"${lists[kind].path}"`),
      concat(`"${kind}":`, string(member(kind))),
      "",
    ),
  );
  return members.length === 0 ? constant([]) : createArray(...members);
}
