import { assert, Failure } from "../../../generator/diagnostics/failure.ts";
import { fromPlain, type WdlValue } from "../../expressions/index.ts";
import type { Random } from "../../world/clock.ts";
import type { Scheduler } from "../../world/scheduler.ts";
import { seededRandom } from "../../world/seeded-random.ts";
import { runCodes } from "../codes.ts";
import { spans } from "../facts.ts";
import type { Action, Flow } from "../flow.ts";
import type { FlowHost } from "../host.ts";
import { type Quirks, resolveQuirks } from "../quirks.ts";
import { type FlowAnswer, type Respond, Run } from "../run/run.ts";
import { TriggerRecord } from "../run/trigger-record.ts";
import type { ChildCall, RunWorld } from "../run/world.ts";
import { triggerAddress } from "./addresses.ts";
import { conditionsUnmet, disabled, noResponse, notFound, tooManyWaiting, tooSlow } from "./answers.ts";
import { armTrigger, disarmTrigger, postponeTrigger, type TriggerWorld } from "./arm-trigger.ts";
import { Callbacks } from "./callbacks.ts";
import { fire, type TriggerScope, trackingIdOf } from "./fire.ts";
import { acceptRequest, inputsByTitle, type TriggerRequest } from "./http-trigger.ts";
import { type Firing, type InstalledFlow, newlyInstalled } from "./installed-flow.ts";
import { type Interruption, Interruptions } from "./interruptions.ts";
import { parameterValues, type VariableTexts } from "./parameter-values.ts";

export interface FlowServiceOptions {
  readonly scheduler: Scheduler;
  readonly host: FlowHost;
  /** Decides waits that are drawn at random, and nothing else. */
  readonly seed?: number;
  readonly quirks?: Partial<Quirks>;
  readonly environmentName?: string;
  /** Answers calls of flows that are not installed; undefined where it has no answer either. */
  readonly unknownChild?: (call: ChildCall) => FlowAnswer | undefined;
  /** Asked before every action; for faults that are drawn at random. */
  readonly beforeAction?: (run: Run, action: Action) => "go" | "cancel";
  /** Told of every run that has ended. */
  readonly ended?: (run: Run) => void;
  /** How many ended runs are remembered; all by default. */
  readonly remembered?: number;
}

export type TurnOn =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** The flow service of an environment: holds flows, starts runs when their triggers fire, and keeps the history. */
export class FlowService {
  readonly scheduler: Scheduler;
  readonly quirks: Quirks;
  readonly #options: FlowServiceOptions;
  readonly #random: Random;
  readonly #flows = new Map<string, InstalledFlow>();
  readonly #history: Run[] = [];
  readonly #callbacks = new Callbacks();
  readonly #interruptions = new Interruptions();
  readonly #world: RunWorld;
  readonly #triggers: TriggerWorld;
  #runs = 0;

