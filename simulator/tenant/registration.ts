import { Failure } from "../../generator/diagnostics/failure.ts";
import { tenantCodes } from "./codes.ts";
import { type FlowInput, readFlowText } from "./flow-text.ts";
import type { Tenant } from "./types.ts";

/**
 * Registers the webhook as an administrator does: starts the solution's own flow with the address of the listening
 * flow and Yes for everything else. Stops with TENANT.REGISTRATION_FAILED when Partner Center has no registration then.
 */
export function registerWebhook(tenant: Tenant): void {
  const url = tenant.webhookUrl();
  for (const { name, clientData } of tenant.dataverse.control.flows()) {
    const { inputs } = readFlowText(clientData);
    const endpoint = inputs.find(isEndpoint);
    if (endpoint === undefined) continue;
    const choices = inputs
      .filter(({ type }) => type === "boolean")
      .map(({ title }) => [title, true] as const);
    tenant.startFlow(name, { [endpoint.title]: url, ...Object.fromEntries(choices) });
    tenant.settle();
    if (tenant.registration() === undefined) {
      throw new Failure(tenantCodes.finding("REGISTRATION_FAILED", {}));
    }
    return;
  }
  throw new Failure(tenantCodes.finding("NO_REGISTRATION_FLOW", {}));
}

/** The seed's name of the input, in any case. */
function isEndpoint({ title }: FlowInput): boolean {
  return title.toLowerCase() === "http trigger endpoint";
}
