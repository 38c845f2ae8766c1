import { count, flag, optional, section, text, word } from "./shapes.ts";

export const flowsSection = section("The flows: how often they look, how they retry, which of them exist.", {
  salesforcePollingMinutes: optional(
    count("How often Salesforce is asked for changes, in minutes.", 1, 1440, 3),
  ),
  audit: optional(
    section("The audit on the opportunity.", {
      glyphOnError: optional(flag("Puts ✗ before the name of an opportunity whose sync failed.", true)),
      maxLength: optional(
        count("Longest audit in characters; its old end is cut off.", 1000, 131_072, 100_000),
      ),
    }),
  ),
  leads: optional(flag("Leads from Microsoft may become leads in Salesforce.", true)),
  microsoftSolutions: optional(flag("Emits the flow that is started by rows of the solution object.", true)),
  reconcile: optional(
    section("The flow that repairs what was lost.", {
      enabled: optional(flag("Emits the flow.", true)),
      intervalMinutes: optional(count("How often it runs, in minutes.", 5, 1440, 60)),
      windowHours: optional(
        count("How long it waits before it tries again what was refused, in hours.", 1, 720, 24),
      ),
      maxPerRun: optional(count("How many deals one run takes up.", 1, 500, 50)),
    }),
  ),
  retry: optional(
    section("How calls are repeated that may be repeated.", {
      type: optional(word(["exponential", "fixed", "none"], "How the waiting time grows.", "exponential")),
      count: optional(count("How often.", 1, 90, 4)),
      interval: optional(text("First waiting time, ISO 8601, `PT10S`.")),
      minimumInterval: optional(text("Shortest waiting time.")),
      maximumInterval: optional(text("Longest waiting time.")),
    }),
  ),
});
