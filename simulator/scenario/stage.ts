import type { Dataverse } from "../services/dataverse/types.ts";
import type { PartnerCenter } from "../services/partner-center/types.ts";
import type { Salesforce } from "../services/salesforce/types.ts";
import type { CallFault, CallMatch } from "../tenant/call-faults.ts";
import type { FaultPoint } from "../tenant/fault-counts.ts";

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
  /** What can be made to go wrong between the flows and the services. */
  readonly faults: StageFaults;
  /** Every run so far, oldest first. */
  readonly runs: () => readonly StageRun[];
}

/** Faults between the flows and the services; those inside Partner Center are its own. */
export interface StageFaults {
  /** Calls of flows and triggers that go wrong. */
  readonly call: (fault: CallFault) => void;
  /** Something happens once, just before a call. */
  readonly beforeCall: (match: CallMatch, happens: () => void) => void;
  /** For so many milliseconds the service does not know the connection. */
  readonly unauthorised: (service: CallMatch["service"], milliseconds: number) => void;
  /** The run of the action that comes after so many others is cancelled before it. */
  readonly interrupt: (actions: number, flow?: string) => void;
  /** The next poll or recurrence of a flow comes so much later. */
  readonly postpone: (flow: string, milliseconds: number) => void;
  /** Counts a fault that people bring about. */
  readonly count: (point: FaultPoint) => void;
  /** From now on nothing goes wrong that has not gone wrong yet. */
  readonly clear: () => void;
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
