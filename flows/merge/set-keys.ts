import type { Model, Policy } from "../../generator/model/model.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  equals,
  first,
  join,
  lineFeed,
  not,
  or,
  orEmpty,
  split,
} from "../kit/functions.ts";
import { hasLine, listOf } from "../kit/lines.ts";
import { marks } from "../projection/decided-lines.ts";
import { isClosed, isOnHold } from "../projection/stage.ts";
import { steps } from "../records/names.ts";
import { opportunity, referral, storedState } from "../records/sources.ts";
import { elementMarks, type SetKind, setOf, setSends, setTakes, syncedKinds } from "./elements.ts";

export const setSteps = {
  branch: "If people or solutions moved",
  keys: "Each person and solution once",
  wanted: "Those that Partner Center should have",
  added: "Those that Partner Center has added",
  removed: "Those that Partner Center has removed",
  settled: "What each side has then",
  undecided: "Contacts whose details people decide",
  bothChanged: "Details that changed on both sides",
  crmDetails: "Contacts whose details Salesforce decides",
  pcDetails: "Contacts whose details Partner Center decides",
  outcome: "People and solutions as they are settled",
  users: "Users of Salesforce among the new team members",
  solutionRows: "New solution rows",
  teamRows: "New team rows",
  contacts: "New customer contacts",
  contactRows: "Contacts with new details",
  removedRows: "Rows that have to go",
} as const;

const all = concat(lineFeed, join(listOf(body(steps.elements)), lineFeed), lineFeed);

const kindOf = (key: Expression): Expression => first(split(key, ":"));

/** The mark of a key's lines on one side. */
export const markOf = (side: "crm" | "pc", key: Expression): Expression =>
  get(
    constant(
      Object.fromEntries(Object.entries(elementMarks[side]).map(([kind, mark]) => [kind, String(mark)])),
    ),
    kindOf(key),
  );

/** The start of a key's line on one side. */
const startOf = (side: "crm" | "pc", key: Expression): Expression =>
  concat(lineFeed, markOf(side, key), " ", key, "|");

export const isOn = (side: "crm" | "pc", key: Expression): Expression => contains(all, startOf(side, key));

/** What stands behind the key on one side: the details of the element. */
export const detailsOn = (side: "crm" | "pc", key: Expression): Expression =>
  first(split(orEmpty(get(split(all, startOf(side, key)), 1)), lineFeed));

/** The lines that were settled last on one side; null where there is no pair. */
export const settled = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  storedState(model.crm, "pairs", kindOf(key), side === "crm" ? 0 : 1);

export const wasOn = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  contains(concat(lineFeed, orEmpty(settled(model, side, key))), concat(lineFeed, key, "|"));

/** The details of an element as they were settled last on one side. */
export const settledDetails = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  first(
    split(
      orEmpty(
        get(split(concat(lineFeed, orEmpty(settled(model, side, key))), concat(lineFeed, key, "|")), 1),
      ),
      lineFeed,
    ),
  );

/** Whether an element is new on a side, or its details are other ones than they were. */
export const detailsMoved = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  not(
    contains(
      concat(lineFeed, orEmpty(settled(model, side, key)), lineFeed),
      concat(lineFeed, key, "|", detailsOn(side, key), lineFeed),
    ),
  );

/** Whether both sides have an element, with other details. */
export const detailsDiffer = (key: Expression): Expression =>
  and(isOn("crm", key), isOn("pc", key), not(equals(detailsOn("crm", key), detailsOn("pc", key))));

export const bothMoved = (model: Model, key: Expression): Expression =>
  and(detailsMoved(model, "crm", key), detailsMoved(model, "pc", key));

const isKind = (key: Expression, kinds: readonly SetKind[]): Expression =>
  kinds.length === 0 ? equals(1, 0) : contains(constant([...kinds]), kindOf(key));

/** Nothing is sent on hold or after the close, and contacts only while Microsoft does not know of the deal. */
export function maySend(model: Model, key: Expression): Expression {
  const isShared = or(
    equals(referral("type"), "Shared"),
    equals(referral("consent", "consentToShareReferralWithMicrosoftSellers"), true),
  );
  return and(
    isKind(
      key,
      syncedKinds(model).filter((kind) => setSends(model, kind)),
    ),
    not(isOnHold(opportunity("StageName"))),
    not(isClosed()),
    or(not(equals(kindOf(key), "contacts")), not(isShared)),
  );
}

export const mayTake = (model: Model, key: Expression): Expression =>
  isKind(
    key,
    syncedKinds(model).filter((kind) => setTakes(model, kind)),
  );

const kindsWithPolicy = (model: Model, policy: Policy): readonly SetKind[] =>
  syncedKinds(model).filter((kind) => setOf(model, kind).policy === policy);

/** Whether an element that both sides have is given Salesforce's details: they moved, alone or by policy. */
export const salesforceDecides = (model: Model, key: Expression): Expression =>
  and(
    maySend(model, key),
    detailsDiffer(key),
    detailsMoved(model, "crm", key),
    or(isKind(key, kindsWithPolicy(model, "crm")), not(detailsMoved(model, "pc", key))),
  );

/** Whether it is given Partner Center's: they moved, and neither Salesforce nor people decide. */
export const partnerCenterDecides = (model: Model, key: Expression): Expression =>
  and(
    mayTake(model, key),
    detailsDiffer(key),
    detailsMoved(model, "pc", key),
    not(salesforceWins(key)),
    not(and(isForPeople(model, key), detailsMoved(model, "crm", key))),
  );

/** On hold and after the close Partner Center's edits win, whatever the policy. */
const isForPeople = (model: Model, key: Expression): Expression =>
  and(
    isKind(key, kindsWithPolicy(model, "manual")),
    not(isOnHold(opportunity("StageName"))),
    not(isClosed()),
  );

/** Whether the details of an element are for people to decide: both moved, now or earlier, and no side has since. */
export const isUndecided = (model: Model, key: Expression): Expression => {
  const wasUndecided = contains(
    coalesce(storedState(model.crm, "open"), constant([])),
    concat(kindOf(key), ".details"),
  );
  return and(
    isForPeople(model, key),
    detailsDiffer(key),
    equals(detailsMoved(model, "crm", key), detailsMoved(model, "pc", key)),
    or(wasUndecided, detailsMoved(model, "crm", key)),
  );
};

export const salesforceWins = (key: Expression): Expression =>
  contains(listOf(body(setSteps.crmDetails)), key);

export const partnerCenterWins = (key: Expression): Expression =>
  contains(listOf(body(setSteps.pcDetails)), key);

/** Whether any set moved. */
export const hasMoved = (): Expression => hasLine(body(steps.decide), `${marks.flag} sets`);

export const hasMovedKind = (kind: SetKind): Expression =>
  hasLine(body(steps.decide), `${marks.flag} sets ${kind}`);

export const foundUsers = (model: Model): Expression =>
  setTakes(model, "team")
    ? listOf(body(setSteps.users, "compositeResponse", 0, "body", "records"))
    : constant([]);

/** What a step gave that is only there where Salesforce takes a set. */
export const taken = (model: Model, kind: SetKind, step: string): Expression =>
  setTakes(model, kind) ? listOf(body(step)) : constant([]);
