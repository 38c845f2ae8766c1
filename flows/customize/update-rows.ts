import type { Model } from "../../generator/model/model.ts";
import { type Action, branch } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import {
  body,
  concat,
  constant,
  createArray,
  empty,
  join,
  not,
  setProperty,
  union,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { setTakes } from "../merge/elements.ts";
import { dataPath } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { contactRoles, ensureContacts } from "./contacts.ts";
import { givenRecord, requestedRows } from "./inputs.ts";

/** What the calling flow wants of the rows below the opportunity. */
export const rowMembers = {
  /** Whole records, with their type. */
  add: "Add",
  change: "Change",
  /** Ids. */
  remove: "Remove",
  /** Customer contacts in Partner Center's form: found or created first, then attached. */
  contacts: "Contacts",
} as const;

const suffix = " to attach";

const given = (member: keyof typeof rowMembers): Expression => listOf(requestedRows(rowMembers[member]));

/** Contacts must be there before they can be attached. */
export function prepareRows(model: Model): readonly Action[] {
  if (!setTakes(model, "contacts")) return [];
  return [
    branch(
      "If contacts are to be attached",
      "Each is found by its key or created; an e-mail at an account is one contact.",
      not(empty(given("contacts"))),
      ensureContacts(model, {
        contacts: given("contacts"),
        account: givenRecord("AccountId"),
        opportunity: givenRecord("Id"),
        suffix,
      }),
    ),
  ];
}

/** Lists of requests: rows to add, to change and to remove, each a collection, each only where there is something. */
export function rowRequests(model: Model): readonly Expression[] {
  const url = `${dataPath(model)}/composite/sobjects`;
  const roles = setTakes(model, "contacts") ? listOf(body(contactRoles(suffix))) : constant([]);
  const add = union(given("add"), roles);
  const collection = (method: string, referenceId: string, records: Expression): Expression =>
    when(
      empty(records),
      constant([]),
      createArray(
        setProperty(
          constant({ method, url, referenceId }),
          "body",
          withProperties(constant({ allOrNone: true }), { records }),
        ),
      ),
    );
  const remove = when(
    empty(given("remove")),
    constant([]),
    createArray(
      setProperty(
        constant({ method: "DELETE", referenceId: "rowsRemoved" }),
        "url",
        concat(`${url}?allOrNone=true&ids=`, join(given("remove"), ",")),
      ),
    ),
  );
  return [collection("POST", "rowsAdded", add), collection("PATCH", "rowsChanged", given("change")), remove];
}
