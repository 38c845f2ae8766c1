import type { Model } from "../../generator/model/model.ts";
import { changedContact } from "../customize/contacts.ts";
import { solutionRow, teamRow } from "../customize/create-rows.ts";
import { rowMembers } from "../customize/update-rows.ts";
import { type Action, branch, compose, filter, operation, select } from "../kit/action.ts";
import { call, type Expression, get, literal, type Operand } from "../kit/expression.ts";
import {
  add,
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
  join,
  json,
  length,
  lineFeed,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  skip,
  split,
  string,
  sub,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { hasLine, listOf } from "../kit/lines.ts";
import { isClosed, isOnHold } from "../projection/stage.ts";
import { marks } from "../projection/verdict.ts";
import { steps } from "../records/names.ts";
import { compositeCall, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { children, kept, opportunity, referral, storedState } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import {
  elementMarks,
  elementText,
  type SetKind,
  setOf,
  setSends,
  setTakes,
  syncedKinds,
} from "./elements.ts";

// People and solutions, element by element: what one side has added or removed since the last time is added or removed
// on the other. The key of an element is `contacts:a@b.c`; its line on a side is the key, a bar, and its details.

const names = {
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
const markOf = (side: "crm" | "pc", key: Expression): Expression =>
  get(
    constant(
      Object.fromEntries(Object.entries(elementMarks[side]).map(([kind, mark]) => [kind, String(mark)])),
    ),
    kindOf(key),
  );

/** The start of a key's line on one side. */
const startOf = (side: "crm" | "pc", key: Expression): Expression =>
  concat(lineFeed, markOf(side, key), " ", key, "|");

const isOn = (side: "crm" | "pc", key: Expression): Expression => contains(all, startOf(side, key));

/** What stands behind the key on one side: the details of the element. */
const detailsOn = (side: "crm" | "pc", key: Expression): Expression =>
  first(split(orEmpty(get(split(all, startOf(side, key)), 1)), lineFeed));

/** The lines that were settled last on one side; null where there is no pair. */
const settled = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  storedState(model.crm, "pairs", kindOf(key), side === "crm" ? 0 : 1);

const wasOn = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
  contains(concat(lineFeed, orEmpty(settled(model, side, key))), concat(lineFeed, key, "|"));

/** Whether the details of an element that was there are other ones now. */
const detailsMoved = (model: Model, side: "crm" | "pc", key: Expression): Expression =>
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
function maySend(model: Model, key: Expression): Expression {
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

const mayTake = (model: Model, key: Expression): Expression =>
  isKind(
    key,
    syncedKinds(model).filter((kind) => setTakes(model, kind)),
  );

/** Whose details an element that both sides have is given, where they moved. */
function salesforceDecides(model: Model, key: Expression): Expression {
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

const salesforceWins = (key: Expression): Expression => contains(listOf(body(names.crmDetails)), key);
const partnerCenterWins = (key: Expression): Expression => contains(listOf(body(names.pcDetails)), key);

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
    branch(names.branch, "Element by element, each side against what it had when last settled.", hasMoved(), [
      select(
        names.keys,
        "The key of an element stands before the first bar.",
        union(listOf(body(steps.elements)), constant([])),
        first(split(skip(item(), 2), "|")),
      ),
      filter(
        names.crmDetails,
        "They changed in Salesforce, and not in Partner Center or the policy is Salesforce's.",
        union(listOf(body(names.keys)), constant([])),
        and(not(empty(key)), salesforceDecides(model, key)),
      ),
      filter(
        names.pcDetails,
        "They changed in Partner Center, and Salesforce does not decide.",
        union(listOf(body(names.keys)), constant([])),
        and(not(empty(key)), mayTake(model, key), detailsMoved(model, "pc", key), not(salesforceWins(key))),
      ),
      filter(
        names.wanted,
        "What is there, and what Salesforce has added, without what it has removed.",
        union(listOf(body(names.keys)), constant([])),
        and(not(empty(key)), isWanted),
      ),
      filter(
        names.added,
        "They become rows in Salesforce.",
        union(listOf(body(names.keys)), constant([])),
        and(
          not(empty(key)),
          isOn("pc", key),
          not(isOn("crm", key)),
          not(wasOn(model, "pc", key)),
          mayTake(model, key),
        ),
      ),
      filter(
        names.removed,
        "Their rows go from Salesforce.",
        union(listOf(body(names.keys)), constant([])),
        and(not(empty(key)), removed("pc"), isOn("crm", key), mayTake(model, key)),
      ),
      ...syncedKinds(model).flatMap((kind) =>
        setSends(model, kind) ? listForPartnerCenter(model, kind) : [],
      ),
      ...rowsForSalesforce(model),
      select(
        names.settled,
        "The lines of both sides once everything is done, for the pair that is stored.",
        union(listOf(body(names.keys)), constant([])),
        linesThen(model, key),
      ),
      compose(
        names.outcome,
        "Pairs and what stays unequal, rows for [Customize], and the number of solutions as it will be.",
        {
          pairs: setPairs(model),
          open: setOpen(model),
          rows: rowsForCustomize(model),
          hasRows: hasRows(model),
          solutions: solutionCountAfter(model),
        },
      ),
    ]),
  ];
}

/** What came of people and solutions; nothing where none moved. */
export const setOutcome = (
  model: Model,
  member: "pairs" | "open" | "rows" | "hasRows" | "solutions",
): Expression => (syncedKinds(model).length === 0 ? literal(null) : outputs(names.outcome, member));

/** Whether any set moved. */
const hasMoved = (): Expression => hasLine(body(steps.decide), `${marks.flag} sets`);
const hasMovedKind = (kind: SetKind): Expression => hasLine(body(steps.decide), `${marks.flag} sets ${kind}`);

function linesThen(model: Model, key: Expression): Expression {
  const isWanted = contains(listOf(body(names.wanted)), key);
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
  const staysInCrm = and(or(waits, isSettledNow), not(contains(listOf(body(names.removed)), key)));
  const comesToCrm = or(
    contains(string(taken(model, "solutions", names.solutionRows)), concat('"', skip(key, 10), '"')),
    contains(toLower(string(taken(model, "contacts", names.contacts))), concat('"', skip(key, 9), '"')),
    contains(toLower(string(foundUsers(model))), concat('"email":"', skip(key, 5), '"')),
  );
  const isAdded = and(contains(listOf(body(names.added)), key), comesToCrm);
  return concat(when(isWanted, pcLine, ""), lineFeed, when(or(staysInCrm, isAdded), crmLine, ""));
}

/** The pairs of the sets that moved, as members of an object, each with a comma in front. */
function setPairs(model: Model): Expression {
  const parts = syncedKinds(model).map((kind) =>
    when(
      hasMovedKind(kind),
      concat(
        `,"${kind}":`,
        string(createArray(elementText(names.settled, "crm", kind), elementText(names.settled, "pc", kind))),
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
        not(equals(elementText(names.settled, "crm", kind), elementText(names.settled, "pc", kind))),
      ),
      `,"${kind}"`,
      "",
    ),
  );
  return parts.length === 0 ? string("") : concat(...parts, "");
}

interface ReferralList {
  readonly path: string;
  readonly keys: readonly string[];
  readonly noun: string;
}

const lists: Readonly<Record<SetKind, ReferralList>> = {
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

const pcKey = (kind: SetKind): Expression =>
  kind === "solutions"
    ? concat("solutions:", orEmpty(get(item(), "id")))
    : concat(`${kind}:`, toLower(orEmpty(get(item(), "email"))));

/** Partner Center's own entries that stay as they are, and those that Salesforce adds or changes. */
function listForPartnerCenter(model: Model, kind: SetKind): readonly Action[] {
  const isWanted = (key: Expression): Expression => contains(listOf(body(names.wanted)), key);
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

/** The pairs of the lists whose change is among the refused ones, one member text each; blank ones among them. */
export function refusedLists(model: Model, refused: Expression): Expression {
  const members = sentKinds(model).map((kind) =>
    when(
      contains(join(refused, lineFeed), `"path":"${lists[kind].path}"`),
      concat(
        `"${kind}":`,
        string(
          createArray(elementText(steps.elements, "crm", kind), elementText(steps.elements, "pc", kind)),
        ),
      ),
      "",
    ),
  );
  return members.length === 0 ? constant([]) : createArray(...members);
}

const foundUsers = (model: Model): Expression =>
  setTakes(model, "team")
    ? listOf(body(names.users, "compositeResponse", 0, "body", "records"))
    : constant([]);

/** What a step gave that is only there where Salesforce takes a set. */
const taken = (model: Model, kind: SetKind, step: string): Expression =>
  setTakes(model, kind) ? listOf(body(step)) : constant([]);

/** The rows that Salesforce gets, changes and loses. */
function rowsForSalesforce(model: Model): readonly Action[] {
  const isAdded = (key: Expression): Expression => contains(listOf(body(names.added)), key);
  const id = orEmpty(opportunity("Id"));
  const takes = (kind: SetKind): boolean => setTakes(model, kind);
  return [
    ...(takes("solutions")
      ? [
          filter(
            `${names.solutionRows} of Partner Center`,
            "Solutions that Salesforce does not have.",
            listOf(referral(...lists.solutions.keys)),
            isAdded(pcKey("solutions")),
          ),
          select(
            names.solutionRows,
            "One row for each.",
            listOf(body(`${names.solutionRows} of Partner Center`)),
            solutionRow(model, id),
          ),
        ]
      : []),
    ...(takes("contacts")
      ? [
          filter(
            names.contacts,
            "They are found or created, and then attached.",
            listOf(referral(...lists.contacts.keys)),
            isAdded(pcKey("contacts")),
          ),
          ...changedContacts(model),
        ]
      : []),
    ...(takes("team") ? teamRows(model, id) : []),
    select(
      names.removedRows,
      "Blank for rows that stay.",
      union(
        ...(takes("contacts") ? [children("OpportunityContactRoles")] : []),
        ...(takes("team") ? [children("OpportunityTeamMembers")] : []),
        ...(takes("solutions") ? [children(model.crm.solution.relationship)] : []),
        constant([]),
      ),
      when(contains(listOf(body(names.removed)), rowKey(model)), get(item(), "Id"), ""),
    ),
  ];
}

/** The key of a row, by its type. */
function rowKey(model: Model): Expression {
  const type = get(item(), "attributes", "type");
  return when(
    equals(type, "OpportunityContactRole"),
    salesforceRow(model, "contacts").key,
    when(
      equals(type, "OpportunityTeamMember"),
      salesforceRow(model, "team").key,
      salesforceRow(model, "solutions").key,
    ),
  );
}

/** Contacts that both sides have and whose details Partner Center changed. */
function changedContacts(model: Model): readonly Action[] {
  const row = salesforceRow(model, "contacts");
  const detail = (index: number): Expression => orEmpty(get(split(detailsOn("pc", row.key), "|"), index));
  const columns: Readonly<Record<string, number>> = { firstName: 0, lastName: 1, phoneNumber: 2 };
  const person = (name: string): Expression =>
    name === "email" ? orEmpty(get(item(), "Contact", "Email")) : detail(columns[name] ?? 0);
  return [
    select(
      names.contactRows,
      "Blank for those that stay as they are.",
      row.from,
      when(partnerCenterWins(row.key), string(changedContact(get(item(), "Contact", "Id"), person)), ""),
    ),
  ];
}

/** New team members that are users of Salesforce; the others stay Partner Center's alone. */
function teamRows(model: Model, opportunityId: Expression): readonly Action[] {
  const mails = "E-mails of the new team members";
  const isNew = (key: Operand): Expression => contains(listOf(body(names.added)), key);
  return [
    select(
      mails,
      "Blank for those that are there already.",
      listOf(referral("team")),
      when(isNew(pcKey("team")), soqlText(toLower(orEmpty(get(item(), "email")))), ""),
    ),
    operation(
      names.users,
      "Who is no user of Salesforce cannot be in the team there.",
      compositeCall(
        model,
        [
          queryRequest(
            model,
            "users",
            concat(
              "SELECT Id,Email FROM User WHERE IsActive = true AND Email IN ('",
              join(listOf(body(mails)), "','"),
              "')",
            ),
          ),
        ],
        { together: false, repetition: "safe" },
      ),
    ),
    select(
      names.teamRows,
      "One row for each user.",
      foundUsers(model),
      teamRow(opportunityId, get(item(), "Id")),
    ),
  ];
}

/** The rows as [Customize] takes them; an empty object where nothing moved. */
function rowsForCustomize(model: Model): Expression {
  const filled = (list: Expression): Expression => skip(union(createArray(""), list), 1);
  return withProperties(constant({}), {
    [rowMembers.add]: union(
      taken(model, "solutions", names.solutionRows),
      taken(model, "team", names.teamRows),
    ),
    [rowMembers.change]: json(
      concat("[", join(filled(taken(model, "contacts", names.contactRows)), ","), "]"),
    ),
    [rowMembers.remove]: filled(listOf(body(names.removedRows))),
    [rowMembers.contacts]: taken(model, "contacts", names.contacts),
  });
}

/** Whether Salesforce gets, changes or loses any row. */
function hasRows(model: Model): Expression {
  return not(
    and(
      empty(listOf(body(names.added))),
      empty(listOf(body(names.removed))),
      empty(skip(union(createArray(""), taken(model, "contacts", names.contactRows)), 1)),
    ),
  );
}

/** The count of solution rows as it will be, for Seen. */
function solutionCountAfter(model: Model): Expression {
  const removed = call(
    "length",
    split(concat(join(listOf(body(names.removed)), lineFeed), ""), "solutions:"),
  );
  const count = coalesce(kept(model.crm, "solutionCount"), 0);
  return sub(add(count, length(taken(model, "solutions", names.solutionRows))), sub(removed, 1));
}
