import { Failure } from "../../../../generator/diagnostics/failure.ts";
import type { ServiceRequest, ServiceResponse } from "../../../world/service.ts";
import type { Throttle } from "../../../world/throttle.ts";
import { emulatorCodes } from "../codes.ts";
import { apiDisabled, defaultApiVersion, type OperationId } from "../facts.ts";
import { fault, SalesforceFault } from "../fault.ts";
import { mayCallApi, type User } from "../org.ts";
import { answerRest } from "../rest/dispatch.ts";
import { objectBody, type RestAnswer, type RestContext } from "../rest/request.ts";
import { rowId, visibleType } from "../rest/sobjects.ts";
import { existing } from "../save/save.ts";
import { sendHttpRequest } from "./http-request.ts";
import { listItems, refuseMultiSelect, selectedFields, toItem } from "./items.ts";
import { type ConnectorCall, recognise } from "./operation.ts";
import { poll, stateParameter } from "./polling.ts";

/** What the connector keeps beside the org. */
export interface Facade {
  readonly rest: RestContext;
  readonly throttle: Throttle;
  readonly byOperation: Map<string, number>;
  /** Records to deliver once more, by object. */
  readonly redeliveries: Map<string, Set<string>>;
}

/** The Salesforce connector of Power Automate, on top of the REST API. */
export function callConnector(facade: Facade, user: User, request: ServiceRequest): ServiceResponse {
  const recognised = recognise(request.method, request.path);
  if (recognised.kind === "unknown") {
    throw new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path: request.path }));
  }
  if (recognised.kind === "unsupported") {
    throw new Failure(emulatorCodes.finding("OPERATION_UNSUPPORTED", { operation: recognised.operation }));
  }
  const { call } = recognised;
  const { org } = facade.rest;
  facade.byOperation.set(call.operation, (facade.byOperation.get(call.operation) ?? 0) + 1);
  const limit = org.options.connectorThrottle;
  const wait = limit === undefined ? undefined : facade.throttle.count(call.connectionId ?? user.id, limit);
  if (wait !== undefined) return tooManyCalls(wait);
  try {
    if (!mayCallApi(user)) throw fault(403, "API_DISABLED_FOR_ORG", apiDisabled);
    if (!org.calls.count()) throw fault(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    return org.atomically(() => respond(operate(facade, user, call, request)));
  } catch (error) {
    if (!(error instanceof SalesforceFault)) throw error;
    return refusal(facade, call.operation, error);
  }
}

function operate(facade: Facade, user: User, call: ConnectorCall, request: ServiceRequest): RestAnswer {
  const { org } = facade.rest;
  switch (call.operation) {
    case "HttpRequest":
      return sendHttpRequest(facade.rest, user, request.headers, request.body);
    case "ExecuteSoqlQuery":
      return executeSoql(facade, user, request.body);
    case "GetTables":
      return {
        status: 200,
        body: { value: org.catalog.objects.map(({ name, label }) => ({ Name: name, DisplayName: label })) },
      };
    default:
  }
  const type = visibleType(org, user, call.path["table"] ?? "");
  const select = request.query["$select"];
  const show = (id: string): RestAnswer => ({
    status: 200,
    body: toItem(org, type, existing({ org }, type, id), selectedFields(type, user, select)),
  });
  const idOrKey = call.path["id"] ?? "";
  switch (call.operation) {
    case "GetItems":
      return { status: 200, body: listItems(org, user, type, request.query) };
    case "GetItem_V2":
      return show(rowId(type, idOrKey));
    case "PostItem_V2": {
      const item = objectBody(request.body);
      refuseMultiSelect(type, item);
      const made = rest(facade, user, "POST", ["sobjects", type.name], item);
      return { ...show(idOf(made.body)), status: 201 };
    }
    case "PatchItem_V3": {
      const item = objectBody(request.body);
      refuseMultiSelect(type, item);
      rest(facade, user, "PATCH", ["sobjects", type.name, idOrKey], item);
      return org.quirks["connector-update-body"] === "empty" ? { status: 200 } : show(rowId(type, idOrKey));
    }
    case "DeleteItem":
      rest(facade, user, "DELETE", ["sobjects", type.name, idOrKey], undefined);
      return { status: 200 };
    case "GetItemByExternalId":
      return show(idOf(rest(facade, user, "GET", keyPath(type.name, call), undefined).body));
    case "PatchItemByExternalIdV2": {
      const item = objectBody(request.body);
      refuseMultiSelect(type, item);
      rest(facade, user, "PATCH", keyPath(type.name, call), item);
      if (org.quirks["connector-update-body"] === "empty") return { status: 200 };
      return show(idOf(rest(facade, user, "GET", keyPath(type.name, call), undefined).body));
    }
    case "GetOnNewItems":
    case "GetOnUpdatedItems":
      return pollTrigger(facade, user, call, request);
  }
}

