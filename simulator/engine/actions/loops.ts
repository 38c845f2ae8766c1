import { isArray, typeName, type WdlValue } from "../../expressions/index.ts";
import { limits, loopDefaults } from "../facts.ts";
import type { Block, Body } from "../flow.ts";
import { readCondition } from "../load/condition.ts";
import { BlockRun } from "../run/block-run.ts";
import { actionFailed } from "../run/errors.ts";
import { Frame } from "../run/frame.ts";
import type { Step } from "../run/step.ts";
import { endLike } from "./containers.ts";
import type { ActionKind } from "./kind.ts";

export const foreach: ActionKind = {
  runtime: ["concurrency"],
  operationOptions: ["Sequential"],
  read: (settings, { reading, options, repetitions, loop }) => {
    const over = reading.requiredTemplate(settings, "foreach");
    if (options.has("sequential") && repetitions !== undefined && repetitions > 1) {
      settings.invalid("operationOptions", "absent beside runtimeConfiguration.concurrency");
    }
    const degree = options.has("sequential") ? 1 : (repetitions ?? loopDefaults.foreachDegree);
    const { block, body } = loop(settings);
    return {
      blocks: [block],
      loopBody: body,
      begin: (step) => {
        const items = step.evaluate(over);
        if (!isArray(items)) step.fail(notAnArray(step, items));
        else if (items.length > limits.foreachItems) step.fail(tooManyItems(step, items.length));
        else iterate(step, block, body, items, degree);
      },
    };
  },
};

/** Runs every iteration, so many at a time, even if one fails. */
function iterate(step: Step, block: Block, body: Body, items: readonly WdlValue[], degree: number): void {
  step.iterations = [];
  let started = 0;
  let ended = 0;
  let hasFailed = false;
  const startNext = (): void => {
    const index = started;
    started += 1;
    const frame = new Frame(step.run, body, step.frame, { loop: step, index, item: items[index] });
    step.iterations.push(frame);
    new BlockRun(block, frame, (status) => {
      frame.status = status;
      hasFailed ||= status === "Failed";
      ended += 1;
      if (ended === items.length) endLike(step, hasFailed ? "Failed" : "Succeeded");
      else if (started < items.length) startNext();
    }).start();
  };
  // Without actions an iteration ends as it starts; thousands of them must not pile up on the stack.
  if (items.length === 0 || block.actions.length === 0) endLike(step, "Succeeded");
  else for (let slot = 0; slot < Math.min(degree, items.length); slot += 1) startNext();
}

function notAnArray(step: Step, value: WdlValue) {
  const message = `The execution of template action '${step.action.name}' failed: the result of the evaluation of 'foreach' expression is of type '${typeName(value)}'. The result must be a valid array.`;
  return {
    code: "ExpressionEvaluationFailed",
    error: { code: "ExpressionEvaluationFailed", message },
  };
}

function tooManyItems(step: Step, count: number) {
  const message = `The execution of template action '${step.action.name}' failed: the number of items '${count}' exceeds the limit '${limits.foreachItems}'.`;
  return { code: "ForeachItemsLimitExceeded", error: { code: "ForeachItemsLimitExceeded", message } };
}

export const until: ActionKind = {
  read: (settings, { reading, name, loop }) => {
    const isDone = reading.inLoop(name, () => readCondition(reading, settings, "expression"));
    const limit = settings.requiredInner("limit", `the limit of ${settings.what}`);
    if (!limit.has("count") && !limit.has("timeout")) limit.missing("count");
    const count = limit.count("count", 1, limits.untilCount) ?? loopDefaults.untilCount;
    const timeout = limit.duration("timeout") ?? loopDefaults.untilTimeout;
    limit.done();
    const { block, body } = loop(settings);
    return {
      blocks: [block],
      loopBody: body,
      begin: (step) => {
        const latest = step.run.now() + timeout;
        step.iterations = [];
        const next = (): void => {
          const index = step.iterations.length;
          const frame = new Frame(step.run, body, step.frame, { loop: step, index, item: undefined });
          step.iterations.push(frame);
          step.outputs = index;
          new BlockRun(block, frame, (status) => {
            frame.status = status;
            step.work(() => {
              const holds = isDone(frame.scope);
              if (holds === true || step.iterations.length >= count) endLike(step, status);
              else if (step.run.now() >= latest) endLate(step, status);
              else if (holds !== false) step.fail(notBoolean(step, holds));
              // A loop without actions would otherwise pile up on the stack.
              else if (block.actions.length === 0) step.later(0, next);
              else next();
            });
          }).start();
        };
        next();
      },
    };
  },
};

function endLate(step: Step, status: "Succeeded" | "Failed"): void {
  if (step.run.world.quirks["until-timeout"] === "Succeeded" || status === "Failed") {
    endLike(step, status);
    return;
  }
  const message = `The execution of template action '${step.action.name}' has exceeded its timeout.`;
  step.end("TimedOut", { code: "ActionTimedOut", error: { code: "ActionTimedOut", message } });
}

function notBoolean(step: Step, value: WdlValue) {
  const message = `The execution of template action '${step.action.name}' failed: the result of the evaluation of its 'expression' is of type '${typeName(value)}'. The result must be a boolean.`;
  return { ...actionFailed, error: { code: "ExpressionEvaluationFailed", message } };
}
