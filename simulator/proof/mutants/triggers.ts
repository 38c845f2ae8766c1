import { dropArgument, negate, replaceText, trigger } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { setProperty, setTrigger } from "../operators.ts";
import { flows } from "./flows.ts";

export const triggerMutants: readonly Mutant[] = [
  {
    id: "opportunity/no-condition",
    flow: flows.opportunity,
    breaks: "Our own write, seen again by the trigger, starts no run",
    mutation: setTrigger("conditions", undefined),
    likely: ["own-write-echo"],
  },
  {
    id: "opportunity/pending-suppressed",
    flow: flows.opportunity,
    breaks: "Pending set by hand is looked at again",
    mutation: dropArgument(trigger, "and", "'Pending'"),
    likely: ["pending-by-hand"],
  },
  {
    id: "opportunity/unsynced-starts",
    flow: flows.opportunity,
    breaks: "An opportunity that is not synced and has no referral starts no run",
    mutation: replaceText(trigger, "Referral_Identifier__c", "StageName"),
    likely: ["sync-switched-off", "create-private-from-crm"],
  },
  {
    id: "opportunity/currency-not-seen",
    flow: flows.opportunity,
    breaks: "Every synced column is compared with Seen, also those named by variables",
    mutation: replaceText(trigger, "CloseDate", "CreatedDate"),
    likely: ["own-write-echo"],
  },
  {
    id: "opportunity/batch-not-split",
    flow: flows.opportunity,
    breaks: "Every changed opportunity has a run of its own",
    mutation: setTrigger("splitOn", undefined),
    likely: ["create-private-from-crm"],
  },
  {
    id: "opportunity/creates-nothing",
    flow: flows.opportunity,
    breaks: "The poll of opportunities may create referrals",
    mutation: setProperty("Settle this opportunity with Partner Center", "inputs/body/boolean", false),
    likely: ["create-private-from-crm"],
  },
  {
    id: "solutions/looks-for-itself",
    flow: flows.solutions,
    breaks: "A changed solution row has its opportunity settled",
    mutation: setProperty(
      "Settle the opportunity of this solution",
      "inputs/body/text",
      "@triggerBody()?['Id']",
    ),
    likely: ["solution-exchanged"],
  },
  {
    id: "solutions/condition-turned-round",
    flow: flows.solutions,
    breaks: "A row that a seller has added starts a run, one of ours does not",
    mutation: negate(trigger, "and", "Solution_Key__c"),
    likely: ["solution-added"],
  },
  {
    id: "solutions/no-condition",
    flow: flows.solutions,
    breaks: "A row of ours, seen again by the trigger, starts no run",
    mutation: setTrigger("conditions", undefined),
    likely: ["inbound-referral", "own-write-echo"],
  },
];
