import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import type { TenantOptions } from "../../../simulator/tenant/types.ts";
import { flowOf, operationOf, smallSolution, smallZip } from "./small-solution.ts";

const tenantOf = (options: Partial<TenantOptions> = {}) =>
  createTenant({ seed: 1, zips: [smallZip()], ...options });

const opportunity = { Name: "Deal", StageName: "Prospecting", CloseDate: "2026-06-30" };
const seller = "seller@contoso.example";

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "nothing";
}

describe("a new tenant", () => {
  it("has its flows on and the webhook registered by the solution's own flow", () => {
    const tenant = tenantOf();
    expect(tenant.dataverse.control.flows().map(({ name, state }) => [name, state])).toEqual([
      ["Poll", "on"],
      ["Listen", "on"],
      ["Child", "on"],
      ["Register", "on"],
    ]);
    expect(tenant.registration()).toMatchObject({
      WebhookUrl: tenant.webhookUrl(),
      WebhookEvents: ["referral-created"],
    });
    expect(tenant.runs()).toEqual([
      {
        flow: "Register",
        status: "Succeeded",
        actions: 1,
        calls: { EventRegistration: 1 },
        callsTo: { salesforce: 0, partnerCenter: 1, dataverse: 0 },
        patched: [],
      },
    ]);
  });

  it("may begin with everything off", () => {
    const tenant = tenantOf({ flows: "off" });
    expect(tenant.dataverse.control.flows().every(({ state }) => state === "off")).toBe(true);
    expect(tenant.registration()).toBeUndefined();
    tenant.turnFlowsOn();
    expect(tenant.dataverse.control.flows().every(({ state }) => state === "on")).toBe(true);
  });

  it("is the same for the same seed", () => {
    const story = () => {
      const tenant = tenantOf();
      tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
      tenant.partnerCenter.portal.createDeal("private", { name: "Inbound" });
      tenant.settle();
      return [
        tenant.now(),
        tenant.runs(),
        tenant.salesforce.control.snapshot(),
        tenant.partnerCenter.records.all(),
      ];
    };
    expect(story()).toEqual(story());
  });
});

describe("events", () => {
  it("reach the listening flow, which reads and writes over its connections", () => {
    const tenant = tenantOf();
    tenant.partnerCenter.portal.createDeal("private", { name: "Inbound" });
    tenant.settle();
    expect(tenant.salesforce.control.records("Account").map(({ Name }) => Name)).toEqual(["Inbound"]);
    expect(tenant.runs().at(-1)).toEqual({
      flow: "Listen",
      status: "Succeeded",
      actions: 2,
      calls: { GetReferralById: 1, PostItem_V2: 1 },
      callsTo: { salesforce: 1, partnerCenter: 1, dataverse: 0 },
      patched: [],
    });
    expect(tenant.partnerCenter.webhooks.deliveries()).toEqual([]);
  });

  it("wait while the flow is off, are tried again, and arrive when it is on", () => {
    const tenant = tenantOf();
    tenant.dataverse.control.turnOff("Listen");
    tenant.partnerCenter.portal.createDeal("private", { name: "Inbound" });
    tenant.advance(90_000);
    expect(tenant.partnerCenter.webhooks.nextDelivery()?.attempt).toBe(3);
    expect(tenant.salesforce.control.records("Account")).toEqual([]);
    tenant.dataverse.control.turnOn("Listen");
    tenant.settle();
    expect(tenant.salesforce.control.records("Account")).toHaveLength(1);
  });

  it("may come from anybody", () => {
    const tenant = tenantOf();
    expect(tenant.postToWebhook({ ResourceUri: "x/00000000-0000-5000-8000-000000000000" })).toBe(202);
    tenant.settle();
    expect(tenant.runs().at(-1)).toMatchObject({ flow: "Listen", status: "Failed" });
  });
});

describe("polls", () => {
  it("bring what a seller has saved to a flow and its child", () => {
    const tenant = tenantOf({ variables: { con_greeting: "Welcome" } });
    const before = tenant.runs().length;
    const saved = tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
    tenant.settle();
    const id = saved.ok ? saved.id : "";
    expect(tenant.salesforce.control.record("Opportunity", id)).toMatchObject({
      NextStep: "Seen",
      Description: "Welcome Deal",
    });
    expect(tenant.runs().slice(before)).toEqual([
      {
        flow: "Poll",
        status: "Succeeded",
        actions: 2,
        calls: { PatchItem_V3: 1 },
        callsTo: { salesforce: 1, partnerCenter: 0, dataverse: 0 },
        patched: [],
      },
      {
        flow: "Child",
        status: "Succeeded",
        actions: 2,
        calls: { ListRecords: 1 },
        callsTo: { salesforce: 0, partnerCenter: 0, dataverse: 1 },
        patched: [],
      },
    ]);
  });

  it("take a changed variable in only when the flow is turned off and on", () => {
    const tenant = tenantOf();
    const describe = (): unknown => {
      const saved = tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
      tenant.settle();
      return tenant.salesforce.control.record("Opportunity", saved.ok ? saved.id : "")?.["Description"];
    };
    tenant.dataverse.control.setVariable("con_greeting", "Later");
    expect(describe()).toBe("Hello Deal");
    tenant.dataverse.control.turnOff("Child");
    tenant.dataverse.control.turnOn("Child");
    expect(describe()).toBe("Later Deal");
  });
});

