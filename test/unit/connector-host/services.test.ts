import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { createConnectorHost } from "../../../simulator/connector-host/connector-host.ts";
import { type BoundReference, createFlowHost } from "../../../simulator/connector-host/flow-host.ts";
import { platformConnectors } from "../../../simulator/connector-host/platform/platform-connectors.ts";
import type { CallOutcome } from "../../../simulator/engine/host.ts";
import { createDataverse } from "../../../simulator/services/dataverse/create-dataverse.ts";
import { createPartnerCenter } from "../../../simulator/services/partner-center/partner-center.ts";
import { createSalesforce } from "../../../simulator/services/salesforce/create-salesforce.ts";

/** The three services behind Microsoft's own connectors. */
function world() {
  let now = Date.UTC(2026, 0, 5);
  const clock = { now: () => now };
  const salesforce = createSalesforce({ clock, seed: 1 });
  const dataverse = createDataverse({ clock, seed: 1 });
  const partnerCenter = createPartnerCenter({ clock });
  const services = [salesforce, dataverse, partnerCenter];
  const host = createConnectorHost({ services, connector: (name) => platformConnectors.get(name) });
  const bound = new Map<string, BoundReference>(
    [
      ["sf", "shared_salesforce", "admin@contoso.example"],
      ["dv", "shared_commondataserviceforapps", "flows@contoso.example"],
      ["pc", "shared_partnercenterref", "flows@contoso.example"],
      ["ev", "shared_partnercenterevents", "flows@contoso.example"],
      ["nobody", "shared_salesforce", "nobody@contoso.example"],
    ].map(([name = "", connector = "", user = ""]) => [
      name,
      { connector, connection: { id: `connection-${name}`, user } },
    ]),
  );
  const flowHost = createFlowHost({ host, services, reference: (name) => bound.get(name), latency: 200 });
  const caller = { flow: "F", runId: "r", action: "A", attempt: 1 };
  const callOf = (reference: string, operationId: string, parameters: Record<string, unknown> = {}) => {
    const connector = bound.get(reference)?.connector ?? "shared_salesforce";
    return {
      connectionName: connector,
      connectionReference: reference,
      connector,
      apiId: `/providers/Microsoft.PowerApps/apis/${connector}`,
      operationId,
      parameters,
      caller,
    };
  };
  return {
    salesforce,
    dataverse,
    partnerCenter,
    flowHost,
    callOf,
    call: (reference: string, operationId: string, parameters?: Record<string, unknown>) =>
      flowHost.call(callOf(reference, operationId, parameters)),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

function answerOf(outcome: CallOutcome) {
  if (outcome.kind !== "answered") expect.unreachable(`${outcome.kind}: ${outcome.message}`);
  return outcome.answer;
}

describe("Salesforce through its connector", () => {
  it("creates, reads, changes, lists and deletes", () => {
    const { call } = world();
    const made = answerOf(
      call("sf", "PostItem_V2", { table: "Account", "item/Name": "Fabrikam", "item/BillingCity": "Rome" }),
    );
    expect(made).toMatchObject({ statusCode: 201, body: { Name: "Fabrikam", BillingCity: "Rome" } });
    const id = String(Object(made.body)["Id"]);
    call("sf", "PatchItem_V3", { table: "Account", id, item: { BillingCity: null } });
    expect(
      answerOf(call("sf", "GetItem_V2", { table: "Account", id, $select: "Id,BillingCity" })).body,
    ).toMatchObject({
      BillingCity: null,
    });
    const $filter = "Name eq 'Fabrikam'";
    expect(answerOf(call("sf", "GetItems", { table: "Account", $filter, $top: 1 })).body).toMatchObject({
      value: [{ Id: id }],
    });
    const query = "SELECT Id FROM Account WHERE Name = 'Fabrikam'";
    expect(answerOf(call("sf", "ExecuteSoqlQuery", { "queryParameters/query": query })).body).toMatchObject({
      totalSize: 1,
    });
    expect(answerOf(call("sf", "DeleteItem", { table: "Account", id })).statusCode).toBe(200);
    expect(answerOf(call("sf", "GetItem_V2", { table: "Account", id })).statusCode).toBe(404);
  });

  it("sends a raw request with custom headers", () => {
    const { call } = world();
    const answer = answerOf(
      call("sf", "HttpRequest", {
        Uri: "/services/data/v58.0/composite",
        Method: "POST",
        ContentType: "application/json",
        Body: {
          allOrNone: true,
          compositeRequest: [
            {
              method: "POST",
              url: "/services/data/v58.0/sobjects/Account",
              referenceId: "a",
              body: { Name: "N" },
            },
          ],
        },
      }),
    );
    expect(answer.body).toMatchObject({ compositeResponse: [{ httpStatusCode: 201, referenceId: "a" }] });
    const text = answerOf(
      call("sf", "HttpRequest", {
        Uri: "/services/data/v58.0/sobjects/Account",
        Method: "POST",
        Body: '{"Name":"M"}',
      }),
    );
    expect(text.statusCode).toBe(201);
  });

  it("polls, and follows the place where the last poll ended", () => {
    const { call, callOf, flowHost, salesforce, advance } = world();
    const parameters = { table: "Account", $select: "Id,Name" };
    const first = answerOf(call("sf", "GetOnUpdatedItems", parameters));
    expect(first.statusCode).toBe(202);
    advance(60_000);
    salesforce.control.as("seller@contoso.example").create("Account", { Name: "Later" });
    advance(60_000);
    const link = String(first.headers["location"]);
    const poll = callOf("sf", "GetOnUpdatedItems", parameters);
    const second = answerOf(flowHost.follow(poll, link));
    expect(second).toMatchObject({ statusCode: 200, body: { value: [{ Name: "Later" }] } });
    const third = answerOf(flowHost.follow(poll, String(second.headers["location"])));
    expect(third.statusCode).toBe(202);
  });
});

describe("Dataverse through its connector", () => {
  it("reads and writes rows with every hidden header", () => {
    const { call, dataverse } = world();
    const entityName = "environmentvariabledefinitions";
    const made = answerOf(
      call("dv", "CreateRecord", { entityName, "item/schemaname": "con_a", "item/type": 100000000 }),
    );
    expect(made).toMatchObject({ statusCode: 201, body: { schemaname: "con_a" } });
    const recordId = String(Object(made.body)["environmentvariabledefinitionid"]);
    const value = answerOf(
      call("dv", "CreateRecord", {
        entityName: "environmentvariablevalues",
        "item/value": "v",
        "item/EnvironmentVariableDefinitionId@odata.bind": `environmentvariabledefinitions(${recordId})`,
      }),
    );
    expect(value.statusCode).toBe(201);
    expect(dataverse.control.variable("con_a")).toBe("v");
    const changed = answerOf(call("dv", "UpdateRecord", { entityName, recordId, "item/description": "d" }));
    expect(changed).toMatchObject({ statusCode: 200, body: { description: "d" } });
    const read = answerOf(call("dv", "GetItem", { entityName, recordId, $select: "type" }));
    expect(read.body).toMatchObject({ "type@OData.Community.Display.V1.FormattedValue": "String" });
    const list = answerOf(
      call("dv", "ListRecords", { entityName, $filter: "schemaname eq 'con_a'", $top: 1 }),
    );
    expect(Object(list.body)["value"]).toHaveLength(1);
    expect(answerOf(call("dv", "PerformUnboundAction", { actionName: "PublishAllXml" })).statusCode).toBe(
      204,
    );
  });
});

describe("Partner Center through the certified connectors", () => {
  it("reads referrals and changes them on all three paths", () => {
    const { call, partnerCenter } = world();
    const { id } = partnerCenter.portal.createDeal("private", { name: "Deal" });
    const read = answerOf(call("pc", "GetReferralById", { id }));
    expect(read).toMatchObject({ statusCode: 200, body: { id, name: "Deal" } });
    const changes = [{ op: "replace", path: "/details/notes", value: "new" }];
    const changed = answerOf(call("pc", "PatchReferralById", { id, Referral: changes }));
    expect(changed.statusCode).toBe(204);
    expect(answerOf(call("pc", "GetAllReferrals", { $top: 5 })).body).toMatchObject({ value: [{ id }] });
    expect(partnerCenter.records.referral(String(id))?.details?.notes).toBe("new");
  });

  it("registers for events", () => {
    const { call } = world();
    const registration = { WebhookUrl: "https://flows.example/hook", WebhookEvents: ["referral-created"] };
    expect(answerOf(call("ev", "ViewRegistration")).statusCode).toBe(404);
    expect(answerOf(call("ev", "EventRegistration", { body: registration })).statusCode).toBe(200);
    const updated = answerOf(
      call("ev", "UpdateRegistration", {
        "body/WebhookUrl": registration.WebhookUrl,
        "body/WebhookEvents": ["referral-updated"],
      }),
    );
    expect(updated.statusCode).toBe(200);
  });
});

describe("connections", () => {
  it("carry a user; one whom the service does not know is answered with 401", () => {
    expect(answerOf(world().call("nobody", "GetTables")).statusCode).toBe(401);
  });

  it("that are gone are answered with 401 as well", () => {
    const { flowHost, callOf } = world();
    const outcome = flowHost.call({ ...callOf("sf", "GetTables"), connectionReference: "gone" });
    expect(answerOf(outcome).statusCode).toBe(401);
  });

  it("make every answer late", () => {
    expect(world().call("sf", "GetTables").after).toBe(200);
  });
});

describe("what a flow's text asks for is checked before it runs", () => {
  const use = (operationId: string, parameterKeys: readonly string[]) => {
    const { flowHost, callOf } = world();
    try {
      flowHost.checkOperation?.({ ...callOf("sf", operationId), parameterKeys, place: "/x" });
      return "fine";
    } catch (error) {
      return error instanceof Failure ? error.diagnostic.code : error;
    }
  };
  it.each([
    ["GetItem_V2", ["table", "id"], "fine"],
    ["PostItem_V2", ["table", "item/Name", "item/Type"], "fine"],
    ["GetItem_V2", ["table", "id", "$filter"], "HOST.PARAMETER_UNKNOWN"],
    ["GetItem_V2", ["table"], "HOST.PARAMETER_MISSING"],
    ["PostItem", ["table"], "HOST.OPERATION_UNKNOWN"],
  ])("%s %j: %s", (operationId, keys, expected) => {
    expect(use(operationId, keys)).toBe(expected);
  });
});

describe("the built-in HTTP action", () => {
  it("reaches emulated hosts as nobody, and no other host", () => {
    const { flowHost } = world();
    const caller = { flow: "F", runId: "r", action: "A", attempt: 1 };
    const get = (url: string) => flowHost.http({ caller, method: "get", url, headers: { Accept: "*/*" } });
    expect(
      answerOf(get("https://api.partner.microsoft.com/v1.0/engagements/referrals?$top=1")).statusCode,
    ).toBe(401);
    expect(() => get("https://elsewhere.example/")).toThrow("HOST.SERVICE_UNKNOWN");
  });

  it("does not wait for callbacks", () => {
    const { flowHost, callOf } = world();
    const call = { ...callOf("sf", "GetTables"), callbackUrl: "https://flows.example/cb" };
    expect(() => flowHost.call(call)).toThrow("HOST.CALLBACK_UNSUPPORTED");
  });
});
