import type { WdlValue } from "../../expressions/index.ts";
import type { RetryPolicy } from "../calls/retry-policy.ts";
import type { Template } from "../flow.ts";
import type { OperationRead } from "../load/connection.ts";
import type { Recurrence } from "./recurrence.ts";

/** How a flow is started. */
export type TriggerPlan = RequestTrigger | RecurrenceTrigger | PollingTrigger | WebhookTrigger;

interface CommonTrigger {
  readonly name: string;
  /** JSON pointer in the flow file. */
  readonly place: string;
  /** All must hold, or no run starts. */
  readonly conditions: readonly Template[];
  /** One run for each element of what it gives. */
  readonly splitOn: Template | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly clientTrackingId: Template | undefined;
  readonly secureInputs: boolean;
  readonly secureOutputs: boolean;
}

export interface Concurrency {
  readonly runs: number;
  readonly maximumWaitingRuns: number;
}

export interface RequestTrigger extends CommonTrigger {
  readonly type: "Request";
  readonly kind: string;
  /** As they stand in the definition; trigger() shows them. */
  readonly inputs: WdlValue | undefined;
  /** Undefined: any. */
  readonly method: string | undefined;
  /** Segments of the path behind the address; `{name}` stands for any one. */
  readonly relativePath: string | undefined;
  readonly schema: WdlValue | undefined;
  readonly validatesSchema: boolean;
  /** Anyone, anybody of the tenant, or the allowed users (exported flows; oauth-authentication.md describes them). */
  readonly authentication: "All" | "Tenant" | "User" | undefined;
  /** Ids or addresses, for "User". */
  readonly allowedUsers: readonly string[];
}

export interface RecurrenceTrigger extends CommonTrigger {
  readonly type: "Recurrence";
  readonly recurrence: Recurrence;
}

export interface PollingTrigger extends CommonTrigger {
  readonly type: "OpenApiConnection";
  readonly recurrence: Recurrence;
  readonly operation: OperationRead;
  readonly policy: RetryPolicy;
}

export interface WebhookTrigger extends CommonTrigger {
  readonly type: "OpenApiConnectionWebhook";
  readonly operation: OperationRead;
  readonly policy: RetryPolicy;
}
