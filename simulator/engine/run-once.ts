import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../generator/diagnostics/failure.ts";
import { Scheduler } from "../world/scheduler.ts";
import { runCodes } from "./codes.ts";
import { spans } from "./facts.ts";
import type { Flow } from "./flow.ts";
import { type FlowSource, loadFlow } from "./load/load-flow.ts";
import { isObject } from "./load/settings.ts";
import type { MockFile } from "./mocks/mock-file.ts";
import { MockMissing, mockHost } from "./mocks/mock-host.ts";
import type { Run } from "./run/run.ts";
import { FlowService } from "./service/flow-service.ts";
import { inputsByTitle } from "./service/http-trigger.ts";
import type { VariableTexts } from "./service/parameter-values.ts";

export interface RunOnce {
  /** The flow to run, and those that it may call. */
  readonly flow: FlowSource;
  readonly others: readonly FlowSource[];
  /** What the trigger file holds; undefined for a trigger that brings nothing. */
  readonly trigger: unknown;
  readonly mocks: MockFile;
  /** Values of parameters, by schema name of the variable or by name. */
  readonly parameters: VariableTexts;
  /** When the run starts, in milliseconds. */
  readonly start: number;
  readonly seed: number;
}

export interface RunsOnce {
  readonly runs: readonly Run[];
  /** Runs of child flows. */
  readonly children: readonly Run[];
  /** The call that nobody answered; the runs end there. */
  readonly missing: MockMissing | undefined;
}

/** A flow cannot be run; `findings` says why. */
export type Refused = { readonly findings: readonly Diagnostic[] };

/** Runs a flow by itself with answers from a mocks file. */
export function runOnce(job: RunOnce): RunsOnce | Refused {
  const loaded = [job.flow, ...reachable(job)].map(loadFlow);
  const findings = loaded.flatMap((each) => each.findings);
  const flows = loaded.flatMap(({ flow }) => flow ?? []);
  const [flow] = flows;
  if (findings.length > 0 || flow === undefined) return { findings };
  checkParameters(flows, job.parameters);
  const scheduler = new Scheduler(job.start);
  const { host, unknownChild } = mockHost(job.mocks);
  const service = new FlowService({ scheduler, host, unknownChild, seed: job.seed });
  for (const each of flows) service.install(each);
  for (const each of childrenFirst(flows)) service.turnOn(each.id, job.parameters);
  const { runs, refusals } = service.fire(flow.id, triggerOutputs(flow, job.trigger));
  if (runs.length === 0 && !service.isBusy()) {
    const reason = refusals[0] ?? "splitOn gives no element";
    throw new Failure(runCodes.finding("NOT_STARTED", { flow: flow.name, reason }));
  }
  let missing: MockMissing | undefined;
  try {
    scheduler.advanceUntil(() => !service.isBusy(), job.start + spans.run);
  } catch (error) {
    if (!(error instanceof MockMissing)) throw error;
    missing = error;
  }
  const all = service.runs();
  return {
    runs: all.filter((run) => run.flow.id === flow.id),
    children: all.filter((run) => run.flow.id !== flow.id),
    missing,
  };
}

/** The flows that are called, directly or through others. */
function reachable({ flow, others }: RunOnce): readonly FlowSource[] {
  const found = new Map<string, FlowSource>();
  const visit = (source: FlowSource): void => {
    for (const id of loadFlow(source).flow?.children ?? []) {
      const child = others.find((each) => each.id === id);
      if (child === undefined || found.has(id) || id === flow.id) continue;
      found.set(id, child);
      visit(child);
    }
  };
  visit(flow);
  return [...found.values()];
}

function childrenFirst(flows: readonly Flow[]): readonly Flow[] {
  const ordered: Flow[] = [];
  const visit = (flow: Flow, around: readonly Flow[]): void => {
    if (ordered.includes(flow) || around.includes(flow)) return;
    for (const child of flows) if (flow.children.includes(child.id)) visit(child, [...around, flow]);
    ordered.push(flow);
  };
  for (const flow of flows) visit(flow, []);
  return ordered;
}

function checkParameters(flows: readonly Flow[], parameters: VariableTexts): void {
  const known = flows.flatMap((flow) =>
    flow.parameters.flatMap(({ name, schemaName }) => [name, schemaName ?? name]),
  );
  const wrong = Object.keys(parameters).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  const data = { what: "the parameters file", kind: "parameter", name: wrong };
  const allowed = [...new Set(known)].filter((name) => !name.startsWith("$"));
  throw new Failure(runCodes.finding("REFERENCE_UNKNOWN", data, { allowed }));
}

const requestMembers = ["body", "headers", "queries", "relativePathParameters", "statusCode"];

/**
 * The outputs of the trigger. A file that holds outputs, `{ headers?, body }`, is taken as they are; anything else is
 * the body. The inputs of an instant flow may go by their titles.
 */
function triggerOutputs({ trigger }: Flow, content: unknown): unknown {
  if (content === undefined) return trigger.type === "Request" ? { headers: {}, body: {} } : undefined;
  const isOutputs =
    isObject(content) &&
    "body" in content &&
    Object.keys(content).every((key) => requestMembers.includes(key));
  const outputs = isOutputs ? { headers: {}, ...content } : { headers: {}, body: content };
  const { body } = outputs;
  return trigger.type === "Request" && isObject(body)
    ? { ...outputs, body: inputsByTitle(trigger, body) }
    : outputs;
}
