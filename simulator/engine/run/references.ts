import { isObject, type WdlObject, type WdlValue } from "../../expressions/index.ts";
import type { Action, Block } from "../flow.ts";
import type { Frame } from "./frame.ts";
import type { Run } from "./run.ts";
import { dependencySkip } from "./skips.ts";
import { Step } from "./step.ts";
import { timestamp } from "./timestamp.ts";
import { unreachedStep } from "./unreached.ts";

/** The action of a name, in any case. */
function find(frame: Frame, name: string): Action | undefined {
  return frame.run.flow.actions.get(name) ?? frame.run.flow.actions.get(name.toLowerCase());
}

/** `outputs('X')` as it is seen from a pass: null for an action that gave none, undefined for one that does not exist. */
export function outputsOf(frame: Frame, name: string): WdlValue | undefined {
  const action = find(frame, name);
  return action === undefined ? undefined : seen(frame, action, (step) => step.outputs ?? null);
}

export function bodyOf(frame: Frame, name: string): WdlValue | undefined {
  const action = find(frame, name);
  return action === undefined ? undefined : seen(frame, action, bodyOfStep);
}

function bodyOfStep({ action, outputs }: Step): WdlValue {
  if (action.type === "Compose") return outputs ?? null;
  return isObject(outputs) ? (outputs["body"] ?? null) : null;
}

/** The step of a name as it is seen from a pass; "none" for an action that exists and has not ended. */
export function stepOf(frame: Frame, name: string): Step | "none" | undefined {
  const action = find(frame, name);
  if (action === undefined) return undefined;
  const pass = passAround(frame, action) ?? lastPassInside(frame, action);
  const step =
    pass === undefined ? neverReached(frame, action) : (pass.step(action) ?? unreachedStep(pass, action));
  return step ?? "none";
}

/** An action of a loop that failed or was skipped before its first iteration. */
function neverReached(frame: Frame, action: Action): Step | undefined {
  const { loop } = action.body;
  const around = loop === undefined ? undefined : stepOf(frame, loop.name);
  if (around === undefined || around === "none" || around.isRunning) return undefined;
  if (around.status === "Succeeded") return undefined;
  const step = new Step(around.frame, action, undefined);
  step.close("Skipped", dependencySkip(action, around));
  return step;
}

/** The pass through the body of an action that the given pass is in. */
function passAround(frame: Frame, action: Action): Frame | undefined {
  for (let pass: Frame | undefined = frame; pass !== undefined; pass = pass.outer) {
    if (pass.body === action.body) return pass;
  }
  return undefined;
}

/** For an action inside a loop that has ended: the last pass through it. */
function lastPassInside(frame: Frame, action: Action): Frame | undefined {
  const { loop } = action.body;
  if (loop === undefined) return undefined;
  const around = passAround(frame, loop) ?? lastPassInside(frame, loop);
  return around?.step(loop)?.iterations.at(-1);
}

/** What of an action is seen: outside of a Foreach, what every iteration gave; outside of an Until, what the last one gave. */
function seen(frame: Frame, action: Action, what: (step: Step) => WdlValue): WdlValue {
  const inPass = (pass: Frame): WdlValue => {
    const step = pass.step(action);
    return step === undefined ? null : what(step);
  };
  const around = passAround(frame, action);
  if (around !== undefined) return inPass(around);
  const { loop } = action.body;
  if (loop === undefined) return null;
  const isForeach = loop.type === "Foreach";
  if (isForeach && frame.run.world.quirks["outside-foreach"] === "null") return null;
  return seen(frame, loop, ({ iterations }) => {
    if (isForeach) return iterations.map(inPass);
    const last = iterations.at(-1);
    return last === undefined ? null : inPass(last);
  });
}

/** The record of an action as `actions()` and `result()` show it: only what there is. */
export function actionRecord(step: Step): WdlObject {
  const { action, run } = step;
  return {
    name: action.name,
    ...(step.inputs === undefined ? {} : { inputs: step.inputs }),
    ...(step.outputs === undefined ? {} : { outputs: step.outputs }),
    startTime: timestamp(step.startedAt),
    ...(step.endedAt === undefined ? {} : { endTime: timestamp(step.endedAt) }),
    trackingId: run.trackingId(action.name),
    clientTrackingId: run.clientTrackingId,
    ...(step.code === undefined ? {} : { code: step.code }),
    status: step.status,
    ...(step.error === undefined ? {} : { error: { ...step.error } }),
  };
}

/** `result('Scope')`: the records of the actions directly inside, both branches and skipped ones included. */
export function resultsOf(frame: Frame, name: string): WdlValue | undefined {
  const action = find(frame, name);
  if (action === undefined || action.work.blocks.length === 0) return undefined;
  const step = stepOf(frame, name);
  if (step === undefined || step === "none") return [];
  const { blocks, loopBody } = action.work;
  if (loopBody === undefined) return blocks.flatMap((block) => recordsIn(step.frame, block));
  if (action.type !== "Foreach") return lastIteration(step, blocks);
  return blocks.flatMap((block) => block.actions.map((child) => repeatedRecord(step, child)));
}

function recordsIn(frame: Frame, block: Block): readonly WdlObject[] {
  return block.actions.flatMap((child) => {
    const step = frame.step(child) ?? unreachedStep(frame, child);
    return step === undefined ? [] : [actionRecord(step)];
  });
}

function lastIteration(loop: Step, blocks: readonly Block[]): readonly WdlObject[] {
  const last = loop.iterations.at(-1);
  if (last === undefined) return [];
  const repetitionCount = loop.iterations.length;
  return blocks.flatMap((block) => recordsIn(last, block).map((record) => ({ ...record, repetitionCount })));
}

/** A child of a Foreach appears once; its outputs are the records of all its repetitions. */
function repeatedRecord(loop: Step, child: Action): WdlObject {
  const steps = loop.iterations.flatMap((pass) => pass.step(child) ?? unreachedStep(pass, child) ?? []);
  const hasFailed = steps.some(({ status }) => status === "Failed");
  const isSkipped = steps.every(({ status }) => status === "Skipped");
  return {
    name: child.name,
    outputs: steps.map(actionRecord),
    startTime: timestamp(loop.startedAt),
    endTime: timestamp(loop.endedAt ?? loop.run.now()),
    trackingId: loop.run.trackingId(child.name),
    clientTrackingId: loop.run.clientTrackingId,
    code: "NotSpecified",
    status: hasFailed ? "Failed" : isSkipped ? "Skipped" : "Succeeded",
    repetitionCount: steps.length,
  };
}

/** `workflow()`. */
export function workflowRecord(run: Run): WdlObject {
  const { flow, world } = run;
  const id = `/workflows/${flow.id}`;
  return {
    id,
    name: flow.id,
    type: "Microsoft.Logic/workflows",
    location: "simulator",
    tags: {
      flowDisplayName: flow.name,
      environmentName: world.environmentName,
      logicAppName: flow.id,
      xrmWorkflowId: flow.id,
    },
    run: { id: `${id}/runs/${run.id}`, name: run.id, type: "Microsoft.Logic/workflows/runs" },
  };
}
