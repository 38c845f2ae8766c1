import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { bench, connection, ordersDefinition } from "./definitions.ts";

const call = (operationId: string, parameters: Record<string, unknown>) => ({
  connector: "shared_orders",
  operationId,
  parameters,
  connection,
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "nothing";
}

describe("what a call becomes", () => {
  it("sends query, headers and hidden defaults", () => {
    const { host, requests } = bench();
    const parameters = { $top: "5", onlyOpen: true, states: ["a", "b"], "X-Tracking": "t" };
    host.call(call("ListOrders", parameters));
    expect(requests).toEqual([
      {
        method: "GET",
        path: "/v1/shop/orders",
        query: { $top: "5", onlyOpen: "true", states: "a,b" },
        headers: { "x-tracking": "t", "x-source": "flow" },
        body: undefined,
        user: connection.user,
      },
    ]);
  });

  it("puts flattened properties together, and passes a whole body as it is", () => {
    const { host, requests } = bench();
    host.call(
      call("CreateOrder", {
        "Order/name": "n",
        "Order/address/city": "Rome",
        "Order/parent/name": "x",
      }),
    );
    host.call(call("CreateOrder", { Order: { name: "n", note: null, more: 1 } }));
    expect(requests.map(({ body }) => body)).toEqual([
      { name: "n", address: { city: "Rome" }, parent: { name: "x" } },
      { name: "n", note: null, more: 1 },
    ]);
    expect(requests[0]?.headers).toEqual({ "content-type": "application/json", prefer: "return=minimal" });
  });

  it("encodes path values once or twice, and carries out the policies", () => {
    const { host, requests } = bench();
    host.call(call("ChangeOrder", { id: "a/b c", "If-Match": '"1"', changes: [] }));
    host.call(call("ChangeBill", { id: "a/b", "item/whatever/deep": 1 }));
    expect(requests.map(({ method, path, headers }) => ({ method, path, headers }))).toEqual([
      {
        method: "PATCH",
        path: "/v1/shop/orders/a%2Fb%20c",
        headers: { "if-match": '"1"', "content-type": "application/json" },
      },
      {
        method: "PATCH",
        path: "/v1/shop/orders/a%252Fb",
        headers: { prefer: "return=minimal", "content-type": "application/json" },
      },
    ]);
  });

  it("unwraps binary content and passes text on", () => {
    const { host, requests } = bench();
    host.call(call("Upload", { content: { "$content-type": "text/plain", $content: "aGk=" } }));
    host.call(call("Upload", { content: "hi" }));
    expect(requests.map(({ body }) => body)).toEqual(["hi", "hi"]);
  });

  it("hands the answer back with status, headers and body", () => {
    const { host, respond } = bench();
    respond({ status: 404, headers: { a: "b" }, body: { error: "gone" } });
    expect(host.call(call("ListOrders", {}))).toEqual({
      kind: "answered",
      answer: { statusCode: 404, headers: { a: "b" }, body: { error: "gone" } },
    });
    respond({ status: 204, headers: {} });
    expect(host.call(call("ListOrders", {}))).toEqual({
      kind: "answered",
      answer: { statusCode: 204, headers: {} },
    });
  });

  it("answers 401 where the connection is gone, and makes no request", () => {
    const { host, requests } = bench();
    const outcome = host.call({ ...call("ListOrders", {}), connection: undefined });
    expect(outcome).toMatchObject({ kind: "answered", answer: { statusCode: 401 } });
    expect(requests).toEqual([]);
  });

  it("follows a link of an answer on the service it names", () => {
    const { host, requests } = bench();
    host.follow(connection, "https://orders.example/v1/shop/orders?$skip=2&a=b%20c");
    expect(requests[0]).toMatchObject({
      method: "GET",
      path: "/v1/shop/orders",
      query: { $skip: "2", a: "b c" },
    });
  });
});

describe("what the platform refuses before any request", () => {
  it.each([
    ["a text for a number", "ListOrders", { $top: "many" }, "OpenApiOperationParameterTypeConversionFailed"],
    [
      "an object for a text",
      "ListOrders",
      { "X-Tracking": {} },
      "OpenApiOperationParameterTypeConversionFailed",
    ],
    ["no path value", "ChangeOrder", { id: null, changes: [] }, "OpenApiOperationParameterValidationFailed"],
    [
      "an empty path value",
      "ChangeOrder",
      { id: "", changes: [] },
      "OpenApiOperationParameterValidationFailed",
    ],
    [
      "another type in the body",
      "ChangeOrder",
      { id: "1", changes: {} },
      "OpenApiOperationParameterValidationFailed",
    ],
    [
      "null for a required body",
      "ChangeOrder",
      { id: "1", changes: null },
      "OpenApiOperationParameterValidationFailed",
    ],
    ["a missing property", "CreateOrder", { Order: {} }, "OpenApiOperationParameterValidationFailed"],
    [
      "a wrong type deep inside",
      "CreateOrder",
      { Order: { name: "n", parent: { name: 1 } } },
      "OpenApiOperationParameterValidationFailed",
    ],
    ["a URL that is too long", "ListOrders", { states: ["x".repeat(17_000)] }, "InvalidTemplate"],
  ])("%s", (_, operationId, parameters, code) => {
    const { host, requests } = bench();
    expect(host.call(call(operationId, parameters))).toMatchObject({ kind: "refused", code });
    expect(requests).toEqual([]);
  });

  it("names the place and both types", () => {
    const outcome = bench().host.call(call("CreateOrder", { Order: { name: "n", address: "Rome" } }));
    expect(outcome).toMatchObject({
      message:
        "Input parameters of the operation 'CreateOrder' are not valid. Error details: The API operation 'CreateOrder' requires the property 'Order/address' to be of type 'Object' but is of type 'String'.",
    });
  });
});

describe("what is wrong with the flow itself", () => {
  it.each([
    ["HOST.CONNECTOR_UNKNOWN", "ListOrders", {}, "shared_other"],
    ["HOST.OPERATION_UNKNOWN", "DropOrders", {}, "shared_orders"],
    ["HOST.PARAMETER_UNKNOWN", "ListOrders", { $filter: "x" }, "shared_orders"],
    ["HOST.PARAMETER_UNKNOWN", "CreateOrder", { "Order/title": "x" }, "shared_orders"],
    ["HOST.PARAMETER_UNKNOWN", "CreateOrder", { "Order/name/first": "x" }, "shared_orders"],
    ["HOST.PARAMETER_UNKNOWN", "ListOrders", { "Order/name": "x" }, "shared_orders"],
    ["HOST.PARAMETER_MISSING", "ChangeOrder", { changes: [] }, "shared_orders"],
    ["HOST.PARAMETER_MISSING", "ChangeOrder", { id: "1" }, "shared_orders"],
    ["HOST.PARAMETER_TWICE", "CreateOrder", { Order: {}, "Order/name": "x" }, "shared_orders"],
    ["HOST.PARAMETER_TWICE", "CreateOrder", { "Order/name": "x", Order: {} }, "shared_orders"],
    [
      "HOST.PARAMETER_TWICE",
      "CreateOrder",
      { "Order/address": {}, "Order/address/city": "x" },
      "shared_orders",
    ],
  ])("%s: %s %j", (code, operationId, parameters, connector) => {
    expect(codeOf(() => bench().host.call({ ...call(operationId, parameters), connector }))).toBe(code);
  });

  it("refuses hosts that are not emulated", () => {
    const { host } = bench({}, { ...ordersDefinition, host: "elsewhere.example" });
    expect(codeOf(() => host.call(call("ListOrders", {})))).toBe("HOST.SERVICE_UNKNOWN");
  });

  it.each([
    ["no document", undefined],
    ["OpenAPI 3", { openapi: "3.0.0" }],
    ["no host", { ...ordersDefinition, host: undefined }],
    ["a reference into nothing", { ...ordersDefinition, definitions: {} }],
    ["a parameter reference into nothing", { ...ordersDefinition, parameters: {} }],
    [
      "form data",
      {
        ...ordersDefinition,
        paths: { "/x": { get: { operationId: "X", parameters: [{ name: "f", in: "formData" }] } } },
      },
    ],
    [
      "an operation twice",
      { ...ordersDefinition, paths: { "/x": { get: { operationId: "X" }, post: { operationId: "X" } } } },
    ],
  ])("refuses a definition with %s", (_, definition) => {
    expect(codeOf(() => bench({}, definition ?? "text"))).toBe("HOST.DEFINITION_UNREADABLE");
  });

  it.each([
    ["another template", { templateId: "dynamichosturl", parameters: {} }],
    [
      "a policy on the answer",
      { templateId: "setheader", parameters: { "x-ms-apimTemplate-policySection": "Response" } },
    ],
    [
      "an expression",
      {
        templateId: "setheader",
        parameters: {
          "x-ms-apimTemplateParameter.name": "a",
          "x-ms-apimTemplateParameter.value": "@headers('b')",
        },
      },
    ],
    [
      "another method",
      {
        templateId: "routerequesttoendpoint",
        parameters: {
          "x-ms-apimTemplateParameter.newPath": "/x",
          "x-ms-apimTemplateParameter.httpMethod": "HEAD",
        },
      },
    ],
  ])("refuses %s", (_, policy) => {
    expect(codeOf(() => bench({}, ordersDefinition, [policy]))).toBe("HOST.POLICY_UNSUPPORTED");
  });
});

describe("setheader", () => {
  it.each([
    ["override", "set"],
    ["skip", "flow"],
    ["append", "flow, set"],
    [undefined, "set"],
  ])("%s", (existsAction, expected) => {
    const policy = {
      templateId: "setheader",
      parameters: {
        "x-ms-apimTemplateParameter.name": "X-Source",
        "x-ms-apimTemplateParameter.value": "set",
        ...(existsAction === undefined ? {} : { "x-ms-apimTemplateParameter.existsAction": existsAction }),
      },
    };
    const { host, requests } = bench({}, ordersDefinition, [policy]);
    host.call(call("ListOrders", {}));
    expect(requests[0]?.headers["x-source"]).toBe(expected);
  });
});

describe("quirks, both ways", () => {
  it("null-where-typed", () => {
    const order = { Order: { name: "n", address: null } };
    expect(bench().host.call(call("CreateOrder", order)).kind).toBe("answered");
    expect(bench({ "null-where-typed": "refused" }).host.call(call("CreateOrder", order))).toMatchObject({
      kind: "refused",
      code: "OpenApiOperationParameterValidationFailed",
    });
    const nullable = { Order: { name: "n", note: null } };
    expect(bench({ "null-where-typed": "refused" }).host.call(call("CreateOrder", nullable)).kind).toBe(
      "answered",
    );
  });

  it("response-types", () => {
    const answer = { status: 200, headers: {}, body: { value: [{ name: 7 }] } };
    const strict = bench();
    strict.respond(answer);
    expect(strict.host.call(call("ListOrders", {}))).toMatchObject({ kind: "refused", code: "BadGateway" });
    const loose = bench({ "response-types": "unchecked" });
    loose.respond(answer);
    expect(loose.host.call(call("ListOrders", {}))).toMatchObject({ kind: "answered" });
  });

  it("optional-null-parameter", () => {
    const dropped = bench();
    dropped.host.call(call("ListOrders", { $top: null }));
    expect(dropped.requests[0]?.query).toEqual({});
    const sent = bench({ "optional-null-parameter": "sent-empty" });
    sent.host.call(call("ListOrders", { $top: null }));
    expect(sent.requests[0]?.query).toEqual({ $top: "" });
  });
});
