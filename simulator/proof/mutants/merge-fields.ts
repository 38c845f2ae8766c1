import { replaceBy, replaceNumber, replaceText, swapArguments } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { fixCondition, setProperty } from "../operators.ts";
import { flows } from "./flows.ts";

// What the merger decides, field by field, and what it makes of each decision.

const flow = flows.merge;
const decide = "Decide field by field";
const missing = "If nothing is missing";

export const mergeFieldMutants: readonly Mutant[] = [
  {
    id: "merge/policies-swapped",
    flow,
    breaks: "A field moved differently on both sides goes as its policy says",
    mutation: swapArguments(decide, "if", "equals(item()?['p'], 'crm')", [1, 2]),
    likely: ["concurrent-edit"],
  },
  {
    id: "merge/salesforce-never-moves",
    flow,
    breaks: "A field moved in Salesforce goes to Partner Center",
    mutation: replaceBy(decide, "equals", "item()?['was']?[0], item()?['crm']", "equals(1, 1)"),
    likely: ["update-from-crm"],
  },
  {
    id: "merge/partner-center-never-moves",
    flow,
    breaks: "A field moved in Partner Center goes to Salesforce",
    mutation: replaceBy(decide, "equals", "item()?['was']?[1], item()?['pc']", "equals(1, 1)"),
    likely: ["microsoft-edits"],
  },
  {
    id: "merge/hold-ignored",
    flow,
    breaks: "On hold nothing is sent",
    mutation: swapArguments(decide, "if", "if(item()?['h'], 2", [1, 2]),
    likely: ["hold-then-accept"],
  },
  {
    id: "merge/close-ignored",
    flow,
    breaks: "After the close nothing is sent",
    mutation: swapArguments(decide, "if", "if(item()?['x'], 3", [1, 2]),
    likely: ["terminal-edit"],
  },
  {
    id: "merge/invalid-is-sent",
    flow,
    breaks: "A value that Partner Center would refuse is not sent",
    mutation: swapArguments(decide, "if", "if(item()?['v'], 5", [1, 2]),
    likely: ["update-from-crm"],
  },
  {
    id: "merge/visibility-taken-back",
    flow,
    breaks: "Visibility taken back is set back",
    mutation: replaceNumber(decide, 8, 2),
    likely: ["visibility-is-one-way"],
  },
  {
    id: "merge/wrong-property",
    flow,
    breaks: "The deal value goes into its own property",
    mutation: replaceText(decide, "/details/dealValue", "/details/notes"),
    likely: ["update-from-crm"],
  },
  {
    id: "merge/currency-left-behind",
    flow,
    breaks: "Amount and currency move together",
    mutation: replaceText(decide, "/details/currency", "/details/dealCurrency"),
    likely: ["update-from-crm", "variables-alone"],
  },
  {
    id: "merge/closing-date-at-night",
    flow,
    breaks: "The closing date is noon UTC",
    mutation: replaceText(decide, "T12:00:00Z", "T23:30:00Z"),
    likely: ["update-from-crm"],
  },
  {
    id: "merge/line-ends-kept",
    flow,
    breaks: "Notes are compared and sent with one kind of line end",
    mutation: replaceText(decide, "%0D%0A", "%0A%0D"),
    likely: ["update-from-crm"],
  },
  {
    id: "merge/not-accepted",
    flow,
    breaks: "Leaving the on-hold stage accepts the deal",
    mutation: replaceText(decide, '"value":"Active"}', '"value":"New"}'),
    likely: ["hold-then-accept"],
  },
  {
    id: "merge/expired-is-won",
    flow,
    breaks: "An expired deal goes to the closed stage of the mapping",
    mutation: replaceText(decide, '"Expired":"Closed Lost"', '"Expired":"Closed Won"'),
    likely: ["expired-to-closed-lost"],
  },
  {
    id: "merge/reason-not-taken",
    flow,
    breaks: "The reason of a close goes to its own field",
    mutation: replaceText(decide, '"ClosingReason":', '"NoReason":'),
    likely: ["microsoft-edits"],
  },
  {
    id: "merge/field-names-forgotten",
    flow,
    breaks: "A variable that names another field moves nothing",
    mutation: replaceText(decide, "names", "labels"),
    likely: ["variable-changed"],
  },
  {
    id: "merge/sent-not-believed",
    flow,
    breaks: "While Partner Center holds what was sent, the sent pair is the settled one",
    mutation: replaceText(decide, "sent", "posted"),
    likely: ["newer-edit-after-crash", "convert-to-cosell"],
  },
  {
    id: "merge/conflict-not-shown",
    flow,
    breaks: "What needs a decision is shown as Conflict",
    mutation: replaceText(decide, "7 conflict", "0 conflict"),
    likely: ["migration", "terminal-edit"],
  },
  {
    id: "merge/sets-do-not-move",
    flow,
    breaks: "Solutions, contacts and team are settled",
    mutation: fixCondition("If people or solutions moved", false),
    likely: ["solution-added"],
  },
  {
    id: "merge/removed-rows-stay",
    flow,
    breaks: "What Partner Center has removed is removed in Salesforce",
    mutation: setProperty("Rows that have to go", "inputs/from", []),
    likely: ["solution-removed"],
  },
  {
    id: "merge/new-rows-do-not-come",
    flow,
    breaks: "What Partner Center has added becomes rows in Salesforce",
    mutation: setProperty("New solution rows", "inputs/from", []),
    likely: ["solution-added"],
  },
  {
    id: "merge/contacts-do-not-come",
    flow,
    breaks: "Contacts that Partner Center has added are attached in Salesforce",
    mutation: setProperty("New customer contacts", "inputs/from", []),
    likely: ["contact-added", "team-member-unknown-in-crm"],
  },
  {
    id: "merge/amount-zero-will-do",
    flow,
    breaks: "A deal without an amount is not created",
    mutation: replaceBy(missing, "greater", "csl_dealvaluefield", "equals(1, 1)"),
    likely: ["errors-are-audited-amount"],
  },
  {
    id: "merge/country-not-tested",
    flow,
    breaks: "A customer without a country of two letters stops the creation",
    mutation: replaceBy(missing, "and", "csl_customeraccountcountrycode", "equals(1, 1)"),
    likely: ["errors-are-audited-country"],
  },
  {
    id: "merge/no-solution-will-do",
    flow,
    breaks: "A deal without solutions is not created",
    mutation: replaceBy(missing, "and", "Microsoft_Solutions__r", "equals(1, 1)"),
    likely: ["errors-are-audited-solution"],
  },
  {
    id: "merge/wrong-country-field",
    flow,
    breaks: "The country comes from the field that the variable names",
    mutation: setProperty("New referral", "inputs/referral/customerProfile/address/country", "US"),
    likely: ["variables-alone", "create-cosell-from-crm"],
  },
  {
    id: "merge/referral-without-record",
    flow,
    breaks: "A referral names its opportunity",
    mutation: setProperty("New referral", "inputs/referral/externalReferenceId", "none"),
    likely: ["create-private-from-crm"],
  },
  {
    id: "merge/always-shared",
    flow,
    breaks: "A deal is shared only when help is asked for or it is visible",
    mutation: swapArguments("New referral", "if", "'Shared', 'Independent'", [1, 2]),
    likely: ["create-private-from-crm"],
  },
];
