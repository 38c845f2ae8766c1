import type { Dataverse } from "../services/dataverse/types.ts";
import type { PartnerCenter } from "../services/partner-center/types.ts";
import type { Salesforce } from "../services/salesforce/types.ts";

/** What a scenario sees of the world it plays in: three services, the flows between them, and time. */
export interface Stage {
  readonly salesforce: Salesforce;
  readonly partnerCenter: PartnerCenter;
  readonly dataverse: Dataverse;
  /** Lets simulated time pass, in milliseconds; everything that becomes due happens. */
  readonly advance: (milliseconds: number) => void;
  /** Lets time pass until no event waits, no run is under way, and two polls in a row have found nothing. */
  readonly settle: () => void;
  /** Sends a request to the webhook of the flow that listens; answers with its status. */
  readonly postToWebhook: (body: unknown) => number;
  /** The address of the flow that listens to Partner Center's events. */
  readonly webhookUrl: () => string;
  /** What Partner Center has registered for the events of the tenant; undefined when nothing. */
  readonly registration: () => unknown;
  /** Starts an instant flow as a maker does, values by the title of each input. */
  readonly startFlow: (name: string, inputs: Readonly<Record<string, unknown>>) => void;
  /** Calls back once, just before an action of a flow starts in any run; `cancel` ends that run instead. */
  readonly before: (flow: string, action: string, happens: (() => void) | "cancel") => void;
  /** Every run so far, oldest first. */
  readonly runs: () => readonly StageRun[];
}

/** One run of a flow, as far as scenarios look at it. */
export interface StageRun {
  readonly flow: string;
  readonly status: "Succeeded" | "Failed" | "Cancelled" | "Running" | "TimedOut";
  /** Executed actions: scopes and child calls included, skipped ones not. */
  readonly actions: number;
  /** Connector calls by operation id. */
  readonly calls: Readonly<Record<string, number>>;
  /** The same by service. */
  readonly callsTo: Readonly<Record<"salesforce" | "partnerCenter" | "dataverse", number>>;
  /** JSON-Patch paths that the run has sent to Partner Center, in their order. */
  readonly patched: readonly string[];
}
