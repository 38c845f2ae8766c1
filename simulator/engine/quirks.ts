import { type QuirkTable, quirkMaker, resolve } from "../world/quirk.ts";

/** Behaviours of the flow service that no source confirms, or sources disagree on; each has a test for every setting. */
export interface Quirks {
  readonly "timeout-status": "TimedOut" | "Cancelled";
  readonly "until-timeout": "Succeeded" | "TimedOut";
  readonly "default-retry": "eight-retries" | "two-retries" | "twelve-retries";
  readonly "no-response-repeated": "no" | "yes";
  readonly "variable-without-value": "null" | "default-of-type";
  readonly "outside-foreach": "array" | "null";
  readonly "overflow-of-waiting-runs": "refused" | "waits";
  readonly "disabled-trigger-status": 404 | 400;
  readonly "resumed-watermark": "kept" | "reset";
  readonly "first-poll": "when-turned-on" | "after-interval";
  readonly "unauthenticated-trigger": "refused" | "accepted";
  readonly "too-many-split-items": "stops" | "nothing-starts";
}

const quirk = quirkMaker<Quirks>();

/** Every quirk; the first setting is the default. */
export const quirkTable = {
  "timeout-status": quirk(
    "timeout-status",
    "logic-apps-workflow-actions-triggers.md says Cancelled with the code ActionTimedOut; run histories and runAfter know TimedOut",
    "The status of an action whose limit.timeout has passed.",
    ["TimedOut", "Cancelled"],
  ),
  "until-timeout": quirk(
    "until-timeout",
    "no source; that the count limit ends in Succeeded was measured by one third party",
    "The status of an Until whose timeout has passed.",
    ["Succeeded", "TimedOut"],
  ),
  "default-retry": quirk(
    "default-retry",
    "limits-and-config.md (2022): 8 for medium and high profiles, 2 for low ones; newer copies are said to speak of 12",
    "How often a call without a retry policy of its own is repeated.",
    ["eight-retries", "two-retries", "twelve-retries"],
  ),
  "no-response-repeated": quirk(
    "no-response-repeated",
    "one third party measured the 502 with retries switched off; nothing is said about them",
    "Whether a child flow that ended without a Response is started again by the parent's retry policy.",
    ["no", "yes"],
  ),
  "variable-without-value": quirk(
    "variable-without-value",
    "create-variables-store-values.md calls the value optional and does not say what stands there without one",
    "What a variable holds that was initialised without a value.",
    ["null", "default-of-type"],
  ),
  "outside-foreach": quirk(
    "outside-foreach",
    "makers' articles rely on it; the documentation says nothing",
    "What outputs() of an action inside a Foreach gives outside of it: the outputs of all iterations, or null.",
    ["array", "null"],
  ),
  "overflow-of-waiting-runs": quirk(
    "overflow-of-waiting-runs",
    "logic-apps-workflow-actions-triggers.md names the limit; what a caller gets is not stated",
    "What becomes of an HTTP request when as many runs wait as maximumWaitingRuns allows: 429, or it waits too.",
    ["refused", "waits"],
  ),
  "disabled-trigger-status": quirk(
    "disabled-trigger-status",
    "seen in forum posts as WorkflowTriggerIsNotEnabled, with either status",
    "The answer to a request for a flow that is off.",
    [404, 400],
  ),
  "resumed-watermark": quirk(
    "resumed-watermark",
    "learn.microsoft.com, optimize-power-automate-triggers: a polling trigger resumes from its last state; makers report otherwise",
    "Whether a polling trigger that is turned off and on again brings what happened in between.",
    ["kept", "reset"],
  ),
  "first-poll": quirk(
    "first-poll",
    "no source",
    "When a polling trigger takes its bearings: as it is turned on, or one interval later.",
    ["when-turned-on", "after-interval"],
  ),
  "unauthenticated-trigger": quirk(
    "unauthenticated-trigger",
    "oauth-authentication.md knows three modes; an imported flow without triggerAuthenticationType is said to be open",
    "Whether an HTTP trigger that names no authentication answers callers who are not signed in.",
    ["refused", "accepted"],
  ),
  "too-many-split-items": quirk(
    "too-many-split-items",
    "limits-and-config.md names the limit, 100 items with trigger concurrency; what becomes of the items is not stated",
    "What happens when a trigger brings more items than splitOn takes: the simulation stops, or no run starts for any.",
    ["stops", "nothing-starts"],
  ),
} as const satisfies QuirkTable<Quirks>;

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return resolve<Quirks>(quirkTable, settings);
}
