import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, compose, filter, select } from "../kit/action.ts";
import { type Expression, literal } from "../kit/expression.ts";
import {
  and,
  body,
  concat,
  constant,
  contains,
  createArray,
  empty,
  equals,
  first,
  item,
  lineFeed,
  not,
  or,
  outputs,
  skip,
  split,
  string,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { isOnHold } from "../projection/stage.ts";
import { steps } from "../records/names.ts";
import { opportunity } from "../records/sources.ts";
import { elementText, setSends, syncedKinds } from "./elements.ts";
import {
  detailsMoved,
  detailsOn,
  foundUsers,
  hasMoved,
  hasMovedKind,
  isOn,
  markOf,
  maySend,
  mayTake,
  partnerCenterWins,
  salesforceDecides,
  salesforceWins,
  setSteps,
  taken,
  wasOn,
} from "./set-keys.ts";
import { listForPartnerCenter } from "./set-lists.ts";
import { hasRows, rowsForCustomize, rowsForSalesforce, solutionCountAfter } from "./set-rows.ts";

// People and solutions, element by element: what one side has added or removed since the last time is added or removed
// on the other. The key of an element is `contacts:a@b.c`; its line on a side is the key, a bar, and its details.

/** Works out, for people and solutions that moved, what either side has to get and to lose. */
export function decideSets(model: Model): readonly Action[] {
  if (syncedKinds(model).length === 0) return [];
  const key = item();
  const removed = (side: "crm" | "pc"): Expression => and(wasOn(model, side, key), not(isOn(side, key)));
  const isWanted = or(
    and(isOn("pc", key), not(and(removed("crm"), maySend(model, key)))),
    and(isOn("crm", key), not(wasOn(model, "crm", key)), maySend(model, key)),
  );
  return [
    branch(
      setSteps.branch,
      "Element by element, each side against what it had when last settled.",
      hasMoved(),
      [
        select(
          setSteps.keys,
          "The key of an element stands before the first bar.",
          union(listOf(body(steps.elements)), constant([])),
          first(split(skip(item(), 2), "|")),
        ),
        filter(
          setSteps.crmDetails,
          "They changed in Salesforce, and not in Partner Center or the policy is Salesforce's.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(not(empty(key)), salesforceDecides(model, key)),
        ),
        filter(
          setSteps.pcDetails,
          "They changed in Partner Center, and Salesforce does not decide.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(not(empty(key)), mayTake(model, key), detailsMoved(model, "pc", key), not(salesforceWins(key))),
        ),
        filter(
          setSteps.wanted,
          "What is there, and what Salesforce has added, without what it has removed.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(not(empty(key)), isWanted),
        ),
        filter(
          setSteps.added,
          "They become rows in Salesforce.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(
            not(empty(key)),
            isOn("pc", key),
            not(isOn("crm", key)),
            not(wasOn(model, "pc", key)),
            mayTake(model, key),
          ),
        ),
        filter(
          setSteps.removed,
          "Their rows go from Salesforce.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(not(empty(key)), removed("pc"), isOn("crm", key), mayTake(model, key)),
        ),
        ...syncedKinds(model).flatMap((kind) =>
          setSends(model, kind) ? listForPartnerCenter(model, kind) : [],
        ),
        ...rowsForSalesforce(model),
        select(
          setSteps.settled,
          "The lines of both sides once everything is done, for the pair that is stored.",
          union(listOf(body(setSteps.keys)), constant([])),
          linesThen(model, key),
        ),
        compose(
          setSteps.outcome,
          "Pairs and what stays unequal, rows for [Customize], and the number of solutions as it will be.",
          {
            pairs: setPairs(model),
            open: setOpen(model),
            rows: rowsForCustomize(model),
            hasRows: hasRows(model),
            solutions: solutionCountAfter(model),
          },
        ),
      ],
    ),
  ];
}

/** What came of people and solutions; nothing where none moved. */
export const setOutcome = (
  model: Model,
  member: "pairs" | "open" | "rows" | "hasRows" | "solutions",
): Expression => (syncedKinds(model).length === 0 ? literal(null) : outputs(setSteps.outcome, member));

function linesThen(model: Model, key: Expression): Expression {
  const isWanted = contains(listOf(body(setSteps.wanted)), key);
  const line = (side: "crm" | "pc", details: Expression): Expression =>
    concat(markOf(side, key), " ", key, "|", details);
  const pcLine = when(
    and(isOn("pc", key), not(salesforceWins(key))),
    line("pc", detailsOn("pc", key)),
    line("pc", detailsOn("crm", key)),
  );
  const crmLine = when(
    and(isOn("crm", key), not(partnerCenterWins(key))),
    line("crm", detailsOn("crm", key)),
    line("crm", detailsOn("pc", key)),
  );
  // On hold nothing is sent: what Salesforce has added or removed stays out of the pair, so that it is sent later.
  const waits = and(
    isOnHold(opportunity("StageName")),
    or(wasOn(model, "crm", key), and(isOn("crm", key), isOn("pc", key))),
  );
  const isSettledNow = and(not(isOnHold(opportunity("StageName"))), isOn("crm", key));
  const staysInCrm = and(or(waits, isSettledNow), not(contains(listOf(body(setSteps.removed)), key)));
  const comesToCrm = or(
    contains(string(taken(model, "solutions", setSteps.solutionRows)), concat('"', skip(key, 10), '"')),
    contains(toLower(string(taken(model, "contacts", setSteps.contacts))), concat('"', skip(key, 9), '"')),
    contains(toLower(string(foundUsers(model))), concat('"email":"', skip(key, 5), '"')),
  );
  const isAdded = and(contains(listOf(body(setSteps.added)), key), comesToCrm);
  return concat(when(isWanted, pcLine, ""), lineFeed, when(or(staysInCrm, isAdded), crmLine, ""));
}

/** The pairs of the sets that moved, as members of an object, each with a comma in front. */
function setPairs(model: Model): Expression {
  const parts = syncedKinds(model).map((kind) =>
    when(
      hasMovedKind(kind),
      concat(
        `,"${kind}":`,
        string(
          createArray(elementText(setSteps.settled, "crm", kind), elementText(setSteps.settled, "pc", kind)),
        ),
      ),
      "",
    ),
  );
  return parts.length === 0 ? string("") : concat(...parts, "");
}

/** The keys of sets that stay unequal, as members of a list, each with a comma in front. */
function setOpen(model: Model): Expression {
  const parts = syncedKinds(model).map((kind) =>
    when(
      and(
        hasMovedKind(kind),
        not(equals(elementText(setSteps.settled, "crm", kind), elementText(setSteps.settled, "pc", kind))),
      ),
      `,"${kind}"`,
      "",
    ),
  );
  return parts.length === 0 ? string("") : concat(...parts, "");
}
