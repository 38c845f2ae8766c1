import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { build } from "../../../generator/pipeline.ts";
import { defaultOrganization } from "../../../simulator/services/partner-center/partner-center.ts";
import type { FieldValues } from "../../../simulator/services/salesforce/types.ts";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { FlowLibrary } from "../../../simulator/tenant/running-flows.ts";
import type { TenantOptions } from "../../../simulator/tenant/types.ts";

// What `cosell build` makes of the mapping at the root, in a tenant.

const file = "mapping.yaml";
const mapping = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
const { artifacts } = build({ file, text: mapping });
const library = new FlowLibrary();

function zips(layout: "single" | "split", managed = true, from = artifacts): readonly Uint8Array[] {
  const found = from.filter(({ solution }) => solution?.layout === layout && solution.managed === managed);
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

/** A seller's deal that lacks nothing, then switched on for Partner Center. */
function saveDeal(tenant: ReturnType<typeof tenantOf>): string {
  const seller = tenant.salesforce.control.as("seller@contoso.example");
  const save = (object: string, fields: FieldValues): string => {
    const outcome = seller.create(object, fields);
    if (!outcome.ok) expect.unreachable(JSON.stringify(outcome.errors));
    return outcome.id;
  };
  const customer = save("Account", {
    Name: "Fabrikam Ltd",
    BillingStreet: "1 Example Street",
    BillingCity: "Leeds",
    BillingPostalCode: "LS1 1AA",
    BillingCountry: "GB",
  });
  const buyer = save("Contact", {
    AccountId: customer,
    FirstName: "Ada",
    LastName: "Sample",
    Email: "ada@fabrikam.example",
    Phone: "0000000001",
  });
  const deal = save("Opportunity", {
    Name: "Fabrikam rollout",
    AccountId: customer,
    StageName: "Qualification",
    CloseDate: "2027-06-30",
    Amount: 50_000,
    CurrencyIsoCode: "GBP",
  });
  save("Microsoft_Partner_Center_Solution__c", {
    Opportunity__c: deal,
    Solution_Id__c: "SOL-00001-AAA",
    Solution_Name__c: "Contoso Insights",
  });
  save("OpportunityContactRole", { OpportunityId: deal, ContactId: buyer });
  seller.edit("Opportunity", deal, { Sync_with_Partner_Center__c: true });
  tenant.settle();
  return deal;
}

describe.each([
  ["our own connectors", artifacts],
  [
    "Microsoft's certified connectors",
    build({ file, text: mapping.replace("mode: custom", "mode: certified") }).artifacts,
  ],
])("a deal, over %s", (_, built) => {
  it("becomes one referral, and follows it", () => {
    const tenant = tenantOf({ zips: zips("single", true, built) });
    const deal = saveDeal(tenant);
    const [referral, ...others] = tenant.partnerCenter.records.byExternalReference(deal);
    expect(others).toEqual([]);
    expect(referral).toMatchObject({ status: "Active", details: { dealValue: 50_000, currency: "GBP" } });
    tenant.salesforce.control.as("seller@contoso.example").edit("Opportunity", deal, { Amount: 60_000 });
    tenant.settle();
    expect(tenant.partnerCenter.records.all().map(({ details }) => details.dealValue)).toEqual([60_000]);
    expect(tenant.salesforce.control.record("Opportunity", deal)).toMatchObject({
      Referral_Identifier__c: referral?.id,
      Partner_Center_Sync_Status__c: "Synced",
    });
    expect(tenant.runs().filter(({ status }) => status !== "Succeeded")).toEqual([]);
  });
});
