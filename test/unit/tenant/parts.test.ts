import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { CallOutcome, ConnectorCall, FlowHost } from "../../../simulator/engine/host.ts";
import { createDataverse } from "../../../simulator/services/dataverse/create-dataverse.ts";
import { createPartnerCenter } from "../../../simulator/services/partner-center/partner-center.ts";
import { CallLog } from "../../../simulator/tenant/call-log.ts";
import { EnvironmentConnectors } from "../../../simulator/tenant/connectors.ts";
import { Deliveries } from "../../../simulator/tenant/deliveries.ts";
import { readFlowText } from "../../../simulator/tenant/flow-text.ts";
import { importAndBind, turnFlowsOn } from "../../../simulator/tenant/set-up.ts";
import { Timekeeper } from "../../../simulator/tenant/timekeeper.ts";
import { Scheduler } from "../../../simulator/world/scheduler.ts";
import { solutionZip } from "../dataverse/solution-zip.ts";

const hour = 60 * 60 * 1000;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "nothing";
}

describe("deliveries", () => {
  function registered(status: (attempt: number) => number | "none") {
    const scheduler = new Scheduler(Date.UTC(2026, 0, 5));
    const partnerCenter = createPartnerCenter({ clock: scheduler });
    const user = "flows@contoso.example";
    const body = {
      WebhookUrl: "https://flows.example/",
      WebhookEvents: ["referral-created", "referral-updated"],
    };
    partnerCenter.handle({
      method: "POST",
      path: "/webhooks/v1/registration",
      query: {},
      headers: {},
      body,
      user,
    });
    const sent: (readonly [event: string, attempt: number, at: number])[] = [];
    const deliveries = new Deliveries(scheduler, partnerCenter, (delivery, answered) => {
      sent.push([delivery.body.EventName, delivery.attempt, scheduler.now() - start]);
      // The answer takes a while, as that of a flow with a response does.
      scheduler.after(500, () => answered(status(delivery.attempt)));
    });
    const start = scheduler.now();
    const time = new Timekeeper(scheduler, () => deliveries.arrange());
    return { scheduler, partnerCenter, deliveries, time, sent };
  }

  it("are sent when they are due, again after a failure, and once only while an answer is awaited", () => {
    const { partnerCenter, deliveries, time, sent } = registered((attempt) => (attempt < 3 ? 500 : 202));
    partnerCenter.portal.createDeal("private");
    time.advance(999);
    expect(sent).toEqual([]);
    time.waitFor(() => !deliveries.areWaiting());
    expect(sent).toEqual([
      ["referral-created", 1, 1000],
      ["referral-created", 2, 61_500],
      ["referral-created", 3, 182_000],
    ]);
  });

  it("tell of what Partner Center does by itself, at its time, and nobody waits for that", () => {
    const { partnerCenter, scheduler, deliveries, time, sent } = registered(() => 202);
    partnerCenter.microsoft.createReferral();
    time.waitFor(() => !deliveries.areWaiting() && scheduler.waiting() === 0);
    expect(sent).toEqual([["referral-created", 1, 1000]]);
    time.advance(15 * 24 * hour);
    expect(sent.at(-1)).toEqual(["referral-updated", 1, 14 * 24 * hour + 1000]);
  });

  it("that nobody ever takes end by themselves; what never ends is said to be restless", () => {
    const { partnerCenter, deliveries, time } = registered(() => "none");
    partnerCenter.portal.createDeal("private");
    time.waitFor(() => !deliveries.areWaiting());
    expect(partnerCenter.webhooks.deadLetters()).toHaveLength(1);
    expect(codeOf(() => time.waitFor(() => false))).toBe("TENANT.RESTLESS");
  });
});

describe("counted calls", () => {
  const call = (operationId: string, runId: string): ConnectorCall => ({
    connectionName: "c",
    connectionReference: "r",
    connector: operationId === "Read" ? "shared_a" : "shared_b",
    apiId: "x",
    operationId,
    parameters: {},
    caller: { flow: "Flow", runId, action: "A", attempt: 1 },
  });
  const host = (statuses: number[]): FlowHost => {
    const answer = (): CallOutcome => ({
      kind: "answered",
      answer: { statusCode: statuses.shift() ?? 200, headers: {} },
    });
    return { call: answer, follow: answer, http: answer };
  };

  it("are told apart by run and service; polls are none", () => {
    const log = new CallLog();
    const watched = log.watch(
      host([]),
      ({ connector }) => (connector === "shared_a" ? "salesforce" : "dataverse"),
      ({ operationId }) => operationId === "Poll",
    );
    watched.call(call("Read", "1"));
    watched.follow(call("Read", "1"), "https://next.example/");
    watched.call(call("Write", "1"));
    watched.call(call("Write", "2"));
    watched.call(call("Poll", "3"));
    expect(log.callsOf("1")).toEqual({ salesforce: 2, partnerCenter: 0, dataverse: 1 });
    expect(log.callsOf("2")).toEqual({ salesforce: 0, partnerCenter: 0, dataverse: 1 });
    expect(log.callsOf("3")).toEqual({ salesforce: 0, partnerCenter: 0, dataverse: 0 });
  });

  it("are quiet polls in a row until one finds something", () => {
    const log = new CallLog();
    const watched = log.watch(
      host([202, 401, 200, 202]),
      () => undefined,
      () => true,
    );
    const seen = [1, 2, 3, 4].map(() => {
      watched.call(call("Poll", "1"));
      return log.quietPolls("Flow");
    });
    expect(seen).toEqual([1, 2, 0, 1]);
    log.forgetPolls();
    expect(log.quietPolls("Flow")).toBe(0);
  });
});

