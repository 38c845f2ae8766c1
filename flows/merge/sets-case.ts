import type { Model, SetModel } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { type Action, branch, filter, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand } from "../kit/expression.ts";
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
  first,
  item,
  joinFilled,
  json,
  lineFeed,
  not,
  or,
  orEmpty,
  setProperty,
  split,
  startsWith,
  string,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { has } from "../projection/verdict.ts";
import { steps } from "../records/names.ts";
import { bothSides, kept, opportunity, referral } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { elementsKey } from "./read.ts";
import { afterRefusal, changeReferral, valuesForSalesforce } from "./send.ts";
import { customizeBody, writeAhead, writeResult } from "./write.ts";

// Customer contacts, team and solutions, element by element: what one side has added or removed since the last time is
// added or removed on the other. An element is a line `solution:SOL-1|`; its key is what stands before the first bar.

type Kind = "contact" | "team" | "solution";

export const setSteps = {
  keys: "Each person and solution once",
  forPartnerCenter: "Those that Partner Center should have",
  toAdd: "Those that are new for Salesforce",
  toRemove: "Those that Salesforce has to lose",
  rows: "Add and remove rows in Salesforce",
  write: "Write that people and solutions are settled",
} as const;

const suffix = "with people and solutions";
const change = `${steps.change} ${suffix}`;
const ahead = `${steps.writeAhead} ${suffix}`;
const changes = `${steps.changes} ${suffix}`;
const values = `${steps.values} ${suffix}`;

/** Whether a key is among the lines of a text. */
const isIn = (text: Expression, key: Expression): Expression =>
  contains(concat(lineFeed, orEmpty(text)), concat(lineFeed, key, "|"));

const wasIn = (side: 0 | 1, key: Expression): Expression =>
  isIn(bothSides("state", "pairs", elementsKey, side), key);
const inCrm = (key: Expression): Expression => isIn(bothSides("crmElements"), key);
const inPc = (key: Expression): Expression => isIn(bothSides("pcElements"), key);

/** Where there is no pair yet nothing counts as removed. */
const hasPair = not(equals(bothSides("state", "pairs", elementsKey), null));

/** People and solutions, and with them every field that moved in the same run. */
export function setsCase(model: Model): readonly Action[] {
  const key = item();
  const crmAdded = and(inCrm(key), not(wasIn(0, key)));
  const crmRemoved = and(hasPair, wasIn(0, key), not(inCrm(key)));
  const pcAdded = and(inPc(key), not(wasIn(1, key)));
  const pcRemoved = and(hasPair, wasIn(1, key), not(inPc(key)));
  const keys = union(body(setSteps.keys), body(setSteps.keys));
  const setChanges = (["solution", "team", "contact"] as const).flatMap((kind) =>
    sends(model, kind) ? partnerCenterChange(model, kind) : [],
  );
  return [
    select(
      setSteps.keys,
      "The keys of both sides.",
      split(concat(orEmpty(bothSides("crmElements")), lineFeed, orEmpty(bothSides("pcElements"))), lineFeed),
      first(split(item(), "|")),
    ),
    filter(
      setSteps.forPartnerCenter,
      "What is there, what Salesforce has added, without what it has removed.",
      keys,
      and(
        not(empty(key)),
        or(and(inPc(key), not(and(maySend(model, key), crmRemoved))), and(crmAdded, maySend(model, key))),
      ),
    ),
    filter(
      setSteps.toAdd,
      "What Partner Center has added.",
      keys,
      and(not(empty(key)), pcAdded, not(inCrm(key)), mayTake(model, key)),
    ),
    filter(
      setSteps.toRemove,
      "What Partner Center has removed.",
      keys,
      and(not(empty(key)), pcRemoved, inCrm(key), mayTake(model, key)),
    ),
    ...setChanges,
    select(
      changes,
      "The JSON-Patch operations of every field that is sent.",
      body(steps.decide),
      when(has("send"), get(item(), "change"), ""),
    ),
    branch(
      "If Partner Center has to change",
      "Fields, people and solutions in one call.",
      not(equals(allChanges(model), "")),
      [
        writeAhead(model, ahead),
        changeReferral(
          model,
          change,
          "Replaces the lists that differ; what only Partner Center knows of an element is kept.",
          {
            patch: json(concat("[", allChanges(model), "]")),
            eTag: referral("eTag"),
          },
        ),
        {
          ...afterRefusal(model, { suffix, change, changes, ahead }),
          after: { [change]: ["Failed", "TimedOut"] },
        },
      ],
    ),
    valuesForSalesforce(values),
    branch(
      "If Salesforce has to change",
      "Rows are added and removed by [Customize].",
      or(not(empty(body(setSteps.toAdd))), not(empty(body(setSteps.toRemove)))),
      [rowsForSalesforce(model)],
    ),
    writeResult(model, setSteps.write, { writeAhead: ahead, values }),
  ];
}

const setOf = (model: Model, kind: Kind): SetModel =>
  kind === "solution" ? model.sets.solutions : kind === "team" ? model.sets.team : model.sets.contacts;

function sends(model: Model, kind: Kind): boolean {
  const { direction } = setOf(model, kind);
  return (direction === "both" || direction === "toPartnerCenter") && (kind !== "team" || model.crm.teams);
}

function takes(model: Model, kind: Kind): boolean {
  const { direction } = setOf(model, kind);
  return (direction === "both" || direction === "toCrm") && (kind !== "team" || model.crm.teams);
}

