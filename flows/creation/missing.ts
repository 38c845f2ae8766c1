import type { Model } from "../../generator/model/model.ts";
import { call, type Expression, get } from "../kit/expression.ts";
import {
  and,
  coalesce,
  createArray,
  empty,
  equals,
  greater,
  joinFilled,
  length,
  less,
  not,
  or,
  orEmpty,
  string,
  toUpper,
  when,
} from "../kit/functions.ts";
import { crmCanonical } from "../projection/canonical.ts";
import { currencyOf } from "../projection/rows.ts";
import { fieldName } from "../records/opportunity.ts";
import { crmProperty, opportunity } from "../records/sources.ts";
import { assistanceCode } from "./new-referral.ts";

/** Partner Center takes 1 to 50 solutions (bulk upload documentation). */
const mostSolutions = 50;

/** What must be mended in Salesforce before the deal can be shared; empty when nothing is. The words name field and remedy. */
export function missingWords(
  model: Model,
  lists: { readonly contacts: Expression; readonly solutions: Expression },
): Expression {
  const isCoSell = not(empty(assistanceCode(model)));
  const unless = (holds: Expression, words: string): Expression => when(holds, "", words);
  const amount = opportunity(fieldName(model.money.amount));
  const day = orEmpty(opportunity("CloseDate"));
  const isInTime = or(
    empty(day),
    not(less(call("ticks", orToday(day)), call("ticks", call("utcNow", "yyyy-MM-dd")))),
  );
  const count = length(lists.solutions);
  const problems = [
    unless(
      greater(call("float", string(coalesce(amount, 0))), 0),
      "the deal value is empty or 0: enter an amount",
    ),
    unless(equals(length(currencyOf(model)), 3), "the currency code is missing: enter an ISO 4217 code"),
    unless(not(empty(day)), "the closing date is missing: enter one"),
    ...(model.deals.pastClosingDate === "refuse"
      ? [unless(isInTime, "the closing date is over: enter a later one")]
      : []),
    unless(
      and(greater(count, 0), not(greater(count, mostSolutions))),
      "no Microsoft solution is attached: add 1 to 50 with their solution ids",
    ),
    when(
      isCoSell,
      unless(
        contactIsComplete(lists.contacts),
        "Microsoft's help needs a customer contact with first and last name, phone and e-mail: add or complete one",
      ),
      "",
    ),
    ...requiredFields(model),
  ];
  return joinFilled(createArray(...problems), "; ");
}

const orToday = (day: Expression): Expression => when(empty(day), call("utcNow", "yyyy-MM-dd"), day);

/** The fields of the map that a deal of this kind cannot do without; the country has a form of its own. */
function requiredFields(model: Model): readonly Expression[] {
  const isCoSell = not(empty(assistanceCode(model)));
  return model.fields.flatMap((field) => {
    if (field.requiredFor.length === 0 || field.role === "closingDate" || field.role === "help") return [];
    const value = crmCanonical(field, crmProperty(opportunity(), field));
    const isFilled = field.role === "country" ? equals(length(toUpper(value)), 2) : not(empty(value));
    const remedy =
      field.role === "country" ? "enter the two-letter country code (ISO 3166)" : "enter a value";
    const words = `${field.label} is missing or not valid: ${remedy}`;
    const isAlways = field.requiredFor.includes("private") && field.requiredFor.includes("partnerLed");
    return [isAlways ? when(isFilled, "", words) : when(or(not(isCoSell), isFilled), "", words)];
  });
}

/** At least one contact whose name, phone and e-mail are all there. */
function contactIsComplete(contacts: Expression): Expression {
  const first = get(contacts, 0);
  const parts = ["firstName", "lastName", "phoneNumber", "email"].map((part) =>
    not(empty(orEmpty(get(first, part)))),
  );
  return and(greater(length(contacts), 0), ...parts);
}