describe("the text of a flow", () => {
  const flow = (trigger: unknown): string =>
    JSON.stringify({ properties: { definition: { triggers: { manual: trigger } } } });
  const inputs = {
    schema: { properties: { text: { title: "Endpoint", type: "string" }, boolean: { type: "boolean" } } },
  };

  it.each([
    [{ type: "OpenApiConnection", recurrence: {} }, "poll"],
    [{ type: "Request", kind: "Http", inputs: { triggerAuthenticationType: "All" } }, "webhook"],
    [{ type: "Request", kind: "Http", inputs: { triggerAuthenticationType: "Tenant" } }, "other"],
    [{ type: "Request", kind: "Button", inputs: {} }, "started"],
    [{ type: "Recurrence", recurrence: {} }, "other"],
  ])("%j is %s", (trigger, expected) => {
    expect(readFlowText(flow(trigger)).trigger).toBe(expected);
  });

  it("names inputs", () => {
    expect(readFlowText(flow({ type: "Request", kind: "Button", inputs })).inputs).toEqual([
      { key: "text", title: "Endpoint", type: "string" },
      { key: "boolean", title: "boolean", type: "boolean" },
    ]);
  });
});

describe("setting up", () => {
  const environment = () => createDataverse({ clock: { now: () => 0 }, seed: 1 });

  it("binds one connection per connector, with the user that its service knows", () => {
    const dataverse = environment();
    const references = [
      { name: "con_A", connector: "shared_salesforce" },
      { name: "con_B", connector: "shared_salesforce" },
      { name: "con_C", connector: "shared_commondataserviceforapps" },
    ];
    importAndBind(dataverse, solutionZip({ references }));
    const bound = dataverse.control.connectionReferences();
    expect(bound[0]?.connectionId).toBe(bound[1]?.connectionId);
    const connectors = new EnvironmentConnectors(() => dataverse.control);
    expect(references.map(({ name }) => connectors.reference(name.toUpperCase())?.connection?.user)).toEqual([
      "integration@contoso.example",
      "integration@contoso.example",
      "flows@contoso.example",
    ]);
    const before = bound[0]?.connectionId;
    importAndBind(dataverse, solutionZip({ references, version: "1.1.0.0" }));
    expect(dataverse.control.connectionReferences()[0]?.connectionId).toBe(before);
  });

  it("turns flows on, named ones first, the rest children first", () => {
    const { control } = environment();
    const flows = [{ name: "Parent", children: ["Child"] }, { name: "Child" }, { name: "Other" }];
    control.importSolution(solutionZip({ flows }));
    turnFlowsOn(control);
    expect(control.flows().every(({ state }) => state === "on")).toBe(true);
    turnFlowsOn(control);
  });

  it("says what cannot be imported or turned on", () => {
    const dataverse = environment();
    const unknown = solutionZip({ flows: [{ name: "A", children: ["B"] }] });
    expect(codeOf(() => importAndBind(dataverse, unknown))).toBe("TENANT.IMPORT_REFUSED");
    importAndBind(
      dataverse,
      solutionZip({ flows: [{ name: "Parent", children: ["Child"] }, { name: "Child" }] }),
    );
    expect(codeOf(() => turnFlowsOn(dataverse.control, ["Parent"]))).toBe("TENANT.FLOW_STAYS_OFF");
  });

  it("finds the custom connectors of solutions, and looks again when told to", () => {
    const dataverse = environment();
    const connectors = new EnvironmentConnectors(() => dataverse.control);
    expect(connectors.definition("shared_con-5forders-5f1")).toBeUndefined();
    const definition = { swagger: "2.0", host: "orders.example", paths: {} };
    dataverse.control.importSolution(
      solutionZip({
        connectors: [{ name: "con_orders", definition }],
        references: [{ name: "con_Orders", connector: "shared_con-5forders-5f1", custom: "con_orders" }],
      }),
    );
    connectors.forget();
    expect(connectors.definition("shared_con-5forders-5f1")?.host).toBe("orders.example");
    expect(connectors.definition("shared_salesforce")?.host).toBe("salesforce.connector");
  });
});
