import { replaceNumber, replaceText, swapArguments } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { changeRunAfter, fixCondition, setProperty } from "../operators.ts";
import { flows } from "./flows.ts";

const flow = flows.create;
const remember = "Remember that a referral is being created";
const store = "Store the referral on the opportunity";

export const createReferralMutants: readonly Mutant[] = [
  {
    id: "create/no-write-ahead",
    flow,
    breaks: "The attempt is stored before the referral is asked for",
    mutation: replaceText(remember, "attempt", "attempted"),
    likely: ["crash-after-post"],
  },
  {
    id: "create/post-repeated",
    flow,
    breaks: "A creation is not repeated by itself",
    mutation: setProperty("Create our referral", "inputs/retryPolicy", {
      type: "fixed",
      count: 3,
      interval: "PT10S",
    }),
    likely: ["own-event-before-our-write-back", "late-post"],
  },
  {
    id: "create/help-turned-round",
    flow,
    breaks: "Microsoft is invited when help is asked for, and only then",
    mutation: swapArguments("What is to be created", "if", "'assistance'", [1, 2]),
    likely: ["create-private-from-crm"],
  },
  {
    id: "create/invited-twice",
    flow,
    breaks: "Microsoft is not invited into an engagement it is in",
    mutation: fixCondition("If Microsoft is not in the engagement", true),
    likely: ["invitation-without-answer", "convert-to-cosell"],
  },
  {
    id: "create/never-invited",
    flow,
    breaks: "Microsoft is invited to a new co-sell deal",
    mutation: fixCondition("If Microsoft is not in the new engagement", false),
    likely: ["create-cosell-from-crm"],
  },
  {
    id: "create/identifier-not-stored",
    flow,
    breaks: "The id of the new referral is written back",
    mutation: replaceText(store, "Referral_Identifier__c", "NextStep"),
    likely: ["created-without-event"],
  },
  {
    id: "create/link-to-nowhere",
    flow,
    breaks: "The opportunity shows a link to its referral",
    mutation: replaceText(store, "?id=", "?no="),
    likely: ["created-without-event"],
  },
  {
    id: "create/pairs-not-stored",
    flow,
    breaks: "What both sides hold is remembered with the creation",
    mutation: replaceText(store, "pairs", "couples"),
    likely: ["microsoft-edits", "update-from-crm"],
  },
  {
    id: "create/saved-meanwhile-is-lost",
    flow,
    breaks: "A save during the creation does not keep the id from being stored",
    mutation: changeRunAfter("Read when the opportunity was last changed", store, ["Skipped"]),
    likely: ["saved-during-creation", "errors-are-audited-solution"],
  },
  {
    id: "create/refusal-keeps-attempt",
    flow,
    breaks: "A creation that was refused for certain is no attempt any more",
    mutation: replaceText("Write down why there is no referral", "[400,401,403,404,422,429]", "[418]"),
    likely: ["creation-refused"],
  },
  {
    id: "create/refusal-not-written-down",
    flow,
    breaks: "Why there is no referral stands in the audit",
    mutation: changeRunAfter("Write down why there is no referral", "What is to be created", ["Skipped"]),
    likely: ["creation-refused"],
  },
  {
    id: "create/success-is-failure",
    flow,
    breaks: "A creation answers that it has created",
    mutation: replaceNumber("Answer", 201, 500),
    likely: ["create-private-from-crm"],
  },
  {
    id: "create/microsoft-names-our-record",
    flow,
    breaks: "Only our referral names the opportunity",
    mutation: replaceText("Invite Microsoft to the new deal", "externalReferenceId", "nothing"),
    likely: ["create-cosell-from-crm"],
  },
  {
    id: "create/help-code-missing",
    flow,
    breaks: "Microsoft is told which help is asked for",
    mutation: replaceText("Invite Microsoft to the new deal", "assistanceRequestCode", "code"),
    likely: ["create-cosell-from-crm"],
  },
];
