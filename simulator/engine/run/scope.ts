import type { Scope as ExpressionScope, WdlObject, WdlValue } from "../../expressions/index.ts";
import type { Template } from "../flow.ts";
import type { Frame } from "./frame.ts";
import { actionRecord, bodyOf, outputsOf, resultsOf, stepOf, workflowRecord } from "./references.ts";
import type { Step } from "./step.ts";

/**
 * What the expressions of an action can refer to: the run as it is seen from one pass through a body. The expression
 * engine takes the hooks off the object, so each is a function of its own.
 */
export class Scope implements ExpressionScope {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  readonly parameter = (name: string): WdlValue | undefined => {
    return this.frame.run.parameters.get(name.toLowerCase());
  };

  readonly variable = (name: string): WdlValue | undefined => {
    return this.frame.run.variables.read(name);
  };

  readonly outputs = (name: string): WdlValue | undefined => {
    return outputsOf(this.frame, name);
  };

  readonly body = (name: string): WdlValue | undefined => {
    return bodyOf(this.frame, name);
  };

  readonly action = (name: string): WdlValue | undefined => {
    const step = stepOf(this.frame, name);
    return step === undefined ? undefined : step === "none" ? null : actionRecord(step);
  };

  readonly result = (name: string): WdlValue | undefined => {
    return resultsOf(this.frame, name);
  };

  readonly trigger = (): WdlValue => {
    return this.frame.run.trigger.record();
  };

  readonly triggerOutputs = (): WdlValue => {
    return this.frame.run.trigger.outputs ?? null;
  };

  readonly triggerBody = (): WdlValue => {
    return this.frame.run.trigger.body();
  };

  readonly item = (): WdlValue | undefined => {
    for (let frame: Frame | undefined = this.frame; frame !== undefined; frame = frame.outer) {
      if (frame.loop?.action.type === "Foreach") return frame.item;
    }
    return undefined;
  };

  readonly items = (name: string): WdlValue | undefined => {
    return this.#passOf(name, "Foreach")?.item;
  };

  readonly iterationIndexes = (name: string): WdlValue | undefined => {
    return this.#passOf(name, "Until")?.index;
  };

  readonly workflow = (): WdlObject => {
    return workflowRecord(this.frame.run);
  };

  readonly listCallbackUrl = (): string => {
    return this.frame.run.world.callbackUrl(this.frame.run.flow);
  };

  readonly now = (): number => {
    return this.frame.run.now();
  };

  readonly random = (): number => {
    return this.frame.run.world.random.next();
  };

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

  readonly thisAction = (): WdlValue => {
    return actionRecord(this.#step);
  };
}

/** The scope of Select and Filter array: `item()` is the element under way. */
export class ItemScope extends Scope {
  current: WdlValue = null;

  override readonly item = (): WdlValue => {
    return this.current;
  };
}
