import { Failure } from "../../generator/diagnostics/failure.ts";
import { Watch } from "../seeds/watch/watch.ts";
import { coSellSchema } from "../services/salesforce/schema/co-sell.ts";
import type { FieldSchema, SchemaSource } from "../services/salesforce/schema/model.ts";
import { createTenant } from "../tenant/create-tenant.ts";
import { FlowLibrary } from "../tenant/running-flows.ts";
import type { Tenant, TenantOptions } from "../tenant/types.ts";
import { scenarioCodes } from "./codes.ts";
import type { Theatre } from "./run-scenario.ts";
import type { Scenario, Step } from "./scenario.ts";
import { withVersion } from "./solution-version.ts";

/** What scenarios are played with. */
export interface Cast {
  /** Managed zips in the order of their import, by layout. */
  readonly layouts: Readonly<Partial<Record<"single" | "split", readonly Uint8Array[]>>>;
  /** Display names of the flows in the documented order of turning on. */
  readonly turnOnOrder?: readonly string[];
  /** Schema name of the variable with our Partner Center organization id, where the solution has one. */
  readonly organizationVariable?: string;
  /** The custom schema of the org; default: the co-sell fields under their default names. */
  readonly schema?: SchemaSource;
  readonly fixture: (name: string) => readonly Step[];
}

/** A new tenant for every scenario, all of them sharing the compiled flows; casts that differ little may share them too. */
export function tenantTheatre(cast: Cast, library = new FlowLibrary()): Theatre<Tenant> {
  return {
    stage: (given) => createTenant(tenantOptions(cast, library, given)),
    fixture: cast.fixture,
    watch: (tenant, given) => new Watch(tenant, given.clockSkew?.salesforce),
    upgrade: (tenant, version, layout) => {
      for (const zip of zipsOf(cast, layout)) {
        const outcome = tenant.importSolution(withVersion(zip, version));
        if (outcome.kind !== "refused") continue;
        const reason = outcome.errors.map(({ code, message }) => `${code}: ${message}`).join("; ");
        throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
      }
    },
  };
}

type Given = NonNullable<Scenario["given"]>;

/** Whose account at Partner Center every scenario plays in. */
export const partnerOrganization = {
  id: "0b5e5d5c-6d0a-5f5e-8f5c-000000000001",
  name: "Contoso Ltd",
  mpnId: "1000001",
} as const;

/** What a scenario is given, as options of its tenant. */
export function tenantOptions(cast: Cast, library: FlowLibrary, given: Given): TenantOptions {
  const organization = partnerOrganization;
  const isKnown = given.organizationId !== "empty" && cast.organizationVariable !== undefined;
  return {
    seed: given.seed ?? 1,
    zips: zipsOf(cast, given.layout),
    variables: {
      ...(isKnown && cast.organizationVariable !== undefined
        ? { [cast.organizationVariable]: organization.id }
        : {}),
      ...given.variables,
    },
    flows: given.flows ?? "on",
    webhook: given.webhook ?? (given.flows === "off" ? "none" : "registered"),
    ...(cast.turnOnOrder === undefined ? {} : { turnOnOrder: cast.turnOnOrder }),
    salesforce: {
      schema: [cast.schema ?? coSellSchema, furtherFields(given)],
      ...(given.org === undefined ? {} : { org: given.org }),
    },
    partnerCenter: { organization },
    ...(given.clockSkew === undefined ? {} : { clockSkew: given.clockSkew }),
    ...(given.quirks === undefined ? {} : { quirks: given.quirks }),
    library,
  };
}

function zipsOf(cast: Cast, layout: "single" | "split" = "single"): readonly Uint8Array[] {
  const zips = cast.layouts[layout];
  if (zips === undefined) throw new Failure(scenarioCodes.finding("LAYOUT_MISSING", { layout }));
  return zips;
}

/** Custom fields that only one scenario has; everybody may read and write them. */
export function furtherFields({ fields = {} }: Given): SchemaSource {
  return {
    permissionSets: [],
    objects: Object.entries(fields).map(([name, list]) => ({
      name,
      label: name,
      labelPlural: name,
      // The catalogue refuses a field that it cannot make sense of.
      fields: list as unknown as readonly FieldSchema[],
    })),
  };
}
