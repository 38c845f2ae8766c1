import type { FlowModel } from "../../../generator/model/model.ts";
import { readFlows, type TargetFlow, turnOff, turnOn } from "../dataverse/flows.ts";
import { readVariables } from "../dataverse/variables.ts";
import { flowStates } from "../facts.ts";
import type { Release } from "./release.ts";
import { changeOrDone, type Line, later, type Step } from "./step.ts";
import { webApiLine } from "./web-api-line.ts";

/** Turns the flows on, called ones before their callers; off and on again where a variable has changed since. */
export const flowsStep: Step = {
  id: "flows",
  title: "Turn the flows on",
  look: async (release) => {
    const plan = await planFlows(release);
    if (plan === undefined) return later("the solution with the flows is imported");
    return changeOrDone(
      plan.steps.map(({ flow, stale }) => `${stale ? "turn off and on" : "turn on"} ${flow.name}`),
      `${release.model.flows.length} flows are on`,
    );
  },
  carryOut: async (release) => {
    const plan = await planFlows(release);
    if (plan === undefined) return;
    // A caller is turned off before what it calls, and what it calls is turned on before it.
    for (const { flow, stale } of plan.steps.toReversed()) {
      if (stale) await turnOff(release.dataverse, flow);
    }
    for (const { flow } of plan.steps) {
      release.say(flow.name);
      await turnOn(release.dataverse, flow);
    }
  },
  print: (release) => [
    { kind: "comment", text: "In this order: a flow can be turned on only after the flows that it calls." },
    ...release.model.flows.flatMap((flow) => switchLines(release, flow, flowStates.on)),
  ],
};

/** By hand; the id alone would tell nobody which flow it is. */
export function switchLines(
  release: Release,
  { id, name }: FlowModel,
  state: (typeof flowStates)[keyof typeof flowStates],
): readonly Line[] {
  return [{ kind: "comment", text: name }, webApiLine(release, "PATCH", `workflows(${id})`, state)];
}

interface FlowStep {
  readonly flow: FlowModel;
  /** It is on, with values that have changed since. */
  readonly stale: boolean;
}

/** What is to be done, in the order of turning on; nothing where a flow is not there. */
async function planFlows(release: Release): Promise<{ readonly steps: readonly FlowStep[] } | undefined> {
  const present = await readFlows(release.dataverse);
  const changed = await lastChange(release);
  const steps: FlowStep[] = [];
  for (const flow of release.model.flows) {
    const found = present.find(({ id }) => id === flow.id);
    if (found === undefined) return undefined;
    if (!found.on || isStale(found, changed)) steps.push({ flow, stale: found.on });
  }
  return { steps };
}

/** A flow takes its variables in when it is turned on. */
function isStale(flow: TargetFlow, changed: number): boolean {
  return flow.on && flow.modified < changed;
}

/** When a value that flows take in was last changed; what a flow keeps for itself does not count. */
async function lastChange({ dataverse, model }: Release): Promise<number> {
  const kept = new Set(
    model.variables.filter((each) => each.kept).map((each) => each.schemaName.toLowerCase()),
  );
  const variables = await readVariables(dataverse, `${model.solution.publisher.prefix}_`);
  return Math.max(
    0,
    ...variables
      .filter(({ schemaName }) => !kept.has(schemaName.toLowerCase()))
      .map(({ current }) => current?.modified ?? 0),
  );
}
