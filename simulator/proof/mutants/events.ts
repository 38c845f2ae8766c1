import { replaceBy, replaceText } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { renameCase, setProperty } from "../operators.ts";
import { flows } from "./flows.ts";

const whose = "Whose referral is it";

export const eventMutants: readonly Mutant[] = [
  {
    id: "events/any-event-counts",
    flow: flows.events,
    breaks: "Only events of known names are taken",
    mutation: replaceText(whose, "Unknown", "Ours"),
    likely: ["forged-event"],
  },
  {
    id: "events/any-id-counts",
    flow: flows.events,
    breaks: "Nothing in an event is trusted but a GUID",
    mutation: replaceBy(whose, "and", "'8 4 4 4 12 '", "equals(1, 1)"),
    likely: ["forged-event"],
  },
  {
    id: "events/updates-ignored",
    flow: flows.events,
    breaks: "A changed referral is settled",
    mutation: replaceText(whose, '"referral-created","referral-updated"', '"referral-created"'),
    likely: ["microsoft-edits"],
  },
  {
    id: "events/new-ones-ignored",
    flow: flows.events,
    breaks: "A new referral comes in",
    mutation: replaceText(whose, '"referral-created","referral-updated"', '"referral-updated"'),
    likely: ["inbound-referral"],
  },
  {
    id: "events/microsoft-ignored",
    flow: flows.events,
    breaks: "What Microsoft does on its side of a deal is followed",
    mutation: renameCase(whose, "Another party's", "Nobody's"),
    likely: ["microsoft-declines"],
  },
  {
    id: "events/id-in-the-wrong-place",
    flow: flows.events,
    breaks: "The pair is looked for by the id of the referral",
    mutation: setProperty("Settle the pair of this referral", "inputs/body", {
      text: "@toLower(last(split(string(coalesce(triggerBody()?['ResourceUri'], '')), '/')))",
    }),
    likely: ["microsoft-edits"],
  },
  {
    id: "microsoft/wrong-filter",
    flow: flows.microsoft,
    breaks: "Our referral is found by the engagement of Microsoft's",
    mutation: replaceText("Read the engagement", "engagementId eq", "externalReferenceId eq"),
    likely: ["microsoft-declines"],
  },
  {
    id: "microsoft/status-not-passed-on",
    flow: flows.microsoft,
    breaks: "What Microsoft says of its side goes into state and audit",
    mutation: setProperty("Settle our referral", "inputs/body/text_2", "{}"),
    likely: ["microsoft-declines", "microsoft-accepts"],
  },
];
