import type { Model } from "../../generator/model/model.ts";
import { changedContact } from "../customize/contacts.ts";
import { solutionRow, teamRow } from "../customize/create-rows.ts";
import { rowMembers } from "../customize/inputs.ts";
import { type Action, branch, filter, operation, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand } from "../kit/expression.ts";
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
  item,
  join,
  json,
  length,
  lineFeed,
  not,
  orEmpty,
  skip,
  split,
  string,
  sub,
  toLower,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { compositeCall, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { children, kept, opportunity, referral } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { type SetKind, setTakes } from "./elements.ts";
import { detailsOn, foundUsers, partnerCenterWins, setSteps, taken } from "./set-keys.ts";
import { lists, pcKey, salesforceRow } from "./set-lists.ts";

/** The rows that Salesforce gets, changes and loses. */
export function rowsForSalesforce(model: Model): readonly Action[] {
  const isAdded = (key: Expression): Expression => contains(listOf(body(setSteps.added)), key);
  const id = orEmpty(opportunity("Id"));
  const takes = (kind: SetKind): boolean => setTakes(model, kind);
  return [
    ...(takes("solutions")
      ? [
          filter(
            `${setSteps.solutionRows} of Partner Center`,
            "Solutions that Salesforce does not have.",
            listOf(referral(...lists.solutions.keys)),
            isAdded(pcKey("solutions")),
          ),
          select(
            setSteps.solutionRows,
            "One row for each.",
            listOf(body(`${setSteps.solutionRows} of Partner Center`)),
            solutionRow(model, id),
          ),
        ]
      : []),
    ...(takes("contacts")
      ? [
          filter(
            setSteps.contacts,
            "They are found or created, and then attached.",
            listOf(referral(...lists.contacts.keys)),
            isAdded(pcKey("contacts")),
          ),
          ...changedContacts(model),
        ]
      : []),
    ...(takes("team") ? teamRows(model, id) : []),
    select(
      setSteps.removedRows,
      "Blank for rows that stay.",
      union(
        ...(takes("contacts") ? [children("OpportunityContactRoles")] : []),
        ...(takes("team") ? [children("OpportunityTeamMembers")] : []),
        ...(takes("solutions") ? [children(model.crm.solution.relationship)] : []),
        constant([]),
      ),
      when(contains(listOf(body(setSteps.removed)), rowKey(model)), get(item(), "Id"), ""),
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
      setSteps.contactRows,
      "Blank for those that stay as they are.",
      row.from,
      when(partnerCenterWins(row.key), string(changedContact(get(item(), "Contact", "Id"), person)), ""),
    ),
  ];
}

/** New team members that are users of Salesforce; the others stay Partner Center's alone. */
function teamRows(model: Model, opportunityId: Expression): readonly Action[] {
  const mails = "E-mails of the new team members";
  const isNew = (key: Operand): Expression => contains(listOf(body(setSteps.added)), key);
  return [
    branch(
      "If there are new team members",
      "Who is no user of Salesforce cannot be in the team there.",
      contains(string(listOf(body(setSteps.added))), '"team:'),
      [
        select(
          mails,
          "Blank for those that are there already.",
          listOf(referral("team")),
          when(isNew(pcKey("team")), soqlText(toLower(orEmpty(get(item(), "email")))), ""),
        ),
        operation(
          setSteps.users,
          "By e-mail.",
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
          setSteps.teamRows,
          "One row for each user.",
          foundUsers(model),
          teamRow(opportunityId, get(item(), "Id")),
        ),
      ],
    ),
  ];
}

/** The rows as [Customize] takes them; an empty object where nothing moved. */
export function rowsForCustomize(model: Model): Expression {
  const filled = (list: Expression): Expression => skip(union(createArray(""), list), 1);
  return withProperties(constant({}), {
    [rowMembers.add]: union(
      taken(model, "solutions", setSteps.solutionRows),
      taken(model, "team", setSteps.teamRows),
    ),
    [rowMembers.change]: json(
      concat("[", join(filled(taken(model, "contacts", setSteps.contactRows)), ","), "]"),
    ),
    [rowMembers.remove]: filled(listOf(body(setSteps.removedRows))),
    [rowMembers.contacts]: taken(model, "contacts", setSteps.contacts),
  });
}

/** Whether Salesforce gets, changes or loses any row. */
export function hasRows(model: Model): Expression {
  return not(
    and(
      empty(listOf(body(setSteps.added))),
      empty(listOf(body(setSteps.removed))),
      empty(skip(union(createArray(""), taken(model, "contacts", setSteps.contactRows)), 1)),
    ),
  );
}

/** The count of solution rows as it will be, for Seen. */
export function solutionCountAfter(model: Model): Expression {
  const removed = call(
    "length",
    split(concat(join(listOf(body(setSteps.removed)), lineFeed), ""), "solutions:"),
  );
  const count = coalesce(kept(model.crm, "solutionCount"), 0);
  return sub(add(count, length(taken(model, "solutions", setSteps.solutionRows))), sub(removed, 1));
}
