import type { WdlValue } from "../../expressions/index.ts";
import type { Action, Body, EndStatus } from "../flow.ts";
import type { Run } from "./run.ts";
import { Scope } from "./scope.ts";
import type { Step } from "./step.ts";

/** One pass through a body: the run itself, or one iteration of a loop. */
export class Frame {
  readonly run: Run;
  readonly body: Body;
  /** The pass around the loop. */
  readonly outer: Frame | undefined;
  /** The loop this is an iteration of. */
  readonly loop: Step | undefined;
  /** From 0. */
  readonly index: number;
  readonly item: WdlValue | undefined;
  readonly scope: Scope;
  /** Set when an iteration has ended. */
  status: EndStatus | undefined;
  readonly #steps: (Step | undefined)[];

  constructor(
    run: Run,
    body: Body,
    outer?: Frame,
    iteration?: { readonly loop: Step; readonly index: number; readonly item: WdlValue | undefined },
  ) {
    this.run = run;
    this.body = body;
    this.outer = outer;
    this.loop = iteration?.loop;
    this.index = iteration?.index ?? 0;
    this.item = iteration?.item;
    this.scope = new Scope(this);
    this.#steps = new Array<Step | undefined>(body.actions.length);
  }

  step(action: Action): Step | undefined {
    return this.#steps[action.slot];
  }

  put(step: Step): void {
    this.#steps[step.action.slot] = step;
  }

  /** The steps so far, in the order of the definition. */
  *steps(): Iterable<Step> {
    for (const step of this.#steps) if (step !== undefined) yield step;
  }
}
