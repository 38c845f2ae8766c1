import { Failure } from "../../generator/diagnostics/failure.ts";
import type { EnvironmentModel, Model } from "../../generator/model/model.ts";
import { deployCodes } from "./codes.ts";
import type { Machine } from "./machine.ts";

/** Where a release goes. */
export interface Target extends EnvironmentModel {
  /** `https://contoso.crm4.dynamics.com`, without a slash at the end. */
  readonly url: string;
}

/** A loopback address may be http: that is how emulated environments are reached. */
const address = /^(?:https:\/\/[A-Za-z0-9.-]+(?::\d+)?|http:\/\/(?:127\.0\.0\.1|localhost):\d+)\/?$/;

/**
 * The environment of the mapping that has the name. What the variables of the machine say of it goes before what the
 * mapping says: a pipeline can keep addresses where it keeps everything else.
 */
export function findTarget(model: Model, name: string, machine: Machine): Target {
  const found = model.environments.find((environment) => environment.name === name);
  if (found === undefined) {
    const allowed = model.environments.map((environment) => environment.name);
    throw new Failure(deployCodes.finding("ENVIRONMENT_UNKNOWN", { name }, { allowed }));
  }
  const variable = (key: string): string | undefined => machine.environment[key] || undefined;
  const url = variable("COSELL_ENVIRONMENT_URL") ?? found.url;
  if (url === undefined) throw new Failure(deployCodes.finding("ENVIRONMENT_ADDRESS_MISSING", { name }));
  if (!address.test(url)) throw new Failure(deployCodes.finding("ENVIRONMENT_ADDRESS_INVALID", { url }));
  const salesforceOrg = variable("COSELL_SALESFORCE_ORG") ?? found.salesforceOrg;
  const given = (["referrals", "events", "salesforce", "dataverse"] as const).flatMap((role) => {
    const id = variable(`COSELL_CONNECTION_${role.toUpperCase()}`);
    return id === undefined ? [] : [[role, id] as const];
  });
  return {
    ...found,
    url: url.replace(/\/$/, ""),
    ...(salesforceOrg === undefined ? {} : { salesforceOrg }),
    connections: { ...found.connections, ...Object.fromEntries(given) },
  };
}
