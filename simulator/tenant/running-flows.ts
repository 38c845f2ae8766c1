import { Failure } from "../../generator/diagnostics/failure.ts";
import type { OperationUse } from "../engine/host.ts";
import { type Flow, type FlowService, loadFlow } from "../engine/index.ts";
import type { FlowToCheck, InstalledFlow } from "../services/dataverse/types.ts";
import { tenantCodes } from "./codes.ts";
import { type FlowText, readFlowText } from "./flow-text.ts";
import { childrenFirst } from "./set-up.ts";

/** Flows by text, compiled once; nothing in a compiled flow changes, so that tenants may share them. */
export class FlowLibrary {
  /** By id and name, then by text: long texts are hashed once and not put together with anything. */
  readonly #flows = new Map<string, Map<string, Flow>>();
  readonly #texts = new Map<string, FlowText>();

  /** Stops with the first finding of a text that is no flow the engine can run. */
  flow({ id, name, clientData }: FlowToCheck): Flow {
    const versions = this.#versionsOf(`${id} ${name}`);
    const known = versions.get(clientData);
    if (known !== undefined) return known;
    const { flow, findings } = loadFlow({ id, name, file: name, content: JSON.parse(clientData) });
    if (flow === undefined) {
      const [finding = tenantCodes.finding("FLOW_STAYS_OFF", { flow: name, reason: "it cannot be read" })] =
        findings;
      throw new Failure(finding);
    }
    versions.set(clientData, flow);
    return flow;
  }

  text({ clientData }: Pick<FlowToCheck, "clientData">): FlowText {
    const known = this.#texts.get(clientData) ?? readFlowText(clientData);
    this.#texts.set(clientData, known);
    return known;
  }

  #versionsOf(key: string): Map<string, Flow> {
    const known = this.#flows.get(key) ?? new Map<string, Flow>();
    this.#flows.set(key, known);
    return known;
  }
}

interface Known {
  readonly clientData: string;
  readonly flow: Flow;
  readonly state: InstalledFlow["state"];
  /** The values it was turned on with, as text. */
  readonly values: string;
}

/** Keeps the flow service in step with the environment: which flows there are, in which version, and which are on. */
export class RunningFlows {
  readonly #service: FlowService;
  readonly #library: FlowLibrary;
  readonly #checkOperation: (use: OperationUse) => void;
  readonly #known = new Map<string, Known>();

  constructor(service: FlowService, library: FlowLibrary, checkOperation: (use: OperationUse) => void) {
    this.#service = service;
    this.#library = library;
    this.#checkOperation = checkOperation;
  }

  /** Stops with a finding for a flow that the simulator cannot carry out in full. */
  check(flow: FlowToCheck): undefined {
    for (const use of this.#library.flow(flow).operations) this.#checkOperation(use);
  }

  follow(installed: readonly InstalledFlow[]): void {
    for (const id of [...this.#known.keys()].filter((each) => installed.every((flow) => flow.id !== each))) {
      this.#cancelRuns(id);
      this.#service.remove(id);
      this.#known.delete(id);
    }
    for (const flow of childrenFirst(installed)) this.#take(flow);
  }

  /** A flow that is deleted takes its runs along, as far as it can [manage logic apps: in-progress and pending runs]. */
  #cancelRuns(id: string): void {
    for (const run of this.#service.runs())
      if (run.flow.id === id && !run.hasEnded) this.#service.cancel(run);
  }

  #take(installed: InstalledFlow): void {
    const before = this.#known.get(installed.id);
    const isSame = before !== undefined && before.clientData === installed.clientData;
    const flow = isSame ? before.flow : this.#library.flow(installed);
    if (flow !== before?.flow) this.#service.install(flow);
    const { state } = installed;
    const values = JSON.stringify(installed.variableValues ?? {});
    if (state === "off" && before?.state === "on") this.#service.turnOff(flow.id);
    if (state === "on" && (before?.state !== "on" || values !== before.values || flow !== before.flow)) {
      const outcome = this.#service.turnOn(flow.id, installed.variableValues);
      if (!outcome.ok) {
        const reason = `${outcome.error.code}: ${outcome.error.message}`;
        throw new Failure(tenantCodes.finding("FLOW_STAYS_OFF", { flow: flow.name, reason }));
      }
    }
    this.#known.set(installed.id, { clientData: installed.clientData, flow, state, values });
  }
}
