import { expect } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import type {
  CallOutcome,
  ConnectorCall,
  Flow,
  FlowHost,
  HttpCall,
  Quirks,
  Run,
} from "../../../simulator/engine/index.ts";
import { FlowService, loadFlow } from "../../../simulator/engine/index.ts";
import { actionRecord, stepOf } from "../../../simulator/engine/run/references.ts";
import { Scheduler } from "../../../simulator/world/scheduler.ts";

// A small place to run flows in: whatever a test does not say has the simplest form that is right.

export const noon = Date.parse("2026-03-02T12:00:00Z");

export const button = { type: "Request", kind: "Button", inputs: { schema: {} } };

/** The file of a flow. */
export function file(actions: unknown, more: Readonly<Record<string, unknown>> = {}): unknown {
  const { trigger = button, parameters = {}, connectionReferences, ...definition } = more;
  return {
    properties: {
      connectionReferences: connectionReferences ?? {
        shared_crm: {
          runtimeSource: "embedded",
          connection: { connectionReferenceLogicalName: "acme_crm" },
          api: { name: "shared_crm" },
        },
      },
      definition: {
        $schema:
          "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        contentVersion: "1.0.0.0",
        parameters: {
          $connections: { defaultValue: {}, type: "Object" },
          $authentication: { defaultValue: {}, type: "SecureObject" },
          ...(parameters as object),
        },
        triggers: { manual: trigger },
        actions,
        ...definition,
      },
      templateName: "",
    },
    schemaVersion: "1.0.0.0",
  };
}

export function findingsOf(content: unknown): readonly Diagnostic[] {
  return loadFlow({ id: "f", name: "F", file: "f.json", content }).findings;
}

export function load(content: unknown, id = "f", name = "F"): Flow {
  const { flow, findings } = loadFlow({ id, name, file: `${name}.json`, content });
  expect(findings).toEqual([]);
  if (flow === undefined) throw new TypeError("the flow was not loaded");
  return flow;
}

type Respond = (call: ConnectorCall, link?: string) => CallOutcome;

export function hostOf(respond: Respond, http?: (call: HttpCall) => CallOutcome): FlowHost {
  return { call: (call) => respond(call), follow: respond, http: http ?? (() => answered(200)) };
}

export function answered(
  statusCode: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): CallOutcome {
  return { kind: "answered", answer: { statusCode, headers, ...(body === undefined ? {} : { body }) } };
}

export interface Lab {
  readonly service: FlowService;
  readonly scheduler: Scheduler;
}

export function lab(options: {
  readonly flows: readonly Flow[];
  readonly host?: FlowHost;
  readonly quirks?: Partial<Quirks>;
  readonly seed?: number;
}): Lab {
  const scheduler = new Scheduler(noon);
  const service = new FlowService({
    scheduler,
    host: options.host ?? hostOf(() => answered(200)),
    ...(options.quirks === undefined ? {} : { quirks: options.quirks }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  for (const flow of options.flows) service.install(flow);
  for (const flow of options.flows) expect(service.turnOn(flow.id)).toEqual({ ok: true });
  return { service, scheduler };
}

/** Runs the actions of a flow to the end, at most a day long. */
export function runActions(
  actions: unknown,
  options: {
    readonly host?: FlowHost;
    readonly quirks?: Partial<Quirks>;
    readonly body?: unknown;
    readonly seed?: number;
    readonly definition?: Readonly<Record<string, unknown>>;
  } = {},
): Run {
  const flow = load(file(actions, options.definition));
  const { service, scheduler } = lab({ flows: [flow], ...options });
  const [run] = service.fire("f", { headers: {}, body: options.body ?? {} }).runs;
  if (run === undefined) throw new TypeError("no run was started");
  scheduler.advanceUntil(() => run.hasEnded, noon + 86_400_000);
  return run;
}

/** The record of an action, without what differs from run to run. */
export function recordOf(run: Run, action: string): Readonly<Record<string, unknown>> {
  const step = stepOf(run.root, action);
  if (step === undefined || step === "none") return { status: "none" };
  const { startTime, endTime, trackingId, clientTrackingId, ...record } = actionRecord(step);
  return record;
}

/** Statuses by action name. */
export function statuses(run: Run): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...run.flow.actions.values()].map(({ name }) => [name, recordOf(run, name)["status"]]),
  );
}

export const succeed = (value: unknown = 1, runAfter: Readonly<Record<string, readonly string[]>> = {}) => ({
  type: "Compose",
  runAfter,
  inputs: value,
});

/** An action that fails: its expression has no value. */
export const fail = (runAfter: Readonly<Record<string, readonly string[]>> = {}) => ({
  type: "Compose",
  runAfter,
  inputs: "@div(1, 0)",
});

export const connector = (operationId = "Get", more: Readonly<Record<string, unknown>> = {}) => {
  const { runAfter = {}, parameters = {}, retryPolicy, ...rest } = more;
  return {
    type: "OpenApiConnection",
    runAfter,
    inputs: {
      host: {
        connectionName: "shared_crm",
        operationId,
        apiId: "/providers/Microsoft.PowerApps/apis/shared_crm",
      },
      parameters,
      authentication: "@parameters('$authentication')",
      ...(retryPolicy === undefined ? {} : { retryPolicy }),
    },
    ...rest,
  };
};