describe("in the middle of a run", () => {
  it("something may happen, once, or the run may be cancelled", () => {
    const tenant = tenantOf();
    const { control } = tenant.salesforce;
    const saved = control.as(seller).create("Opportunity", opportunity);
    const id = saved.ok ? saved.id : "";
    tenant.before("Poll", "Mark it", () => control.as(seller).edit("Opportunity", id, { Name: "Renamed" }));
    tenant.settle();
    expect(control.record("Opportunity", id)).toMatchObject({ Name: "Renamed", Description: "Hello Deal" });
    control.as(seller).edit("Opportunity", id, { NextStep: "Again" });
    tenant.before("Poll", "Mark it", "cancel");
    tenant.settle();
    expect(control.record("Opportunity", id)?.["NextStep"]).toBe("Again");
    expect(
      tenant
        .runs()
        .filter(({ flow }) => flow === "Poll")
        .at(-1)?.status,
    ).toBe("Cancelled");
  });
});

describe("an upgrade in the middle of life", () => {
  it("keeps flows on, bindings and values, and runs the new version", () => {
    const tenant = tenantOf({ variables: { con_greeting: "Kept" } });
    expect(tenant.importSolution(smallZip({ version: "1.1.0.0" })).kind).toBe("upgraded");
    const saved = tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
    tenant.settle();
    const record = tenant.salesforce.control.record("Opportunity", saved.ok ? saved.id : "");
    expect(record?.["Description"]).toBe("Kept Deal");
  });

  it("takes along a flow that the new version lacks", () => {
    const tenant = tenantOf();
    const flows = (smallSolution.flows ?? []).filter(({ name }) => name !== "Register");
    tenant.importSolution(smallZip({ version: "1.1.0.0", flows }));
    expect(codeOf(() => tenant.startFlow("Register", {}))).toBe("RUN.FLOW_UNKNOWN");
  });
});

describe("connections that are gone", () => {
  it("fail the action with 401, and polls find nothing", () => {
    const tenant = tenantOf();
    tenant.partnerCenter.users.expireConnection("flows@contoso.example");
    tenant.partnerCenter.portal.createDeal("private");
    tenant.settle();
    expect(tenant.runs().at(-1)).toMatchObject({
      flow: "Listen",
      status: "Failed",
      callsTo: { salesforce: 0 },
    });
    tenant.salesforce.control.deactivateUser("integration@contoso.example");
    tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
    tenant.settle();
    expect(tenant.runs().at(-1)?.flow).toBe("Listen");
  });
});

describe("unconfirmed behaviours", () => {
  it("are switched service by service", () => {
    const tenant = tenantOf({
      quirks: {
        partnerCenter: { resourceUri: "partner" },
        salesforce: { "polling-timestamp": "LastModifiedDate" },
        dataverse: { "changed-variable-reaches-flow": "at-once" },
        engine: { "first-poll": "after-interval" },
        connectorHost: { "response-types": "unchecked" },
      },
    });
    tenant.partnerCenter.portal.createDeal("private");
    expect(tenant.partnerCenter.webhooks.events()[0]?.ResourceUri).toContain("api.partner.microsoft.com");
    tenant.dataverse.control.setVariable("con_greeting", "At once");
    const saved = tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
    tenant.settle();
    const record = tenant.salesforce.control.record("Opportunity", saved.ok ? saved.id : "");
    expect(record?.["Description"]).toBe("At once Deal");
  });
});

describe("a flow that the simulator cannot carry out in full", () => {
  const withAction = (action: object) => {
    const started = { type: "Request", kind: "Button", inputs: { schema: {} } };
    const broken = flowOf("Broken", { trigger: started, actions: { It: action } });
    return tenantOf({ zips: [smallZip({ flows: [...(smallSolution.flows ?? []), broken] })] });
  };

  it.each([
    ["HOST.OPERATION_UNKNOWN", operationOf("con_Salesforce", "GetEverything", {})],
    ["HOST.PARAMETER_UNKNOWN", operationOf("con_Salesforce", "GetItems", { table: "Account", $expand: "x" })],
    ["HOST.PARAMETER_MISSING", operationOf("con_Referrals", "GetReferralById", {})],
    ["RUN.ACTION_TYPE_UNKNOWN", { type: "Teleport", inputs: {} }],
    ["RUN.REFERENCE_UNKNOWN", { type: "Compose", inputs: "@outputs('Nowhere')" }],
  ])("stops with %s before anything runs", (code, action) => {
    expect(codeOf(() => withAction(action))).toBe(code);
  });
});

describe("a solution that is uninstalled", () => {
  it("takes its runs along, whatever they wait for", () => {
    const tenant = tenantOf();
    tenant.salesforce.control.as(seller).create("Opportunity", opportunity);
    for (let steps = 0; tenant.runs().every(({ status }) => status !== "Running"); steps += 1) {
      expect(steps).toBeLessThan(4000);
      tenant.advance(100);
    }
    expect(tenant.dataverse.control.uninstall(tenant.dataverse.control.solutions()[0]?.name ?? "")).toEqual(
      [],
    );
    tenant.settle();
    expect(tenant.runs().filter(({ status }) => status === "Cancelled").length).toBeGreaterThan(0);
    expect(tenant.runs().filter(({ status }) => status === "Running")).toEqual([]);
  });

  it("leaves an address at which nobody answers Partner Center", () => {
    const tenant = tenantOf();
    const { webhooks, portal } = tenant.partnerCenter;
    tenant.dataverse.control.uninstall(tenant.dataverse.control.solutions()[0]?.name ?? "");
    portal.createDeal("private");
    tenant.settle();
    expect(webhooks.deadLetters()).toHaveLength(1);
  });
});
