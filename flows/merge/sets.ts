import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, compose, filter, select } from "../kit/action.ts";
import { type Expression, literal } from "../kit/expression.ts";
import {
  and,
  body,
  concat,
  constant,
  empty,
  equals,
  first,
  item,
  not,
  or,
  orEmpty,
  outputs,
  skip,
  split,
  startsWith,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { steps } from "../records/names.ts";
import { opportunity } from "../records/sources.ts";
import { isSynced, nameless, setSends, syncedKinds } from "./elements.ts";
import {
  hasMoved,
  isOn,
  isUndecided,
  maySend,
  mayTake,
  partnerCenterDecides,
  salesforceDecides,
  setSteps,
  wasOn,
} from "./set-keys.ts";
import { listForPartnerCenter } from "./set-lists.ts";
import { hasRows, rowsForCustomize, rowsForSalesforce, solutionCountAfter } from "./set-rows.ts";
import {
  hasUndecided,
  isDecidedByPeople,
  linesThen,
  setOpen,
  setPairs,
  wordsOf,
  wordsThen,
} from "./set-settled.ts";

/** Salesforce's owner is in the team without a row of its own, so nobody in Partner Center can take it off there. */
const ownerKey = concat("team:", toLower(orEmpty(opportunity("Owner", "Email"))));

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
          "They changed in Partner Center, and neither Salesforce nor people decide.",
          union(listOf(body(setSteps.keys)), constant([])),
          and(not(empty(key)), partnerCenterDecides(model, key)),
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
            not(startsWith(key, `contacts:${nameless}`)),
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
          and(
            not(empty(key)),
            removed("pc"),
            isOn("crm", key),
            mayTake(model, key),
            ...(isSynced(model, "team") ? [not(equals(key, ownerKey))] : []),
          ),
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
        ...(isDecidedByPeople(model)
          ? [
              filter(
                setSteps.undecided,
                "They changed on both sides, and the policy leaves them to people.",
                union(listOf(body(setSteps.keys)), constant([])),
                and(not(empty(key)), isUndecided(model, key)),
              ),
            ]
          : []),
        ...(isSynced(model, "contacts")
          ? [
              select(
                setSteps.bothChanged,
                "What the audit says of them; blank for the others.",
                union(listOf(body(setSteps.keys)), constant([])),
                wordsThen(model, key),
              ),
            ]
          : []),
        compose(
          setSteps.outcome,
          "Pairs and what stays unequal, rows for [Customize], and the number of solutions as it will be.",
          {
            pairs: setPairs(model),
            // Until Salesforce has taken what comes from Partner Center, nothing of it counts as settled.
            ahead: when(hasRows(model), "", setPairs(model)),
            open: setOpen(model),
            rows: rowsForCustomize(model),
            hasRows: hasRows(model),
            solutions: solutionCountAfter(model),
            words: wordsOf(model),
            undecided: hasUndecided(model),
          },
        ),
      ],
    ),
  ];
}

/** What came of people and solutions; nothing where none moved. */
export const setOutcome = (
  model: Model,
  member: "pairs" | "ahead" | "open" | "rows" | "hasRows" | "solutions" | "words" | "undecided",
): Expression => (syncedKinds(model).length === 0 ? literal(null) : outputs(setSteps.outcome, member));
