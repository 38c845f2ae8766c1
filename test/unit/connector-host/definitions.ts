import { type ConnectorHost, createConnectorHost } from "../../../simulator/connector-host/connector-host.ts";
import type { Quirks } from "../../../simulator/connector-host/quirks.ts";
import { readDefinition } from "../../../simulator/connector-host/read-definition.ts";
import type { Service, ServiceRequest, ServiceResponse } from "../../../simulator/world/service.ts";

/** A small custom connector with everything a definition may hold. */
export const ordersDefinition = {
  swagger: "2.0",
  info: { title: "Orders", version: "1.0" },
  host: "orders.example",
  basePath: "/v1/shop/",
  paths: {
    "/orders": {
      get: {
        operationId: "ListOrders",
        parameters: [
          { name: "$top", in: "query", type: "integer" },
          { name: "onlyOpen", in: "query", type: "boolean" },
          { name: "states", in: "query", type: "array", items: { type: "string" } },
          { $ref: "#/parameters/Tracking" },
          { name: "x-source", in: "header", type: "string", "x-ms-visibility": "internal", default: "flow" },
        ],
        responses: { 200: { description: "", schema: { $ref: "#/definitions/Orders" } } },
      },
      post: {
        operationId: "CreateOrder",
        parameters: [{ name: "Order", in: "body", required: true, schema: { $ref: "#/definitions/Order" } }],
        responses: { 201: { description: "", schema: { $ref: "#/definitions/Order" } } },
      },
    },
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string" }],
      patch: {
        operationId: "ChangeOrder",
        parameters: [
          { name: "If-Match", in: "header", type: "string" },
          {
            name: "changes",
            in: "body",
            required: true,
            schema: { type: "array", items: { type: "object" } },
          },
        ],
        responses: { 204: { description: "" } },
      },
    },
    "/orders/{id}/bills": {
      patch: {
        operationId: "ChangeBill",
        parameters: [
          { name: "id", in: "path", required: true, type: "string", "x-ms-url-encoding": "double" },
          { name: "item", in: "body", schema: { "x-ms-dynamic-schema": { operationId: "X" } } },
        ],
        responses: { 200: { description: "" } },
      },
    },
    "/files": {
      post: {
        operationId: "Upload",
        parameters: [{ name: "content", in: "body", schema: { type: "string", format: "binary" } }],
        responses: { 200: { description: "" } },
      },
    },
  },
  parameters: { Tracking: { name: "X-Tracking", in: "header", type: "string" } },
  definitions: {
    Orders: {
      type: "object",
      properties: { value: { type: "array", items: { $ref: "#/definitions/Order" } } },
    },
    Order: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string" },
        amount: { type: "number" },
        note: { type: "string", "x-nullable": true },
        address: { type: "object", properties: { city: { type: "string" } } },
        parent: { $ref: "#/definitions/Order" },
      },
    },
  },
} as const;

export const ordersPolicies = [
  {
    templateId: "routerequesttoendpoint",
    title: "Back to the order",
    parameters: {
      "x-ms-apimTemplate-operationName": ["ChangeBill"],
      "x-ms-apimTemplateParameter.newPath": "/orders/{id}",
      "x-ms-apimTemplateParameter.httpMethod": "@Request.OriginalHTTPMethod",
    },
  },
  {
    templateId: "setheader",
    title: "Prefer",
    parameters: {
      "x-ms-apimTemplate-operationName": ["ChangeBill", "CreateOrder"],
      "x-ms-apimTemplateParameter.name": "Prefer",
      "x-ms-apimTemplateParameter.value": "return=minimal",
    },
  },
];

export interface Bench {
  readonly host: ConnectorHost;
  readonly requests: ServiceRequest[];
  /** What the service answers from now on. */
  respond: (response: ServiceResponse) => void;
}

/** The host with one service that keeps what it is asked. */
export function bench(
  quirks: Partial<Quirks> = {},
  definition: unknown = ordersDefinition,
  policies: unknown = ordersPolicies,
): Bench {
  const requests: ServiceRequest[] = [];
  let response: ServiceResponse = { status: 200, headers: {} };
  const service: Service = {
    hosts: ["orders.example"],
    handle: (request) => {
      requests.push(request);
      return response;
    },
  };
  const connector = readDefinition("shared_orders", definition, policies);
  const host = createConnectorHost({
    services: [service],
    connector: (name) => (name === "shared_orders" ? connector : undefined),
    quirks,
  });
  return {
    host,
    requests,
    respond: (next) => {
      response = next;
    },
  };
}

export const connection = { id: "c1", user: "flows@contoso.example" } as const;
