import type { Quirks as HostQuirks } from "../connector-host/quirks.ts";
import type { Quirks as EngineQuirks, FlowService, Run } from "../engine/index.ts";
import type { Stage } from "../scenario/stage.ts";
import type { Quirks as DataverseQuirks } from "../services/dataverse/quirks.ts";
import type { ImportOutcome, ImportSettings } from "../services/dataverse/types.ts";
import type { Quirks as PartnerCenterQuirks } from "../services/partner-center/quirks.ts";
import type { PartnerCenterOptions } from "../services/partner-center/types.ts";
import type { Quirks as SalesforceQuirks } from "../services/salesforce/quirks.ts";
import type { SalesforceOptions } from "../services/salesforce/types.ts";
import type { CallLimit } from "../world/throttle.ts";
import type { FaultCounts } from "./fault-counts.ts";
import type { FlowLibrary } from "./running-flows.ts";

export interface TenantOptions {
  /** The same seed, zips and calls give the same ids, runs and records. */
  readonly seed: number;
  /** Solutions in the order in which they are imported. */
  readonly zips: readonly Uint8Array[];
  /** Simulated time at the beginning, in milliseconds since 1970. Default: Monday, 5 January 2026, 08:00 UTC. */
  readonly start?: number;
  /** Current values of environment variables by schema name, set before any flow is turned on. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether the flows are turned on. Default: on. */
  readonly flows?: "on" | "off";
  /** Display names in the order in which flows are turned on; those left out follow, children before parents. */
  readonly turnOnOrder?: readonly string[];
  /** Whether the webhook is registered through the solution's own flow. Default: registered; needs the flows on. */
  readonly webhook?: "registered" | "none";
  readonly salesforce?: Omit<SalesforceOptions, "clock" | "seed" | "quirks">;
  readonly partnerCenter?: Omit<PartnerCenterOptions, "clock" | "seed" | "quirks">;
  /** Settings of unconfirmed behaviours, over their defaults. */
  readonly quirks?: {
    readonly salesforce?: Partial<SalesforceQuirks>;
    readonly partnerCenter?: Partial<PartnerCenterQuirks>;
    readonly dataverse?: Partial<DataverseQuirks>;
    readonly connectorHost?: Partial<HostQuirks>;
    readonly engine?: Partial<EngineQuirks>;
  };
  /** Compiled flows that tenants share; without one the tenant compiles its own. */
  readonly library?: FlowLibrary;
  /** By how many milliseconds the clock of a service is ahead of the flows' clock. */
  readonly clockSkew?: { readonly salesforce?: number; readonly partnerCenter?: number };
  /** Milliseconds from a connector call to its answer. Default: 200. */
  readonly latency?: number;
  /** Other limits than the documented ones; that of Salesforce's connector is an option of the org. */
  readonly throttles?: { readonly customConnectors?: CallLimit; readonly dataverse?: CallLimit };
  /** How many ended runs are remembered; all by default. */
  readonly remembered?: number;
}

/**
 * A simulated tenant: Salesforce, Partner Center and a Power Platform environment with the imported solutions, the
 * flows running between them, and a clock that stands still until somebody lets time pass.
 */
export interface Tenant extends Stage {
  /** The flow service itself: run histories action by action, addresses, resubmits. */
  readonly service: FlowService;
  /** Simulated time in milliseconds since 1970. */
  readonly now: () => number;
  /** Imports another solution or version; binds new connection references. Flows keep their state. */
  readonly importSolution: (zip: Uint8Array, settings?: ImportSettings) => ImportOutcome;
  /** How often each fault has struck so far. */
  readonly faultCounts: FaultCounts;
  /** Called whenever a run has ended, after everything it did. */
  onRunEnded: (run: Run) => void;
  /** Turns every flow on that is off, children before parents. Stops with TENANT.FLOW_STAYS_OFF if one cannot be. */
  readonly turnFlowsOn: () => void;
  /** The address at which Partner Center reaches the flow that listens for its events. */
  readonly webhookUrl: () => string;
}
