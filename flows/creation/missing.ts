import type { Model } from "../../generator/model/model.ts";
import type { Expression } from "../kit/expression.ts";
import {
  and,
  coalesce,
  createArray,
  empty,
  equals,
  float,
  greater,
  joinFilled,
  length,
  less,
  not,
  or,
  orEmpty,
  startsWith,
  string,
  ticks,
  utcNow,
  when,
} from "../kit/functions.ts";
import { crmCanonical } from "../projection/canonical.ts";
import { hasCompleteContact, helpCode } from "../projection/help.ts";
import { currencyOf } from "../projection/rows.ts";
import { fieldName } from "../records/opportunity.ts";
import { children, crmProperty, opportunity } from "../records/sources.ts";

/** Partner Center takes 1 to 50 solutions (bulk upload documentation). */
const mostSolutions = 50;

/** What must be mended in Salesforce before the deal can be shared; empty when nothing is. The words name field and remedy. */
export function missingWords(model: Model): Expression {
  const isCoSell = not(empty(helpCode(model)));
  const unless = (holds: Expression, words: string): Expression => when(holds, "", words);
  const amount = opportunity(fieldName(model.money.amount));
  const day = orEmpty(opportunity("CloseDate"));
  const isPast = less(ticks(coalesce(opportunity("CloseDate"), utcNow())), ticks(utcNow("yyyy-MM-dd")));
  const solutions = children(model.crm.solution.relationship);
  const problems = [
    unless(greater(float(string(coalesce(amount, 0))), 0), "the deal value is empty or 0: enter an amount"),
    unless(equals(length(currencyOf(model)), 3), "the currency code is missing: enter an ISO 4217 code"),
    unless(not(empty(day)), "the closing date is missing: enter one"),
    ...(model.deals.pastClosingDate === "refuse"
      ? [when(isPast, "the closing date is over: enter a later one", "")]
      : []),
    ...(model.sets.solutions.direction === "never"
      ? []
      : [
          unless(
            and(greater(length(solutions), 0), not(greater(length(solutions), mostSolutions))),
            "no Microsoft solution is attached: add 1 to 50 with their solution ids",
          ),
        ]),
    when(
      startsWith(helpCode(model), "?"),
      "the kind of help is not one that Microsoft knows: choose another one",
      when(
        isCoSell,
        unless(
          hasCompleteContact(),
          "Microsoft's help needs a customer contact with first and last name, phone and e-mail: add or complete one",
        ),
        "",
      ),
    ),
    ...(model.deals.notesRequired ? notesWords(model) : []),
    ...requiredFields(model),
  ];
  return joinFilled(createArray(...problems), "; ");
}

function notesWords(model: Model): readonly Expression[] {
  return model.fields
    .filter((field) => field.role === "notes" && field.requiredFor.length === 0)
    .map((field) =>
      when(
        empty(crmCanonical(field, crmProperty(opportunity(), field))),
        `${field.label} are missing: enter a text`,
        "",
      ),
    );
}

/** The fields of the map that a deal of this kind cannot do without; the country has a form of its own. */
function requiredFields(model: Model): readonly Expression[] {
  const isCoSell = not(empty(helpCode(model)));
  return model.fields.flatMap((field) => {
    if (field.requiredFor.length === 0 || field.role === "closingDate" || field.role === "help") return [];
    const value = crmCanonical(field, crmProperty(opportunity(), field));
    const isFilled = field.role === "country" ? isCountryCode(value) : not(empty(value));
    const remedy =
      field.role === "country" ? "enter the two-letter country code (ISO 3166)" : "enter a value";
    const words = `${field.label} is missing or not valid: ${remedy}`;
    const isAlways = field.requiredFor.includes("private") && field.requiredFor.includes("partnerLed");
    return [isAlways ? when(isFilled, "", words) : when(or(not(isCoSell), isFilled), "", words)];
  });
}

/** Two characters, none of them a question mark, which stands before what the map does not know. */
const isCountryCode = (value: Expression): Expression =>
  and(equals(length(value), 2), not(startsWith(value, "?")));
