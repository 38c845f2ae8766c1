import { type HostedRoute, type RunningHost, startHost } from "../../services/http-host.ts";
import { defaultUsers } from "../../services/salesforce/defaults.ts";
import type { Service, ServiceRequest } from "../../world/service.ts";
import { createTenant } from "../create-tenant.ts";
import { flowUser } from "../facts.ts";
import type { Tenant, TenantOptions } from "../types.ts";
import { controlSurface } from "./control-surface.ts";
import { applicationUser, controlPrefix, defaultApplication } from "./facts.ts";
import { powerApps } from "./power-apps.ts";
import { type Application, SignIn } from "./sign-in.ts";

export interface ServedTenantOptions
  extends Partial<Omit<TenantOptions, "zips" | "flows" | "webhook" | "salesforce">> {
  /** Default: an org without anything of ours. `{}` is one that has the co-sell fields. */
  readonly salesforce?: TenantOptions["salesforce"];
  /** Default: a free one. */
  readonly port?: number;
  /** Who release tools sign in as. */
  readonly application?: Application;
  /** Told of everything that is done to the tenant from outside, in its order, before it is done. */
  readonly observe?: (deed: Deed) => void;
}

/** Something that was done to a served tenant: a request to one of its paths, or time that was let pass. */
export type Deed =
  | { readonly kind: "request"; readonly request: ServiceRequest }
  | { readonly kind: "advance"; readonly milliseconds: number };

/** A whole tenant behind one address, for release tools and ordinary clients. */
export interface ServedTenant extends RunningHost {
  /** The same tenant from inside; what is done to it here can be seen through the address and the other way round. */
  readonly tenant: Tenant;
  readonly application: Application;
  readonly signIn: SignIn;
}

/**
 * Serves a tenant without any solution on a loopback address: Dataverse, Salesforce, Partner Center, the sign-in of the
 * identity platform, the connections of Power Apps, and under /emulator what only a person or the time can do. Each
 * stands under the paths of its real host, so that a client needs nothing but this address instead of that host.
 * Time stands still until somebody lets it pass.
 */
export async function serveTenant(options: ServedTenantOptions = {}): Promise<ServedTenant> {
  const application = options.application ?? defaultApplication;
  const { observe = () => {} } = options;
  const signIn = new SignIn(application);
  const made = createTenant(emptyTenant(options));
  const tenant: Tenant = {
    ...made,
    advance: (milliseconds) => {
      observe({ kind: "advance", milliseconds });
      made.advance(milliseconds);
    },
  };
  const routes = routesOf(made, signIn, application).map(
    ({ service, ...route }): HostedRoute => ({
      ...route,
      service: {
        hosts: service.hosts,
        handle: (request) => {
          observe({ kind: "request", request });
          return service.handle(request);
        },
      },
    }),
  );
  const running = await startHost(routes, options.port);
  return { ...running, tenant, application, signIn };
}

/** Options of a tenant into which nothing has been imported. */
export function emptyTenant({ port, application, observe, ...options }: ServedTenantOptions): TenantOptions {
  return {
    ...options,
    seed: options.seed ?? 1,
    zips: [],
    flows: "off",
    salesforce: options.salesforce ?? bareSalesforce,
  };
}

/** Nothing of ours, and nobody who has a permission set of ours. */
export const bareSalesforce: NonNullable<TenantOptions["salesforce"]> = {
  schema: [],
  users: defaultUsers([]),
};

/** Which paths lead to whom. */
export function routesOf(tenant: Tenant, signIn: SignIn, { tenantId }: Application): readonly HostedRoute[] {
  const { salesforce, dataverse, partnerCenter } = tenant;
  const under = (service: Service, user: string, ...prefixes: readonly string[]): readonly HostedRoute[] =>
    prefixes.map((prefix) => ({ prefix, service, user }));
  return [
    ...under(salesforce, "", "/services", "/id", "/apim/salesforce"),
    ...under(forDataverse(dataverse, signIn), "", "/api/data", "/apim/commondataserviceforapps"),
    ...under(
      forPartnerCenter(partnerCenter, signIn),
      flowUser,
      "/v1.0/engagements",
      "/webhooks",
      "/certificates",
    ),
    ...under(signIn.service(), "", `/${tenantId}`, "/common", "/organizations"),
    ...under(
      powerApps(tenant, signIn),
      "",
      "/providers/Microsoft.PowerApps",
      "/providers/Microsoft.ProcessSimple",
    ),
    ...under(controlSurface(tenant), "", controlPrefix),
  ];
}

/** The application is a user of the environment; tokens that the environment gave out itself stay good. */
function forDataverse(service: Service, signIn: SignIn): Service {
  return {
    hosts: service.hosts,
    handle: (request) => {
      const bearer = signIn.bearer(request);
      if (bearer === undefined) return service.handle(request);
      const { authorization: _token, ...headers } = request.headers;
      const user = bearer.kind === "user" ? bearer.user : applicationUser;
      return service.handle({ ...request, headers, user });
    },
  };
}

/** Referrals belong to a user; the webhook may be registered by the application alone [Partner Center authentication]. */
function forPartnerCenter(service: Service, signIn: SignIn): Service {
  return {
    hosts: service.hosts,
    handle: (request) => {
      if (request.headers["authorization"] === undefined) return service.handle(request);
      const bearer = signIn.bearer(request);
      const isWebhook = request.path.toLowerCase().startsWith("/webhooks");
      const user =
        bearer?.kind === "user"
          ? bearer.user
          : bearer !== undefined && isWebhook
            ? flowUser
            : applicationUser;
      return service.handle({ ...request, user: bearer === undefined ? "" : user });
    },
  };
}
