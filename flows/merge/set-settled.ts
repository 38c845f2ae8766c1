import type { Model } from "../../generator/model/model.ts";
import type { Expression } from "../kit/expression.ts";
import {
  and,
  body,
  concat,
  contains,
  createArray,
  empty,
  equals,
  joinFilled,
  last,
  lineFeed,
  not,
  or,
  replace,
  skip,
  split,
  startsWith,
  string,
  toLower,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { forPeople, staysDifferent } from "../projection/decided-lines.ts";
import { isOnHold } from "../projection/stage.ts";
import { detailsOpen } from "../projection/verdict.ts";
import { opportunity, storedState } from "../records/sources.ts";
import { elementText, isSynced, type SetKind, setLabels, setOf, syncedKinds } from "./elements.ts";
import {
  bothMoved,
  detailsDiffer,
  detailsMoved,
  detailsOn,
  foundUsers,
  hasMovedKind,
  isOn,
  markOf,
  partnerCenterWins,
  salesforceWins,
  setSteps,
  settledDetails,
  taken,
  wasOn,
} from "./set-keys.ts";

/** The lines of an element on either side once everything is done. */
export function linesThen(model: Model, key: Expression): Expression {
  const isWanted = contains(listOf(body(setSteps.wanted)), key);
  const line = (side: "crm" | "pc", details: Expression): Expression =>
    concat(markOf(side, key), " ", key, "|", details);
  const pcLine = when(
    and(isOn("pc", key), not(salesforceWins(key))),
    line("pc", detailsOn("pc", key)),
    line("pc", detailsOn("crm", key)),
  );
  // On hold nothing is sent: what Salesforce has added, removed or changed stays out of the pair, so that it is sent later.
  const hold = isOnHold(opportunity("StageName"));
  const heldBack = and(hold, wasOn(model, "crm", key));
  const crmLine = line(
    "crm",
    when(
      or(partnerCenterWins(key), not(or(isOn("crm", key), heldBack))),
      detailsOn("pc", key),
      when(heldBack, settledDetails(model, "crm", key), detailsOn("crm", key)),
    ),
  );
  const waits = or(heldBack, and(hold, isOn("crm", key), isOn("pc", key)));
  const isSettledNow = and(not(hold), isOn("crm", key));
  const staysInCrm = and(or(waits, isSettledNow), not(contains(listOf(body(setSteps.removed)), key)));
  const comesToCrm = or(
    contains(string(taken(model, "solutions", setSteps.solutionRows)), concat('"', skip(key, 10), '"')),
    contains(toLower(string(taken(model, "contacts", setSteps.contacts))), concat('"', skip(key, 9), '"')),
    contains(toLower(string(foundUsers(model))), concat('"email":"', skip(key, 5), '"')),
  );
  const isAdded = and(contains(listOf(body(setSteps.added)), key), comesToCrm);
  return concat(when(isWanted, pcLine, ""), lineFeed, when(or(staysInCrm, isAdded), crmLine, ""));
}

/** Only contacts have details that people may have to decide. */
export const isDecidedByPeople = (model: Model): boolean =>
  isSynced(model, "contacts") && setOf(model, "contacts").policy === "manual";

/** Whether people have to decide on the details of any element. */
export const hasUndecided = (model: Model): Expression =>
  isDecidedByPeople(model) ? not(empty(listOf(body(setSteps.undecided)))) : equals(1, 0);

/** What the audit is told: sets that stay unequal, and details that changed on both sides. */
export function wordsOf(model: Model): Expression {
  const unequal = syncedKinds(model).map((kind) =>
    when(
      staysUnequal(kind),
      `${setLabels[kind]}: both sides stay different`,
      when(
        // Without a pair nobody can tell what was removed on one side from what was added on the other.
        and(hasMovedKind(kind), equals(storedState(model.crm, "pairs", kind), null)),
        `${setLabels[kind]}: compared for the first time, both sides have now what either had`,
        "",
      ),
    ),
  );
  const details = isSynced(model, "contacts")
    ? joinFilled(listOf(body(setSteps.bothChanged)), "; ")
    : string("");
  return joinFilled(createArray(...unequal, details), "; ");
}

/** Of details that changed on both sides, or of somebody who was removed: what was done, or that people have to decide. */
export function wordsThen(model: Model, key: Expression): Expression {
  const shown = (side: "crm" | "pc"): Expression =>
    replace(concat(replace(detailsOn(side, key), "|", ", "), "."), ", .", "");
  const isDecided = or(salesforceWins(key), partnerCenterWins(key));
  const decided = when(
    isDecided,
    ` changed on both sides: policy ${setOf(model, "contacts").policy}`,
    staysDifferent,
  );
  const said = isDecidedByPeople(model)
    ? when(
        contains(listOf(body(setSteps.undecided)), key),
        `${forPeople} is right and enter it on both sides`,
        decided,
      )
    : decided;
  const name = concat("Contact ", last(split(key, ":")));
  const isChangedOn = (side: "crm" | "pc", other: "crm" | "pc"): Expression =>
    and(isOn(side, key), wasOn(model, other, key), detailsMoved(model, side, key));
  const isGone = and(
    not(empty(key)),
    startsWith(key, "contacts:"),
    not(contains(listOf(body(setSteps.wanted)), key)),
    or(isChangedOn("pc", "crm"), isChangedOn("crm", "pc")),
  );
  const removed = when(
    isGone,
    concat(name, " was removed on one side and changed on the other: removed on both"),
    "",
  );
  return when(
    and(not(empty(key)), detailsDiffer(key), bothMoved(model, key)),
    concat(name, ' (Salesforce: "', shown("crm"), '", Partner Center: "', shown("pc"), '")', said),
    removed,
  );
}

/** The pairs of the sets that moved, as members of an object, each with a comma in front. */
export function setPairs(model: Model): Expression {
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

/** Whether a set that moved is not the same on both sides afterwards. */
const staysUnequal = (kind: SetKind): Expression =>
  and(
    hasMovedKind(kind),
    not(equals(elementText(setSteps.settled, "crm", kind), elementText(setSteps.settled, "pc", kind))),
  );

/** The keys of sets that stay unequal, as members of a list, each with a comma in front. */
export function setOpen(model: Model): Expression {
  const parts = syncedKinds(model).map((kind) =>
    when(
      staysUnequal(kind),
      kind === "contacts" && isDecidedByPeople(model)
        ? concat(`,"${kind}"`, when(hasUndecided(model), `,"${detailsOpen(kind)}"`, ""))
        : `,"${kind}"`,
      "",
    ),
  );
  return parts.length === 0 ? string("") : concat(...parts, "");
}
