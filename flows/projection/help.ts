import type { Model } from "../../generator/model/model.ts";
import { type Expression, get } from "../kit/expression.ts";
import { and, contains, equals, not, or, string } from "../kit/functions.ts";
import { children, crmProperty, opportunity } from "../records/sources.ts";
import { crmCanonical } from "./canonical.ts";

/** The kind of help that Microsoft is asked for, in Partner Center's code; empty for none, "?" in front if unmapped. */
export function helpCode(model: Model): Expression {
  const help = model.fields.find((field) => field.role === "help");
  return help === undefined ? string("") : crmCanonical(help, crmProperty(opportunity(), help));
}

/** How many of the customer's contacts are looked at, the primary one first. */
const contactsLookedAt = 3;

/** Microsoft needs one contact with first and last name, phone and e-mail. */
export function hasCompleteContact(): Expression {
  const contact = (index: number): Expression => get(children("OpportunityContactRoles"), index, "Contact");
  // Salesforce answers a column without a value as null; of a contact, only these four are read beside the id.
  const isComplete = (index: number): Expression =>
    and(not(equals(contact(index), null)), not(contains(string(contact(index)), '":null')));
  return or(...Array.from({ length: contactsLookedAt }, (_, index) => isComplete(index)));
}
