import type { Machine } from "../machine.ts";
import type { Mask } from "../mask.ts";
import type { SecretSource } from "../secrets.ts";
import { findPipelineToken, type PipelineToken } from "./pipeline-token.ts";

/** By what an application proves that it is one: a secret, or the word of the pipeline's provider. */
export type Proof =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "pipeline"; readonly token: PipelineToken };

/** Who carries a release out. */
export type Identity =
  /** An app registration of the partner's own, made an application user of the environment. */
  | {
      readonly kind: "application";
      readonly tenant: string;
      readonly application: string;
      readonly proof: Proof;
    }
  /** Whoever signs in at the terminal. */
  | { readonly kind: "person"; readonly tenant: string; readonly application: string };

/**
 * The app that Microsoft keeps for developers and scripts, known to every tenant
 * [learn.microsoft.com, Dataverse Web API quick start: 51f81489-12ee-4a9e-aaae-a2591f45987d].
 */
const developersApp = "51f81489-12ee-4a9e-aaae-a2591f45987d";

/**
 * The identity that the variables of the machine describe: an application where there is a secret or a pipeline that may
 * vouch for it, else a person.
 */
export async function findIdentity(machine: Machine, secrets: SecretSource, mask: Mask): Promise<Identity> {
  const variable = (key: string): string | undefined => machine.environment[key] || undefined;
  const tenant = variable("COSELL_TENANT_ID");
  const application = variable("COSELL_CLIENT_ID");
  if (tenant !== undefined && application !== undefined) {
    const secret = await secrets("COSELL_CLIENT_SECRET");
    if (secret !== undefined) {
      return { kind: "application", tenant, application, proof: { kind: "secret", secret } };
    }
    const token = findPipelineToken(machine, mask);
    if (token !== undefined) {
      return { kind: "application", tenant, application, proof: { kind: "pipeline", token } };
    }
  }
  return { kind: "person", tenant: tenant ?? "organizations", application: application ?? developersApp };
}
