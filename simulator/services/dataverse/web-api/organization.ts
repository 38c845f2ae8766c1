import type { Environment } from "../environment.ts";
import type { Organization } from "../types.ts";

/** The environment's own names and ids. */
export function describeOrganization(environment: Environment): Organization {
  const uniqueName = environment.host.split(".")[0] ?? environment.host;
  return {
    organizationId: environment.idFor("organization"),
    environmentId: environment.idFor("environment"),
    uniqueName,
    friendlyName: `${uniqueName.slice(0, 1).toUpperCase()}${uniqueName.slice(1)}`,
    url: `https://${environment.host}/`,
  };
}

/** Who calls; every caller of the emulated environment is its one user. */
export function whoAmI(environment: Environment) {
  return {
    BusinessUnitId: environment.idFor("business unit"),
    UserId: environment.idFor("user"),
    OrganizationId: environment.idFor("organization"),
  };
}

/** The answer of RetrieveCurrentOrganization, as far as release tools read it [OrganizationDetail complex type]. */
export function currentOrganization(environment: Environment) {
  const { organizationId, environmentId, uniqueName, friendlyName, url } = describeOrganization(environment);
  return {
    Detail: {
      OrganizationId: organizationId,
      FriendlyName: friendlyName,
      OrganizationVersion: "9.2.24091.198",
      EnvironmentId: environmentId,
      UniqueName: uniqueName,
      UrlName: uniqueName,
      Endpoints: { Count: 1, Keys: ["WebApplication"], Values: [url] },
    },
  };
}
