import type { Model } from "../../generator/model/model.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
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
import { isClosed, isOnHold } from "../projection/stage.ts";
import { marks } from "../projection/verdict.ts";
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

/** Whether the details of an element that was there are other ones now. */
export const detailsMoved = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  and(
    wasOn(model, side, key),
    not(
      contains(
        concat(lineFeed, orEmpty(settled(model, side, key)), lineFeed),
        concat(lineFeed, key, "|", detailsOn(side, key), lineFeed),
      ),
    ),
  );

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

/** Whose details an element that both sides have is given, where they moved. */
export function salesforceDecides(model: Model, key: Expression): Expression {
  const byPolicy = isKind(
    key,
    syncedKinds(model).filter((kind) => setOf(model, kind).policy === "crm"),
  );
  return and(
    maySend(model, key),
    detailsMoved(model, "crm", key),
    or(byPolicy, not(detailsMoved(model, "pc", key))),
  );
}

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
