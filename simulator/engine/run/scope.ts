import type { Scope as ExpressionScope, WdlObject, WdlValue } from "../../expressions/index.ts";
import type { Template } from "../flow.ts";
import type { Frame } from "./frame.ts";
import { actionRecord, bodyOf, outputsOf, resultsOf, stepOf, workflowRecord } from "./references.ts";
import type { Step } from "./step.ts";

/** What the expressions of an action can refer to: the run as it is seen from one pass through a body. */
export class Scope implements ExpressionScope {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  parameter(name: string): WdlValue | undefined {
    return this.frame.run.parameters.get(name.toLowerCase());
  }

  variable(name: string): WdlValue | undefined {
    return this.frame.run.variables.read(name);
  }

  outputs(name: string): WdlValue | undefined {
    return outputsOf(this.frame, name);
  }

  body(name: string): WdlValue | undefined {
    return bodyOf(this.frame, name);
  }

  action(name: string): WdlValue | undefined {
    const step = stepOf(this.frame, name);
    return step === undefined ? undefined : step === "none" ? null : actionRecord(step);
  }

  result(name: string): WdlValue | undefined {
    return resultsOf(this.frame, name);
  }

  trigger(): WdlValue {
    return this.frame.run.trigger.record();
  }

  triggerOutputs(): WdlValue {
    return this.frame.run.trigger.outputs ?? null;
  }

  triggerBody(): WdlValue {
    return this.frame.run.trigger.body();
  }

  item(): WdlValue | undefined {
    for (let frame: Frame | undefined = this.frame; frame !== undefined; frame = frame.outer) {
      if (frame.loop?.action.type === "Foreach") return frame.item;
    }
    return undefined;
  }

  items(name: string): WdlValue | undefined {
    return this.#passOf(name, "Foreach")?.item;
  }

  iterationIndexes(name: string): WdlValue | undefined {
    return this.#passOf(name, "Until")?.index;
  }

  workflow(): WdlObject {
    return workflowRecord(this.frame.run);
  }

  listCallbackUrl(): string {
    return this.frame.run.world.callbackUrl(this.frame.run.flow);
  }

  now(): number {
    return this.frame.run.now();
  }

  random(): number {
    return this.frame.run.world.random.next();
  }

  /** Evaluates what may speak of the action itself: its tracked properties, its webhook. */
  during(step: Step, template: Template): WdlValue {
    return template(new ActionScope(step));
  }

  #passOf(loop: string, type: string): Frame | undefined {
    const name = loop.toLowerCase();
    for (let frame: Frame | undefined = this.frame; frame !== undefined; frame = frame.outer) {
      const around = frame.loop?.action;
      if (around?.type === type && around.name.toLowerCase() === name) return frame;
    }
    return undefined;
  }
}

class ActionScope extends Scope {
  readonly #step: Step;

  constructor(step: Step) {
    super(step.frame);
    this.#step = step;
  }

  thisAction(): WdlValue {
    return actionRecord(this.#step);
  }
}

/** The scope of Select and Filter array: `item()` is the element under way. */
export class ItemScope extends Scope {
  current: WdlValue = null;

  override item(): WdlValue {
    return this.current;
  }
}
