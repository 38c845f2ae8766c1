import type { Layout, Model, SolutionIdentity } from "../../../generator/model/model.ts";
import type { DataverseClient } from "../dataverse/client.ts";
import type { Machine } from "../machine.ts";
import type { Mask } from "../mask.ts";
import type { Pac } from "../pac/pac.ts";
import type { SalesforceOrg } from "../salesforce-org.ts";
import type { Connection } from "../services/power-apps.ts";
import type { PowerAutomate } from "../services/power-automate.ts";
import type { Target } from "../target.ts";
import type { BuildResult } from "./build-result.ts";

/** What a release is made of and whom it asks. Nobody is asked, signed in or started before a step needs it. */
export interface Release {
  readonly machine: Machine;
  readonly mask: Mask;
  readonly model: Model;
  readonly target: Target;
  readonly layout: Layout;
  readonly managed: boolean;
  readonly build: BuildResult;
  readonly dataverse: DataverseClient;
  readonly pac: () => Promise<Pac>;
  /** Throws DEPLOY.SALESFORCE_ORG_MISSING where nobody has named one. */
  readonly salesforce: () => SalesforceOrg;
  readonly flowService: () => Promise<PowerAutomate>;
  /** Nothing where the identity of the release may not see connections. */
  readonly connections: () => Promise<readonly Connection[] | undefined>;
  readonly environmentId: () => Promise<string>;
  /** Whether the webhook may be taken from whoever is registered. */
  readonly overwriteWebhook: boolean;
  /** Tells what is going on, one line. */
  readonly say: (line: string) => void;
}

/** Whether the connectors are ours, and so stand in a solution and want a secret. */
export function hasOwnConnectors({ model }: Release): boolean {
  return model.connectors.mode === "custom";
}

/** The solution that holds the connectors, where it is one of its own. */
export function connectorSolution(release: Release): SolutionIdentity | undefined {
  if (release.layout === "single" || !hasOwnConnectors(release)) return undefined;
  return release.model.solution.connectorSolution;
}
