import type { WdlValue } from "../../expressions/index.ts";
import type { Action, Block } from "../flow.ts";
import type { Frame } from "../run/frame.ts";
import type { Run } from "../run/run.ts";
import type { Step, StepError } from "../run/step.ts";
import { timestamp } from "../run/timestamp.ts";
import { unreachedStep } from "../run/unreached.ts";

/** A run as plain data: what `cosell run --json` prints. Nothing in it depends on anything but the run. */
export interface RunRecord {
  readonly id: string;
  readonly flow: string;
  readonly status: string;
  readonly error?: StepError;
  readonly startTime: string;
  readonly endTime?: string;
  /** Milliseconds of simulated time. */
  readonly duration?: number;
  readonly trigger: { readonly name: string; readonly outputs?: WdlValue };
  readonly response?: WdlValue;
  readonly actions: readonly ActionView[];
  readonly counts: {
    /** Executed actions: scopes, loops and child calls too, skipped ones not. */
    readonly actions: number;
    readonly calls: number;
    readonly callsByOperation: Readonly<Record<string, number>>;
  };
}

export interface ActionView {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly code?: string;
  readonly error?: StepError;
  readonly inputs?: WdlValue;
  readonly outputs?: WdlValue;
  readonly trackedProperties?: WdlValue;
  readonly startTime?: string;
  readonly duration?: number;
  /** Every try, where there was more than one. */
  readonly tries?: readonly {
    readonly startTime: string;
    readonly duration: number;
    readonly code: string;
  }[];
  /** The branch or case that was taken. */
  readonly branch?: string;
  readonly branches?: readonly { readonly name: string; readonly actions: readonly ActionView[] }[];
  readonly iterations?: readonly {
    readonly index: number;
    readonly status?: string;
    readonly item?: WdlValue;
    readonly actions: readonly ActionView[];
  }[];
}

/** What the run history shows in place of secured inputs and outputs. */
export const secured = "Content not shown due to security configuration.";

export function runRecord(run: Run): RunRecord {
  const { trigger, calls } = run;
  return {
    id: run.id,
    flow: run.flow.name,
    status: run.status,
    ...(run.error === undefined ? {} : { error: run.error }),
    startTime: timestamp(run.startedAt),
    ...(run.endedAt === undefined
      ? {}
      : { endTime: timestamp(run.endedAt), duration: run.endedAt - run.startedAt }),
    trigger: { name: trigger.name, ...data("outputs", trigger.outputs, trigger.secureOutputs) },
    ...(run.answer === undefined ? {} : { response: { ...run.answer, headers: { ...run.answer.headers } } }),
    actions: viewBlock(run.root, run.flow.block),
    counts: {
      actions: run.executed,
      calls: [...calls.values()].reduce((sum, each) => sum + each, 0),
      callsByOperation: Object.fromEntries(calls),
    },
  };
}

function viewBlock(frame: Frame, block: Block): readonly ActionView[] {
  return block.actions.map((action) => viewAction(frame, action));
}

function viewAction(frame: Frame, action: Action): ActionView {
  const step = frame.step(action) ?? unreachedStep(frame, action);
  const own = { name: action.name, type: action.type };
  if (step === undefined) return { ...own, status: "Waiting" };
  const { startedAt, endedAt, attempts, branch } = step;
  const isSkipped = step.status === "Skipped";
  return {
    ...own,
    status: step.status,
    ...(step.code === undefined ? {} : { code: step.code }),
    ...(step.error === undefined ? {} : { error: step.error }),
    ...data("inputs", step.inputs, action.secureInputs),
    ...data("outputs", step.outputs, action.secureOutputs),
    ...data("trackedProperties", step.trackedProperties, false),
    ...(isSkipped ? {} : { startTime: timestamp(startedAt) }),
    ...(isSkipped || endedAt === undefined ? {} : { duration: endedAt - startedAt }),
    ...(attempts.length < 2
      ? {}
      : {
          tries: attempts.map((each) => ({
            startTime: timestamp(each.startedAt),
            duration: each.endedAt - each.startedAt,
            code: each.code,
          })),
        }),
    ...(branch === undefined || action.work.blocks.length < 2 ? {} : { branch }),
    ...viewInside(step),
  };
}

function viewInside(step: Step): Pick<ActionView, "branches" | "iterations"> {
  const { blocks, loopBody } = step.action.work;
  if (blocks.length === 0) return {};
  if (loopBody === undefined) {
    return {
      branches: blocks
        .filter(({ actions }) => actions.length > 0)
        .map((block) => ({ name: block.label, actions: viewBlock(step.frame, block) })),
    };
  }
  return {
    iterations: step.iterations.map((pass) => ({
      index: pass.index,
      ...(pass.status === undefined ? {} : { status: pass.status }),
      ...(pass.item === undefined ? {} : { item: pass.item }),
      actions: blocks.flatMap((block) => viewBlock(pass, block)),
    })),
  };
}

function data<Key extends string>(
  key: Key,
  value: WdlValue | undefined,
  isSecure: boolean,
): { readonly [Name in Key]?: WdlValue } {
  if (value === undefined) return {};
  // The key is the one member, which TypeScript cannot follow through a computed name.
  return { [key]: isSecure ? secured : value } as { readonly [Name in Key]?: WdlValue };
}
