import { everywhere, replaceBy, replaceNumber, replaceText, swapArguments } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { dropAction, dropProperty, fixCondition, renameCase, setProperty } from "../operators.ts";
import { flows } from "./flows.ts";

const flow = flows.customize;
const columnsToKeep = "Columns to keep with this write";

export const customizeMutants: readonly Mutant[] = [
  {
    id: "customize/update-without-guard",
    flow,
    breaks: "An opportunity is updated only if nobody has saved it since it was read",
    mutation: replaceText("Update existing opportunity", "If-Unmodified-Since", "X-Unguarded"),
    likely: ["saved-between-read-and-write", "concurrent-edit"],
  },
  {
    id: "customize/state-without-guard",
    flow,
    breaks: "The write ahead is guarded as well",
    mutation: dropProperty(
      "Store what the synchronization remembers",
      "inputs/parameters/Body/compositeRequest/0/httpHeaders",
    ),
    likely: ["saved-between-read-and-write", "double-save"],
  },
  {
    id: "customize/seen-not-stored",
    flow,
    breaks: "Every write of ours stores Seen, so that it starts no run",
    mutation: replaceText(everywhere, "Partner_Center_Sync_Seen__c", "NextStep"),
    likely: ["own-write-echo", "microsoft-edits"],
  },
  {
    id: "customize/audit-not-stored",
    flow,
    breaks: "Every change is written into the audit",
    mutation: replaceText(everywhere, "Audit__c", "NextStep"),
    likely: ["concurrent-edit"],
  },
  {
    id: "customize/state-not-stored",
    flow,
    breaks: "The state is written in the request that writes the fields it describes",
    mutation: replaceText(columnsToKeep, "Partner_Center_Sync_State__c", "State_of_nothing__c"),
    likely: ["microsoft-edits"],
  },
  {
    id: "customize/conflict-is-failure",
    flow,
    breaks: "412 of Salesforce is answered as 412: read and merge again",
    mutation: replaceNumber("Answer to updating", 412, 502),
    likely: ["saved-between-read-and-write", "concurrent-edit"],
  },
  {
    id: "customize/failure-is-success",
    flow,
    breaks: "An inner status of 400 or more is a failure, whatever the outer answer says",
    mutation: replaceNumber("Answer to updating", 502, 200),
    likely: ["reconcile-tries-again", "errors-are-audited-permission"],
  },
  {
    id: "customize/marks-swapped",
    flow,
    breaks: "A settled opportunity carries the check mark, one in error the cross",
    mutation: swapArguments(everywhere, "if", "'✔ '", [1, 2]),
    likely: ["created-without-event"],
  },
  {
    id: "customize/mark-always",
    flow,
    breaks: "The mark before the name can be turned off",
    mutation: replaceBy(everywhere, "equals", "csl_displaycheckmarkinname", "equals(true, true)"),
    likely: ["check-mark-off"],
  },
  {
    id: "customize/marks-pile-up",
    flow,
    breaks: "An old mark is taken off before a new one is put before the name",
    mutation: replaceText(everywhere, "✔✓✗✘❌✖", "#"),
    likely: ["errors-are-audited-amount"],
  },
  {
    id: "customize/account-not-by-name",
    flow,
    breaks: "An account is found by its name before one is made",
    mutation: replaceText("Look for account, stage and people", "WHERE Name = '", "WHERE Site = '"),
    likely: ["inbound-known-customer"],
  },
  {
    id: "customize/always-a-new-account",
    flow,
    breaks: "An account that is there is used",
    mutation: fixCondition("If account does not exist, then", true),
    likely: ["inbound-known-customer"],
  },
  {
    id: "customize/never-a-new-account",
    flow,
    breaks: "An account that is not there is made",
    mutation: fixCondition("If account does not exist, then", false),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/any-stage-will-do",
    flow,
    breaks: "A stage that the org does not have is not written into it",
    mutation: fixCondition("If the stage exists in Salesforce", true),
    likely: ["inbound-unknown-stage"],
  },
  {
    id: "customize/inbound-without-sync",
    flow,
    breaks: "An opportunity made from a referral has Sync set",
    mutation: setProperty("New opportunity fields to write", "inputs/Sync/value", false),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/inbound-stages-swapped",
    flow,
    breaks:
      "An offered referral becomes an opportunity on the on-hold stage, an active one on the active stage",
    mutation: swapArguments("New opportunity fields to write", "if", "csl_onholdstagename", [1, 2]),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/inbound-without-identifier",
    flow,
    breaks: "The opportunity carries the id of its referral from the start",
    mutation: setProperty("New opportunity fields to write", "inputs/ReferralID/value", null),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/inbound-money-swapped",
    flow,
    breaks: "Amount and currency go to their own columns",
    mutation: setProperty(
      "New opportunity fields to write",
      "inputs/DealValue/column",
      "@parameters('Deal value currency code field name in Salesforce (csl_dealcurrencycodefield)')",
    ),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/contact-role-of-nobody",
    flow,
    breaks: "The contacts of the customer are attached to the new opportunity",
    mutation: setProperty(
      "Contact roles of the new opportunity",
      "inputs/select/ContactId",
      "@body('Create_a_new_opportunity')?['id']",
    ),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/contact-never-made",
    flow,
    breaks: "A contact that is not there is made",
    mutation: fixCondition("If contact does not exist, then of the new opportunity", false),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/nothing-attached",
    flow,
    breaks: "Solutions, contacts and team of a referral become rows of the opportunity",
    mutation: dropAction("Attach solutions, contacts and team"),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/created-and-not-linked",
    flow,
    breaks: "A created opportunity is settled at once, which links the referral with it",
    mutation: replaceNumber("Answer to creating", 201, 200),
    likely: ["inbound-referral"],
  },
  {
    id: "customize/no-leads",
    flow,
    breaks: "Leads come in where they are wanted",
    mutation: renameCase("What is to be written", "CreateLead", "Lead"),
    likely: ["inbound-lead"],
  },
  {
    id: "customize/lead-without-identifier",
    flow,
    breaks: "A lead carries the id of its referral, which is unique",
    mutation: setProperty("New lead fields to write", "inputs/columns/Referral_Identifier__c", null),
    likely: ["inbound-lead"],
  },
];