/** Nothing is sent on hold or after the close, and contacts only before Microsoft was asked. */
function maySend(model: Model, key: Expression): Expression {
  const isOpen = and(equals(bothSides("hold"), false), equals(bothSides("closed"), false));
  const kinds = (["solution", "team", "contact"] as const).filter((kind) => sends(model, kind));
  const isSent = kinds.map((kind) => {
    const isKind = startsWith(key, `${kind}:`);
    return kind === "contact" ? and(isKind, not(equals(referral("type"), "Shared"))) : isKind;
  });
  return isSent.length === 0 ? equals(1, 0) : and(isOpen, or(...isSent));
}

function mayTake(model: Model, key: Expression): Expression {
  const kinds = (["solution", "team", "contact"] as const).filter((kind) => takes(model, kind));
  return kinds.length === 0 ? equals(1, 0) : or(...kinds.map((kind) => startsWith(key, `${kind}:`)));
}

const pcLists: Readonly<
  Record<
    Kind,
    { readonly path: string; readonly keys: readonly string[]; readonly id: string; readonly noun: string }
  >
> = {
  solution: {
    path: "/details/requirements/solutions",
    keys: ["details", "requirements", "solutions"],
    id: "id",
    noun: "solutions",
  },
  team: { path: "/team", keys: ["team"], id: "email", noun: "team members" },
  contact: {
    path: "/customerProfile/team",
    keys: ["customerProfile", "team"],
    id: "email",
    noun: "contacts",
  },
};

const stayName = (kind: Kind): string => `Partner Center's ${pcLists[kind].noun} that stay`;
const newName = (kind: Kind): string => `Salesforce's ${pcLists[kind].noun} that are new`;

/** Partner Center's own entries that stay, and those that Salesforce adds. */
function partnerCenterChange(model: Model, kind: Kind): readonly Action[] {
  const list = pcLists[kind];
  const pcKey = concat(
    `${kind}:`,
    kind === "solution" ? orEmpty(get(item(), list.id)) : toLower(orEmpty(get(item(), list.id))),
  );
  const isWanted = (key: Expression): Expression => contains(body(setSteps.forPartnerCenter), key);
  const row = salesforceRow(model, kind);
  return [
    filter(
      stayName(kind),
      "As Partner Center holds them.",
      coalesce(referral(...list.keys), constant([])),
      isWanted(pcKey),
    ),
    select(
      newName(kind),
      "In Partner Center's form; blank for those that are there already.",
      row.from,
      when(and(isWanted(row.key), not(inPc(row.key))), string(row.entry), ""),
    ),
  ];
}

interface SalesforceRow {
  readonly from: Expression;
  readonly key: Expression;
  readonly entry: Expression;
}

function salesforceRow(model: Model, kind: Kind): SalesforceRow {
  const field = (...keys: readonly string[]): Expression => orEmpty(get(item(), ...keys));
  const person = (object: string): Expression =>
    withProperties(constant({}), {
      firstName: field(object, "FirstName"),
      lastName: field(object, "LastName"),
      phoneNumber: field(object, "Phone"),
      email: field(object, "Email"),
    });
  const list = (relationship: string): Expression =>
    coalesce(opportunity(relationship, "records"), constant([]));
  const { solution } = model.crm;
  switch (kind) {
    case "solution":
      return {
        from: list(solution.relationship),
        key: concat("solution:", field(solution.id)),
        entry: withProperties(constant({ type: "Name" }), {
          id: field(solution.id),
          name: field(solution.name),
          solutionType: when(empty(field(solution.type)), "3P", field(solution.type)),
        }),
      };
    case "team":
      return {
        from: list("OpportunityTeamMembers"),
        key: concat("team:", toLower(field("User", "Email"))),
        entry: person("User"),
      };
    case "contact":
      return {
        from: list("OpportunityContactRoles"),
        key: concat("contact:", toLower(field("Contact", "Email"))),
        entry: person("Contact"),
      };
  }
}

/** The operation that replaces a list, or nothing where the list is as it should be. */
function listChange(kind: Kind): Expression {
  const list = pcLists[kind];
  const added = joinFilled(body(newName(kind)), ",");
  const staying = body(stayName(kind));
  const isAlike = and(
    empty(added),
    equals(call("length", staying), call("length", coalesce(referral(...list.keys), constant([])))),
  );
  const all = union(staying, json(concat("[", added, "]")));
  return when(isAlike, "", string(setProperty(constant({ op: "replace", path: list.path }), "value", all)));
}

function allChanges(model: Model): Expression {
  const lists = (["solution", "team", "contact"] as const)
    .filter((kind) => sends(model, kind))
    .map(listChange);
  return joinFilled(createArray(joinFilled(body(changes), ","), ...lists), ",");
}

function rowsForSalesforce(model: Model): Action {
  const request: Readonly<Record<string, Operand>> = {
    AccountID: opportunity("AccountId"),
    ToAdd: body(setSteps.toAdd),
    ToRemove: body(setSteps.toRemove),
    Referral: withProperties(constant({}), {
      team: coalesce(referral("team"), constant([])),
      customerProfile: coalesce(referral("customerProfile"), constant({})),
      details: withProperties(constant({}), {
        requirements: coalesce(referral("details", "requirements"), constant({})),
      }),
    }),
    Rows: union(
      coalesce(opportunity("OpportunityContactRoles", "records"), constant([])),
      coalesce(opportunity("OpportunityTeamMembers", "records"), constant([])),
      coalesce(opportunity(model.crm.solution.relationship, "records"), constant([])),
    ),
  };
  return callCustomize(
    setSteps.rows,
    "Only the differences: rows that are missing are added, rows that went are removed.",
    {
      type: "UpdateRows",
      body: withProperties(customizeBody(model, {}), request),
      state: "",
      audit: orEmpty(kept(model.crm, "audit")),
    },
  );
}
