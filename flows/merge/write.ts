import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import type { Action } from "../kit/action.ts";
import { type Expression, get, type Operand, variable } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  empty,
  equals,
  greater,
  json,
  length,
  not,
  or,
  orEmpty,
  setProperty,
  string,
  union,
  utcNow,
  when,
} from "../kit/functions.ts";
import { bareName, glyphs } from "../projection/canonical.ts";
import { comparisonRows } from "../projection/rows.ts";
import { auditWith } from "../records/audit.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import { steps } from "../records/names.ts";
import { seenText } from "../records/opportunity.ts";
import { guardTime } from "../records/salesforce-requests.ts";
import { bothSides, kept, opportunity, stateOwner } from "../records/sources.ts";
import { stateText, withProperties } from "../records/state.ts";
import { membersOf, saidText } from "./decide.ts";
import { elementsKey, recordColumns } from "./read.ts";

/** The body of a call of [Customize] that changes the opportunity. */
export function customizeBody(
  model: Model,
  own: Readonly<Record<string, Operand>>,
  options: { readonly guard?: Expression; readonly seen?: Expression } = {},
): Expression {
  const { seen } = model.crm.opportunity;
  const columns = isTriggerConditionShort(model) ? { ...own, [seen]: options.seen ?? seenNow(model) } : own;
  return withProperties(constant({}), {
    [bodyMembers.id]: opportunity("Id"),
    [bodyMembers.guard]: options.guard ?? guardTime(opportunity("SystemModstamp")),
    [bodyMembers.own]: withProperties(constant({}), columns),
  });
}

/** What the next trigger compares with when no watched column changes. */
const seenNow = (model: Model): Expression => seenText(model, opportunity());

/** Stores what is about to be sent, so that any later run knows of it. */
export function writeAhead(model: Model, name: string): Action {
  const audit = kept(model.crm, "audit");
  const overruled = contains(string(body(steps.decide)), '"bothMoved":true');
  return callCustomize(
    name,
    "Stored before it is sent: whoever comes later knows what this run was about to do.",
    {
      type: "StoreState",
      body: customizeBody(model, { [model.crm.opportunity.status]: "Pending" }),
      state: stateText(bothSides("state"), {
        for: stateOwner(),
        sent: json(membersOf(steps.pairs)),
        names: bothSides("names"),
      }),
      audit: when(
        overruled,
        auditWith(audit, concat("Sending: ", saidText()), model.flowOptions.auditMaxLength),
        orEmpty(audit),
      ),
    },
  );
}

/** The status that a run ends in: it follows from what stays open. */
export function statusAfter(open: Expression): Expression {
  const holds = (code: string): Expression => contains(open, `"${code}"`);
  return when(or(holds("INVALID"), holds("REFUSED")), "Error", when(holds("CONFLICT"), "Conflict", "Synced"));
}

/** Writes the outcome: values for Salesforce where there are any, and always state, audit, status and link. */
export function writeResult(
  model: Model,
  name: string,
  options: { readonly writeAhead?: string; readonly values?: string },
): Action {
  const { opportunity: columns } = model.crm;
  const status = statusAfter(membersOf(steps.open));
  const markedName = nameWithMark(model, status);
  const isNamed = not(equals(markedName, opportunity("Name")));
  const guard =
    options.writeAhead === undefined ? undefined : guardTime(body(options.writeAhead, "modified"));
  const own = customizeBody(
    model,
    {
      [columns.status]: status,
      [columns.lastSynced]: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
    },
    guard === undefined ? {} : { guard },
  );
  const values = options.values === undefined ? constant({}) : json(membersOf(options.values));
  const named = when(isNamed, setProperty(values, "OpportunityName", markedName), values);
  const withValues = union(setProperty(own, bodyMembers.record, recordColumns(model)), named);
  const audit = kept(model.crm, "audit");
  return callCustomize(name, "State, audit and status, with the values that Salesforce is to take.", {
    type:
      options.values === undefined ? when(isNamed, "UpdateOpportunity", "StoreState") : "UpdateOpportunity",
    body: withValues,
    state: settledState(),
    audit: when(
      empty(saidText()),
      orEmpty(audit),
      auditWith(audit, saidText(), model.flowOptions.auditMaxLength),
    ),
  });
}

/** The state once everything went through. */
export function settledState(): Expression {
  return stateText(bothSides("state"), {
    for: stateOwner(),
    pairs: setProperty(
      json(membersOf(steps.pairs)),
      elementsKey,
      createArray(bothSides("crmElements"), bothSides("pcElements")),
    ),
    sent: constant({}),
    names: bothSides("names"),
    open: json(membersOf(steps.open)),
    attempt: null,
    msft: coalesce(microsoftNow(), null),
  });
}

function microsoftNow(): Expression {
  return when(empty(bothSides("microsoft")), bothSides("state", "msft"), bothSides("microsoft"));
}

/** The name of the opportunity with the mark that says how the sync stands, where it fits and is wanted. */
export function nameWithMark(model: Model, status: Expression): Expression {
  const index = comparisonRows(model).findIndex((row) => row.field === "name");
  const line = body(steps.decide, index);
  const bare =
    index < 0
      ? bareName(opportunity("Name"))
      : when(equals(get(line, "verdict"), "take"), get(line, "pc"), bareName(opportunity("Name")));
  const good = concat(glyphs.success, " ", bare);
  const bad = model.flowOptions.glyphOnError ? concat(glyphs.failure, " ", bare) : bare;
  const marked = when(equals(status, "Synced"), good, bad);
  const fits = not(greater(length(marked), nameLength));
  const isWanted = and(equals(variable("displayCheckMark"), true), equals(bothSides("hold"), false));
  return when(and(isWanted, fits), marked, cut(bare, nameLength));
}

/** Opportunity.Name holds 120 characters (Salesforce field reference). */
const nameLength = 120;
