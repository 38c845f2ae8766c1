import { assert } from "../../../generator/diagnostics/failure.ts";
import type { WdlValue } from "../../expressions/index.ts";
import type { Timer } from "../../world/scheduler.ts";
import { spans } from "../facts.ts";
import type { Action, Flow } from "../flow.ts";
import { BlockRun } from "./block-run.ts";
import { Frame } from "./frame.ts";
import { Step, type StepError } from "./step.ts";
import type { TriggerRecord } from "./trigger-record.ts";
import { Variables } from "./variables.ts";
import type { RunWorld } from "./world.ts";

export type RunStatus = "Running" | "Succeeded" | "Failed" | "Cancelled" | "TimedOut";

/** What a flow answers to whoever called it. */
export interface FlowAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: WdlValue;
}

/** Where the answer of a run goes; `undefined` says that the run has ended without one. */
export type Respond = (answer: FlowAnswer | undefined) => void;

/** One run of a flow: its state while it goes on, its record afterwards. */
export class Run {
  readonly id: string;
  readonly flow: Flow;
  readonly world: RunWorld;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, WdlValue>;
  readonly trigger: TriggerRecord;
  readonly clientTrackingId: string;
  readonly variables: Variables;
  readonly root: Frame;
  readonly startedAt: number;
  status: RunStatus = "Running";
  error: StepError | undefined;
  endedAt: number | undefined;
  /** Actions that were started: scopes, loops and child calls too, skipped ones not. */
  executed = 0;
  /** Connector calls, every try and every page, by operation id. */
  readonly calls = new Map<string, number>();
  /** Whether a Terminate, a cancellation or the longest life of a run ended it. */
  wasTerminated = false;
  hasResponded = false;
  /** What it answered. */
  answer: FlowAnswer | undefined;
  readonly #queue: { readonly site: BlockRun; readonly position: number }[] = [];
  #head = 0;
  #isPumping = false;
  #respond: Respond | undefined;
  readonly #life: Timer;

  constructor(start: {
    readonly id: string;
    readonly flow: Flow;
    readonly world: RunWorld;
    readonly parameters: ReadonlyMap<string, WdlValue>;
    readonly trigger: TriggerRecord;
    readonly respond: Respond | undefined;
    readonly clientTrackingId: string;
  }) {
    this.id = start.id;
    this.flow = start.flow;
    this.world = start.world;
    this.parameters = start.parameters;
    this.trigger = start.trigger;
    this.clientTrackingId = start.clientTrackingId;
    this.#respond = start.respond;
    this.variables = new Variables(start.world.quirks);
    this.startedAt = this.now();
    this.root = new Frame(this, start.flow.body);
    this.#life = start.world.scheduler.after(spans.run, () => this.terminate("TimedOut"), true);
  }

  now(): number {
    return this.world.scheduler.now();
  }

  get hasEnded(): boolean {
    return this.status !== "Running";
  }

  start(): void {
    const site = new BlockRun(this.flow.block, this.root, (status) => this.#end(status, undefined));
    site.start();
    this.pump();
  }

  /** Puts an action in line whose predecessors have all ended. */
  ready(site: BlockRun, position: number): void {
    this.#queue.push({ site, position });
  }

  /** Starts what stands in line, until everything waits for time to pass. */
  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#head < this.#queue.length && !this.hasEnded) {
        const next = this.#queue[this.#head];
        assert(next !== undefined, "the line of ready actions has a gap");
        this.#head += 1;
        next.site.begin(next.position);
      }
    } finally {
      this.#isPumping = false;
    }
    this.#queue.length = 0;
    this.#head = 0;
  }

  begin(action: Action, frame: Frame, site: BlockRun): void {
    if (this.world.beforeAction?.(this, action) === "cancel") this.terminate("Cancelled");
    if (this.hasEnded) return;
    const step = new Step(frame, action, site);
    frame.put(step);
    this.executed += 1;
    step.begin();
  }

  countCall(operationId: string): void {
    this.calls.set(operationId, (this.calls.get(operationId) ?? 0) + 1);
  }

  /** Gives the caller its answer; false when there is nobody to answer to any more. */
  respond(answer: FlowAnswer): boolean {
    if (this.hasResponded) return false;
    this.hasResponded = true;
    this.answer = answer;
    const respond = this.#respond;
    this.#respond = undefined;
    respond?.(answer);
    return true;
  }

  /** The caller has stopped waiting. */
  abandon(): void {
    this.#respond = undefined;
    this.hasResponded = true;
  }

  /** Ends the run where it stands: what goes on is cancelled, what has not begun is skipped. */
  terminate(status: "Succeeded" | "Failed" | "Cancelled" | "TimedOut", error?: StepError): void {
    if (this.hasEnded) return;
    this.wasTerminated = true;
    cancelRunning(this.root);
    this.#end(status, error);
  }

  trackingId(name: string): string {
    return `${this.id}-${name}`;
  }

  #end(status: RunStatus, error: StepError | undefined): void {
    if (this.hasEnded) return;
    this.status = status;
    this.error = error ?? (status === "Failed" ? runFailed : undefined);
    this.endedAt = this.now();
    this.world.scheduler.cancel(this.#life);
    const respond = this.#respond;
    this.#respond = undefined;
    respond?.(undefined);
    this.world.ended(this);
  }
}

const runFailed: StepError = {
  code: "ActionFailed",
  message: "An action failed. No dependent actions succeeded.",
};

function cancelRunning(frame: Frame): void {
  for (const step of frame.steps()) {
    for (const iteration of step.iterations) cancelRunning(iteration);
    if (step.isRunning) step.close("Cancelled", { code: "ActionCancelled" });
  }
}
