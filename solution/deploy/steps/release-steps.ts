import { connectionsStep } from "./connections.ts";
import { flowsStep } from "./flows.ts";
import { idsStep } from "./ids.ts";
import { importStep } from "./import-solution.ts";
import { referencesStep } from "./references.ts";
import { connectorSolution, hasOwnConnectors, type Release } from "./release.ts";
import { salesforceStep } from "./salesforce.ts";
import { settingsPath, settingsStep } from "./settings.ts";
import { smokeStep } from "./smoke.ts";
import type { Step } from "./step.ts";
import { variablesStep } from "./variables.ts";
import { webhookStep } from "./webhook.ts";

/**
 * The way of a release, in the order in which it works: connectors before connections, connections before flows, called
 * flows before callers, the webhook last. With everything in one solution, that is imported before anybody can make a
 * connection to its connectors, and bound afterwards.
 */
export function releaseSteps(release: Release): readonly Step[] {
  const { solution } = release.model;
  const connectors = connectorSolution(release);
  const begin: readonly Step[] =
    release.layout === "single"
      ? [
          importStep({
            id: "solution",
            title: "Import the solution",
            solution,
            holdsConnectors: hasOwnConnectors(release),
          }),
          connectionsStep,
          idsStep,
        ]
      : [
          ...(connectors === undefined
            ? []
            : [
                importStep({
                  id: "connectors",
                  title: "Import the connectors",
                  solution: connectors,
                  holdsConnectors: true,
                }),
              ]),
          connectionsStep,
          idsStep,
          settingsStep,
          importStep({
            id: "solution",
            title: "Import the flows",
            solution,
            settings: settingsPath(release),
          }),
        ];
  return [salesforceStep, ...begin, referencesStep, variablesStep, flowsStep, webhookStep, smokeStep];
}