  constructor(options: FlowServiceOptions) {
    this.scheduler = options.scheduler;
    this.quirks = resolveQuirks(options.quirks);
    this.#options = options;
    this.#random = seededRandom(options.seed ?? 0);
    this.#world = {
      scheduler: options.scheduler,
      random: this.#random,
      host: options.host,
      quirks: this.quirks,
      environmentName: options.environmentName ?? "simulated",
      beforeAction: (run, action) => this.#before(run, action),
      callChild: (call, answered) => this.#callChild(call, answered),
      callbackUrl: triggerAddress,
      awaitCallback: (_run, called) => this.#callbacks.listen(called),
      ended: (run) => this.#ended(run),
    };
    this.#triggers = {
      scheduler: options.scheduler,
      random: this.#random,
      host: options.host,
      quirks: this.quirks,
      fire: (installed, outputs) => this.#fire(installed, outputs, undefined).started,
      callbackUrl: (called) => this.#callbacks.listen(called),
    };
  }

  /** Puts a flow into the environment, off; or a new version of it over the old one, in the state that one had. */
  install(flow: Flow): void {
    const known = this.#flows.get(flow.id);
    if (known === undefined) this.#flows.set(flow.id, newlyInstalled(flow));
    else {
      disarmTrigger(this.#triggers, known);
      known.flow = flow;
      if (known.isOn) armTrigger(this.#triggers, known);
    }
  }

  /** Takes a flow out of the environment; its runs go on. */
  remove(idOrName: string): void {
    const installed = this.#find(idOrName);
    disarmTrigger(this.#triggers, installed);
    this.#flows.delete(installed.flow.id);
  }

  /**
   * Turns a flow on, or saves it anew: its parameters take the values that its variables have now. Throws a Failure
   * for what the simulator cannot carry out; what the platform refuses is an answer.
   */
  turnOn(idOrName: string, variables: VariableTexts = {}): TurnOn {
    const installed = this.#find(idOrName);
    const { flow } = installed;
    for (const child of flow.children) {
      const found = this.#flows.get(child);
      if (found === undefined && this.#options.unknownChild !== undefined) continue;
      if (found?.wasPublished === true) continue;
      if (found === undefined) {
        const missing = `The child flow with id '${child}' was not found.`;
        return { ok: false, error: { code: "ChildFlowNotFound", message: missing } };
      }
      const message = `The child flow with id '${child}' was never published. Publish it before its parent.`;
      return { ok: false, error: { code: "ChildFlowNeverPublished", message } };
    }
    for (const use of flow.operations) this.#options.host.checkOperation?.(use);
    installed.parameters = parameterValues(flow, variables);
    disarmTrigger(this.#triggers, installed);
    installed.isOn = true;
    installed.wasPublished = true;
    installed.onSince = this.scheduler.now();
    armTrigger(this.#triggers, installed);
    return { ok: true };
  }

  /** Runs under way go on; nothing starts a new one. */
  turnOff(idOrName: string): void {
    const installed = this.#find(idOrName);
    disarmTrigger(this.#triggers, installed);
    installed.isOn = false;
  }

  isOn(idOrName: string): boolean {
    return this.#find(idOrName).isOn;
  }

  flows(): readonly Flow[] {
    return [...this.#flows.values()].map(({ flow }) => flow);
  }

  /** The address of an HTTP trigger. */
  addressOf(idOrName: string): string {
    return triggerAddress(this.#find(idOrName).flow);
  }

  /** The flow that listens at an address; undefined when none does. */
  flowAt(url: string): Flow | undefined {
    return this.flows().find((flow) => triggerAddress(flow) === url);
  }

  /**
   * A request to the HTTP trigger of a flow. The answer comes at once if the flow has no Response, when its Response
   * is reached if it has one, and after two minutes at the latest.
   */
  request(idOrName: string, request: TriggerRequest, respond: (answer: FlowAnswer) => void): Run | undefined {
    const installed = this.#find(idOrName);
    const { flow } = installed;
    if (flow.trigger.type !== "Request") throw mismatch(flow);
    if (!installed.isOn) {
      respond(disabled(flow, this.quirks));
      return undefined;
    }
    const acceptance = acceptRequest(flow.trigger, request, this.quirks);
    if (acceptance.kind === "refused") {
      respond(acceptance.answer);
      return undefined;
    }
    const isAwaited = flow.hasResponse && flow.trigger.splitOn === undefined;
    if (!isAwaited) {
      const { runs } = this.#fire(installed, acceptance.outputs, undefined);
      respond({ statusCode: 202, headers: {} });
      return runs[0];
    }
    if (flow.hasAsynchronousResponse) return this.#startAsynchronous(installed, acceptance.outputs, respond);
    const { run, answered } = this.#awaitAnswer(installed, acceptance.outputs, respond);
    if (run === undefined && !answered) respond(conditionsUnmet(flow));
    return run;
  }

  /** The same, letting time pass until the answer is there. */
  send(idOrName: string, request: TriggerRequest): FlowAnswer {
    let answer: FlowAnswer | undefined;
    this.request(idOrName, request, (given) => {
      answer = given;
    });
    const latest = this.scheduler.now() + spans.synchronousCall;
    this.scheduler.advanceUntil(() => answer !== undefined, latest);
    assert(answer !== undefined, "a request was not answered in its time");
    return answer;
  }

  /** What has become of a long operation that a 202 named in its Location. */
  operation(url: string): FlowAnswer | undefined {
    return this.#callbacks.operation(url);
  }

  /** Starts an instant flow as a maker does, with its inputs by their titles. */
  start(idOrName: string, inputs: Readonly<Record<string, unknown>> = {}): Run {
    const installed = this.#find(idOrName);
    const { flow } = installed;
    if (flow.trigger.type !== "Request") throw mismatch(flow);
    if (!installed.isOn) throw new Failure(runCodes.finding("FLOW_OFF", { flow: flow.name }));
    const body = fromPlain(inputsByTitle(flow.trigger, inputs));
    return this.#startOne(installed, { headers: {}, body }, undefined);
  }

  /** Starts a run with given trigger outputs, whatever the trigger is: what a maker's resubmit does. */
  fire(
    idOrName: string,
    outputs: unknown,
  ): { readonly runs: readonly Run[]; readonly refusals: readonly string[] } {
    const installed = this.#find(idOrName);
    if (!installed.isOn) throw new Failure(runCodes.finding("FLOW_OFF", { flow: installed.flow.name }));
    return this.#fire(installed, outputs === undefined ? undefined : fromPlain(outputs), undefined);
  }

  /** Calls an address that a webhook operation was given; false when nobody waits there. */
  callback(url: string, { headers = {}, body }: Pick<TriggerRequest, "headers" | "body">): boolean {
    const content = body === undefined ? {} : { body: fromPlain(body) };
    return this.#callbacks.call(url, { statusCode: 200, headers, ...content });
  }

  /** Every run, oldest first. */
  runs(): readonly Run[] {
    return this.#history;
  }

  /** Whether a run goes on or waits for its turn. */
  isBusy(): boolean {
    for (const { active, waiting } of this.#flows.values()) {
      if (active.size > 0 || waiting.length > 0) return true;
    }
    return false;
  }

  /** The least number of polls in a row that started nothing, over all polling flows that are on. */
  quietPolls(): number {
    const polling = [...this.#flows.values()].filter(
      ({ isOn, flow }) => isOn && flow.trigger.type === "OpenApiConnection",
    );
    return Math.min(...polling.map(({ emptyPolls }) => emptyPolls));
  }

  /** Something happens once, just before an action of a flow starts in any run; "cancel" ends that run instead. */
  before(idOrName: string, action: string, happens: Interruption): void {
    this.#interruptions.add(this.#find(idOrName).flow, action, happens);
  }

  /** The next poll or recurrence of a flow comes so much later. */
  postpone(idOrName: string, milliseconds: number): void {
    postponeTrigger(this.#triggers, this.#find(idOrName), milliseconds);
  }

  /** Ends a run where it stands. */
  cancel(run: Run): void {
    run.terminate("Cancelled");
  }

  #find(idOrName: string): InstalledFlow {
    const byId = this.#flows.get(idOrName.toLowerCase());
    if (byId !== undefined) return byId;
    const byName = [...this.#flows.values()].find(({ flow }) => flow.name === idOrName);
    if (byName !== undefined) return byName;
    const allowed = this.flows().map(({ name }) => name);
    throw new Failure(runCodes.finding("FLOW_UNKNOWN", { flow: idOrName }, { allowed }));
  }

  #fire(installed: InstalledFlow, outputs: WdlValue | undefined, respond: Respond | undefined) {
    const { refusals, outputs: parts } = fire(installed.flow, outputs, this.#scopeOf(installed));
    const runs: Run[] = [];
    for (const part of parts) {
      const run = this.#enqueue(installed, { outputs: part, respond });
      if (run !== undefined) runs.push(run);
    }
    return { runs, refusals, started: parts.length };
  }

  #scopeOf({ parameters }: InstalledFlow): TriggerScope {
    return { parameters, now: this.scheduler.now, random: this.#random.next, quirks: this.quirks };
  }

  /** Starts a run, or lets the firing wait until the trigger's concurrency leaves room for it. */
  #enqueue(installed: InstalledFlow, firing: Firing): Run | undefined {
    const { concurrency } = installed.flow.trigger;
    if (concurrency === undefined || installed.active.size < concurrency.runs) {
      return this.#startOne(installed, firing.outputs, firing.respond);
    }
    const isFull = installed.waiting.length >= concurrency.maximumWaitingRuns;
    if (isFull && firing.respond !== undefined && this.quirks["overflow-of-waiting-runs"] === "refused") {
      firing.respond(tooManyWaiting());
    } else installed.waiting.push(firing);
    return undefined;
  }

  #startOne(installed: InstalledFlow, outputs: WdlValue | undefined, respond: Respond | undefined): Run {
    this.#runs += 1;
    const id = `08584${String(this.#runs).padStart(24, "0")}CU00`;
    const { flow } = installed;
    const trigger = new TriggerRecord({
      name: flow.trigger.name,
      startedAt: this.scheduler.now(),
      inputs: flow.trigger.type === "Request" ? flow.trigger.inputs : undefined,
      outputs,
      secureOutputs: flow.trigger.secureOutputs,
      trackingId: id,
    });
    const world = this.#world;
    const { parameters } = installed;
    const clientTrackingId = trackingIdOf(flow, outputs, this.#scopeOf(installed)) ?? id;
    const run = new Run({ id, flow, world, parameters, trigger, respond, clientTrackingId });
    installed.active.add(run);
    this.#history.push(run);
    this.scheduler.after(0, () => run.start());
    return run;
  }

  #ended(run: Run): void {
    const installed = this.#flows.get(run.flow.id);
    if (installed !== undefined) {
      installed.active.delete(run);
      const next = installed.waiting.shift();
      if (next !== undefined) this.#enqueue(installed, next);
    }
    const { remembered, ended } = this.#options;
    if (remembered !== undefined && this.#history.length > remembered) this.#history.shift();
    ended?.(run);
  }

  #awaitAnswer(installed: InstalledFlow, outputs: WdlValue, respond: (answer: FlowAnswer) => void) {
    let answered = false;
    const give = (answer: FlowAnswer): void => {
      if (answered) return;
      answered = true;
      this.scheduler.cancel(timer);
      respond(answer);
    };
    const timer = this.scheduler.after(spans.synchronousCall, () => {
      runs[0]?.abandon();
      give(tooSlow());
    });
    const { runs } = this.#fire(installed, outputs, (answer) => give(answer ?? noResponse()));
    const isWaiting = runs.length > 0 || installed.waiting.length > 0;
    if (!isWaiting && !answered) this.scheduler.cancel(timer);
    return { run: runs[0], answered: answered || isWaiting };
  }

  #startAsynchronous(installed: InstalledFlow, outputs: WdlValue, respond: (answer: FlowAnswer) => void) {
    const { url, finish } = this.#callbacks.newOperation();
    const { runs } = this.#fire(installed, outputs, (answer) => finish(answer ?? noResponse()));
    respond({ statusCode: 202, headers: { Location: url } });
    return runs[0];
  }

  #callChild(call: ChildCall, answered: (answer: FlowAnswer | undefined) => void): void {
    const installed = this.#flows.get(call.flowId);
    if (installed === undefined) {
      answered(this.#options.unknownChild?.(call) ?? notFound(call.flowId));
      return;
    }
    const { flow } = installed;
    if (!installed.isOn) {
      answered(disabled(flow, this.quirks));
      return;
    }
    const outputs: WdlValue = {
      headers: { ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
    };
    const { started } = this.#fire(installed, outputs, answered);
    if (started === 0) answered(conditionsUnmet(flow));
  }

  #before(run: Run, action: Action): "go" | "cancel" {
    const waited = this.#interruptions.before(run.flow, action);
    return waited === "cancel" ? "cancel" : (this.#options.beforeAction?.(run, action) ?? "go");
  }
}

function mismatch({ name, trigger }: Flow): Failure {
  return new Failure(runCodes.finding("TRIGGER_MISMATCH", { flow: name, type: trigger.type }));
}
