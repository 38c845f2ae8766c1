import type { SolutionIdentity } from "../../../generator/model/model.ts";
import { readFlows, turnOff } from "../dataverse/flows.ts";
import { readSolution } from "../dataverse/solutions.ts";
import { flowStates } from "../facts.ts";
import { deleteWords } from "../pac/verbs.ts";
import { switchLines } from "./flows.ts";
import { connectorSolution, type Release } from "./release.ts";
import { removeSalesforceStep } from "./remove-salesforce.ts";
import { changeOrDone, done, type RemovalStepId, type Step } from "./step.ts";
import { flowOf } from "./webhook.ts";

/** Callers first: nothing is called any more that is off. */
export const flowsOffStep: Step = {
  id: "flows-off",
  title: "Turn the flows off",
  look: async (release) => {
    const on = await flowsThatAreOn(release);
    return changeOrDone(
      on.map(({ name }) => `turn off ${name}`),
      "no flow is on",
    );
  },
  carryOut: async (release) => {
    for (const flow of await flowsThatAreOn(release)) {
      release.say(flow.name);
      await turnOff(release.dataverse, flow);
    }
  },
  print: (release) =>
    release.model.flows.toReversed().flatMap((flow) => switchLines(release, flow, flowStates.off)),
};

async function flowsThatAreOn({ dataverse, model }: Release) {
  const present = await readFlows(dataverse);
  return model.flows.toReversed().filter(({ id }) => present.some((flow) => flow.id === id && flow.on));
}

/** Partner Center publishes no way to take a registration back; it is overwritten by the next one. */
export const removeWebhookStep: Step = {
  id: "remove-webhook",
  title: "The webhook registration",
  look: async (release) => {
    const name = flowOf(release, "partnerCenterToSalesforce").name;
    return done(
      `Partner Center has no way to delete it: its address is that of “${name}”, which answers nobody any more, until another is registered`,
    );
  },
  carryOut: async () => {},
  print: () => [
    {
      kind: "comment",
      text: "Partner Center has no way to delete the webhook registration: register another address, or leave it.",
    },
  ],
};

export function removeSolutionStep(
  id: RemovalStepId & ("remove-solution" | "remove-connectors"),
  solution: SolutionIdentity,
): Step {
  const { uniqueName } = solution;
  return {
    id,
    title: `Uninstall ${uniqueName}`,
    look: async (release) => {
      const installed = await readSolution(release.dataverse, uniqueName);
      if (installed === undefined) return done(`${uniqueName} is not there`);
      const what = `uninstall ${uniqueName} ${installed.version}`;
      if (installed.managed)
        return { kind: "change", changes: [what], destructive: `${what}, with everything in it` };
      // Deleting an unmanaged solution takes the list away and leaves what was on it.
      const stays = "it is unmanaged: its flows, connectors and variables stay in the environment";
      return { kind: "change", changes: [`${what}; ${stays}`], destructive: what };
    },
    carryOut: async (release) => {
      await (await release.pac()).deleteSolution(uniqueName);
    },
    print: (release) => [{ kind: "command", words: ["pac", ...deleteWords(release.target.url, uniqueName)] }],
  };
}

/** The steps that take a release away: nothing is uninstalled that still runs, and no connector before what uses it. */
export function removalSteps(release: Release, withSalesforce: boolean): readonly Step[] {
  const connectors = connectorSolution(release);
  return [
    flowsOffStep,
    removeWebhookStep,
    removeSolutionStep("remove-solution", release.model.solution),
    ...(connectors === undefined ? [] : [removeSolutionStep("remove-connectors", connectors)]),
    ...(withSalesforce ? [removeSalesforceStep] : []),
  ];
}
