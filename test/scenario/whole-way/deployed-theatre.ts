import type { Theatre } from "../../../simulator/scenario/run-scenario.ts";
import type { Scenario } from "../../../simulator/scenario/scenario.ts";
import {
  type Cast,
  furtherFields,
  tenantOptions,
  tenantTheatre,
} from "../../../simulator/scenario/theatre.ts";
import type { HostedRoute } from "../../../simulator/services/http-host.ts";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { FlowLibrary } from "../../../simulator/tenant/running-flows.ts";
import { defaultApplication } from "../../../simulator/tenant/served/facts.ts";
import { bareSalesforce, type Deed, routesOf } from "../../../simulator/tenant/served/serve-tenant.ts";
import { SignIn } from "../../../simulator/tenant/served/sign-in.ts";
import type { Tenant } from "../../../simulator/tenant/types.ts";

type Given = NonNullable<Scenario["given"]>;

export type Layout = "single" | "split";

/** What a release did to an empty tenant, by the layout that it imported. */
export type Releases = (layout: Layout) => readonly Deed[];

/**
 * Every scenario in a tenant of its own that was set up by a release and by nothing else: what the release sent over HTTP,
 * and the time it took, are repeated in an empty tenant. Where a scenario is given something else (other values of
 * variables, flows that are off, no registration), the release is interrupted at the place where a maker would do that.
 */
export function deployedTheatre(cast: Cast, releases: Releases): Theatre<Tenant> {
  const library = new FlowLibrary();
  return {
    ...tenantTheatre(cast, library),
    stage: (given) => {
      const { variables = {}, ...options } = tenantOptions(cast, library, given);
      const tenant = createTenant({
        ...options,
        zips: [],
        flows: "off",
        webhook: "none",
        salesforce: { ...options.salesforce, ...bareSalesforce, schema: [furtherFields(given)] },
      });
      repeat(tenant, releases(given.layout ?? "split"), given, () => {
        for (const [name, value] of Object.entries(variables))
          tenant.dataverse.control.setVariable(name, value);
        const { organizationVariable } = cast;
        if (given.organizationId === "empty" && organizationVariable !== undefined) {
          tenant.dataverse.control.setVariable(organizationVariable, undefined);
        }
      });
      tenant.settle();
      return tenant;
    },
  };
}

function repeat(tenant: Tenant, deeds: readonly Deed[], given: Given, beforeFlows: () => void): void {
  const signIn = new SignIn(defaultApplication);
  const routes = routesOf(tenant, signIn, defaultApplication);
  // sf was signed in before the release began.
  tenant.salesforce.token("admin@contoso.example");
  let isBeforeFlows = true;
  for (const deed of deeds) {
    if (deed.kind === "advance") {
      tenant.advance(deed.milliseconds);
      continue;
    }
    const { method, path } = deed.request;
    // Asking changes nothing.
    if (method === "GET") continue;
    if (isBeforeFlows && method === "PATCH" && path.includes("/workflows(")) {
      isBeforeFlows = false;
      beforeFlows();
      if (given.flows === "off") return;
    }
    if (given.webhook === "none" && path.includes("/Microsoft.ProcessSimple/")) return;
    const { status, body } = routeOf(routes, path).service.handle(deed.request);
    if (status >= 400) throw new Error(`${method} ${path} answers ${status} here: ${JSON.stringify(body)}`);
  }
}

function routeOf(routes: readonly HostedRoute[], path: string): HostedRoute {
  const [found] = routes
    .filter(({ prefix }) => path.toLowerCase().startsWith(prefix.toLowerCase()))
    .toSorted((left, right) => right.prefix.length - left.prefix.length);
  if (found === undefined) throw new Error(`nothing serves ${path}`);
  return found;
}