const keyPath = (object: string, call: ConnectorCall): readonly string[] => [
  "sobjects",
  object,
  call.path["externalIdField"] ?? "",
  call.path["externalId"] ?? "",
];

/** A call of the REST API on behalf of an operation; its refusal is the operation's. */
function rest(
  facade: Facade,
  user: User,
  method: string,
  segments: readonly string[],
  body: unknown,
): RestAnswer {
  const answer = answerRest(facade.rest, {
    method,
    segments,
    apiVersion: defaultApiVersion,
    query: {},
    headers: {},
    body,
    user,
  });
  if (answer.status < 300) return answer;
  const errors = Array.isArray(answer.body) ? answer.body.filter(isError) : [];
  throw new SalesforceFault(answer.status, errors);
}

function isError(value: unknown): value is { readonly message: string; readonly errorCode: string } {
  return typeof value === "object" && value !== null && "message" in value && "errorCode" in value;
}

function idOf(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const id = "id" in body ? body.id : "Id" in body ? body.Id : "";
  return String(id);
}

function executeSoql(facade: Facade, user: User, body: unknown): RestAnswer {
  const { query, parameters } = objectBody(body);
  if (typeof query !== "string") throw fault(400, "INVALID_REQUEST", "The query is missing.");
  if (typeof parameters === "object" && parameters !== null && Object.keys(parameters).length > 0) {
    throw new Failure(
      emulatorCodes.finding("PARAMETER_UNSUPPORTED", {
        parameter: "parameters",
        operation: "ExecuteSoqlQuery",
      }),
    );
  }
  return answerRest(facade.rest, {
    method: "GET",
    segments: ["query"],
    apiVersion: defaultApiVersion,
    query: { q: query },
    headers: {},
    body: undefined,
    user,
  });
}

/** 202 while there is nothing new, else 200; the Location carries the watermark. */
function pollTrigger(facade: Facade, user: User, call: ConnectorCall, request: ServiceRequest): RestAnswer {
  const { org } = facade.rest;
  const type = visibleType(org, user, call.path["table"] ?? "");
  const redelivered = facade.redeliveries.get(type.name) ?? new Set<string>();
  const kind = call.operation === "GetOnNewItems" ? "new" : "updated";
  const { items, state } = poll(org, user, type, kind, request.query, redelivered);
  if (redelivered.size > 0) org.struck("record delivered twice");
  facade.redeliveries.delete(type.name);
  const query = Object.entries({ ...request.query, [stateParameter]: state })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  const headers = { location: `https://salesforce.connector${request.path}?${query}` };
  return items.length === 0 ? { status: 202, headers } : { status: 200, headers, body: { value: items } };
}

function respond(answer: RestAnswer): ServiceResponse {
  return {
    status: answer.status,
    headers: { "content-type": "application/json; charset=utf-8", ...answer.headers },
    ...(answer.body === undefined ? {} : { body: answer.body }),
  };
}

function tooManyCalls(seconds: number): ServiceResponse {
  return {
    status: 429,
    headers: { "content-type": "application/json; charset=utf-8", "retry-after": String(seconds) },
    body: { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
  };
}

/** The HTTP action hands Salesforce's errors on as they are; typed operations wrap them. */
function refusal(facade: Facade, operation: OperationId, error: SalesforceFault): ServiceResponse {
  const headers = { "content-type": "application/json; charset=utf-8" };
  if (operation === "HttpRequest" || facade.rest.org.quirks["connector-error-envelope"] === "salesforce") {
    return { status: error.status, headers, body: error.errors };
  }
  const message = `Salesforce failed to complete task: Message: ${error.errors.map(({ message }) => message).join("; ")}`;
  return {
    status: error.status,
    headers,
    body: { status: error.status, message, error: { message }, source: "salesforce.connector", errors: [] },
  };
}
