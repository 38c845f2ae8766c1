import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { build } from "../../../generator/pipeline.ts";
import { defaultOrganization } from "../../../simulator/services/partner-center/partner-center.ts";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { FlowLibrary } from "../../../simulator/tenant/running-flows.ts";
import type { TenantOptions } from "../../../simulator/tenant/types.ts";

// What `cosell build` makes of the mapping at the root, in a tenant.

const file = "mapping.yaml";
const { artifacts } = build({
  file,
  text: readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8"),
});
const library = new FlowLibrary();

function zips(layout: "single" | "split", managed = true): readonly Uint8Array[] {
  const found = artifacts.filter(
    ({ solution }) => solution?.layout === layout && solution.managed === managed,
  );
  // Connectors come before the flows that call them.
  const ordered = found.toSorted((left, right) =>
    String(left.solution?.solution) < String(right.solution?.solution) ? -1 : 1,
  );
  return ordered.flatMap(({ content }) => (typeof content === "string" ? [] : [content]));
}

const variables = { csl_partnercenterorganizationid: defaultOrganization.id };

const tenantOf = (options: Partial<TenantOptions> = {}) =>
  createTenant({ seed: 1, zips: zips("single"), variables, library, ...options });

describe.each([
  ["single", true, 1],
  ["single", false, 1],
  ["split", true, 2],
  ["split", false, 2],
] as const)("the solution in the layout %s, managed: %s", (layout, managed, count) => {
  it("is imported, bound and turned on, and registers its webhook", () => {
    const solutions = zips(layout, managed);
    expect(solutions).toHaveLength(count);
    const tenant = tenantOf({ zips: solutions });
    const { control } = tenant.dataverse;
    expect(control.solutions().map((solution) => solution.managed)).toEqual(solutions.map(() => managed));
    expect(control.flows().map(({ state }) => state)).toEqual(control.flows().map(() => "on"));
    expect(control.connectionReferences().every(({ connectionId }) => connectionId !== undefined)).toBe(true);
    expect(tenant.registration()).toMatchObject({ WebhookUrl: tenant.webhookUrl() });
    expect(tenant.runs().filter(({ status }) => status !== "Succeeded")).toEqual([]);
  });
});

describe("the flows of the solution", () => {
  it("leave only [Customize] open to makers", () => {
    const open = tenantOf()
      .dataverse.control.flows()
      .filter(({ customizable }) => customizable);
    expect(open.map(({ name }) => name)).toEqual([expect.stringContaining("[Customize]")]);
  });

  it("cannot be turned on before the flows they call", () => {
    const tenant = tenantOf({ flows: "off" });
    const { control } = tenant.dataverse;
    const parent = control.flows().find(({ children }) => children.length > 0);
    const outcome = control.turnOn(parent?.id ?? "");
    expect(outcome).toMatchObject({ ok: false, error: { code: "ChildFlowNeverPublished" } });
  });

  it("stay quiet for a day in which nothing happens", () => {
    const tenant = tenantOf();
    const before = tenant.salesforce.control.snapshot();
    tenant.advance(24 * 60 * 60 * 1000);
    expect(tenant.runs().filter(({ status }) => status !== "Succeeded")).toEqual([]);
    expect(tenant.salesforce.control.snapshot()).toEqual(before);
    expect(tenant.partnerCenter.records.all()).toEqual([]);
    expect(tenant.partnerCenter.webhooks.events()).toEqual([]);
  });
});
