import type { WdlValue } from "../../expressions/index.ts";
import type { Random } from "../../world/clock.ts";
import type { Timer } from "../../world/scheduler.ts";
import type { Action, EndStatus, Status, Template } from "../flow.ts";
import type { Quirks } from "../quirks.ts";
import type { BlockRun } from "./block-run.ts";
import { templateFailure } from "./errors.ts";
import type { Frame } from "./frame.ts";
import type { Run } from "./run.ts";

export interface StepError {
  readonly code: string;
  readonly message: string;
  readonly messageTemplate?: string;
}

/** One try of a call. */
export interface Attempt {
  readonly startedAt: number;
  readonly endedAt: number;
  /** The status of the answer, or the code of what kept it away. */
  readonly code: string;
}

/** How an action ended: what its record shows. */
export interface Ending {
  readonly code?: string;
  readonly outputs?: WdlValue;
  readonly error?: StepError;
}

/** An action in a run, from its start on: what works on it, and its record afterwards. */
export class Step {
  readonly run: Run;
  readonly frame: Frame;
  readonly action: Action;
  readonly startedAt: number;
  status: Status = "Running";
  endedAt: number | undefined;
  code: string | undefined;
  /** Undefined: there are none. */
  inputs: WdlValue | undefined;
  outputs: WdlValue | undefined;
  error: StepError | undefined;
  trackedProperties: WdlValue | undefined;
  attempts: Attempt[] = noAttempts;
  /** The iterations of a loop so far. */
  iterations: Frame[] = noIterations;
  /** The label of the branch or case that was taken. */
  branch: string | undefined;
  readonly #site: BlockRun | undefined;
  #timers: Timer[] | undefined;

  constructor(frame: Frame, action: Action, site: BlockRun | undefined) {
    this.run = frame.run;
    this.frame = frame;
    this.action = action;
    this.#site = site;
    this.startedAt = this.run.now();
  }

  now(): number {
    return this.run.now();
  }

  get random(): Random {
    return this.run.world.random;
  }

  get quirks(): Quirks {
    return this.run.world.quirks;
  }

  tried(attempts: Attempt[]): void {
    this.attempts = attempts;
  }

  get isRunning(): boolean {
    return this.status === "Running";
  }

  begin(): void {
    const { action } = this;
    if (action.staticResult !== undefined) {
      const { status, ending } = action.staticResult;
      this.end(status, ending);
      return;
    }
    if (action.timeout !== undefined) this.later(action.timeout, () => this.#timeOut());
    this.work(() => action.work.begin(this));
  }

  /** Does a piece of the action's work; an expression that cannot be evaluated ends the action. */
  work(piece: () => void): void {
    try {
      piece();
    } catch (error) {
      const failure = templateFailure(error, this.action.name);
      if (failure === undefined) throw error;
      this.inputs = undefined;
      this.end("Failed", failure);
    }
  }

  evaluate(template: Template): WdlValue {
    return template(this.frame.scope);
  }

  /** Goes on in so many milliseconds, unless the action has ended by then. */
  later(milliseconds: number, piece: () => void): void {
    this.#timers ??= [];
    this.#timers.push(this.run.world.scheduler.after(milliseconds, () => this.work(piece)));
  }

  succeed(outputs: WdlValue, code = "OK"): void {
    this.end("Succeeded", { outputs, code });
  }

  fail(ending: Ending): void {
    this.end("Failed", ending);
  }

  end(status: EndStatus, ending: Ending = {}): void {
    if (this.status !== "Running" || this.run.hasEnded) return;
    this.close(status, ending);
    if (this.action.trackedProperties !== undefined && status !== "Skipped") {
      this.#track(this.action.trackedProperties);
    }
    this.#site?.ended(this);
    this.run.pump();
  }

  /** Writes the end into the record; nothing follows from it. */
  close(status: EndStatus, { code, outputs, error }: Ending): void {
    this.status = status;
    this.endedAt = this.run.now();
    this.code = code;
    if (outputs !== undefined) this.outputs = outputs;
    this.error = error;
    for (const timer of this.#timers ?? []) this.run.world.scheduler.cancel(timer);
    this.#timers = undefined;
  }

  /** Tracked properties speak of how the action ended; where one has no value, the action fails after all. */
  #track(properties: Template): void {
    try {
      this.trackedProperties = this.frame.scope.during(this, properties);
    } catch (error) {
      const failure = templateFailure(error, this.action.name, "trackedProperties");
      if (failure?.error === undefined) throw error;
      this.close("Failed", { code: "TrackedPropertiesEvaluationFailed", error: failure.error });
    }
  }

  #timeOut(): void {
    const status = this.run.world.quirks["timeout-status"];
    const message = `The execution of template action '${this.action.name}' has exceeded its timeout.`;
    this.end(status, { code: "ActionTimedOut", error: { code: "ActionTimedOut", message } });
  }
}

const noAttempts: Attempt[] = [];
const noIterations: Frame[] = [];
