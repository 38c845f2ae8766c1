import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { fault, SalesforceFault } from "../fault.ts";
import { deployRequest } from "../metadata/deploy-request.ts";
import { parseSoql } from "../query/parse-soql.ts";
import { runQuery } from "../query/run.ts";
import { collections } from "./collections.ts";
import { composite } from "./composite.ts";
import type { RestAnswer, RestContext, RestRequest } from "./request.ts";
import { ok, sobjects } from "./sobjects.ts";

/** Answers a request; a refusal of Salesforce becomes its status and error array, and leaves no trace. */
export function answerRest(context: RestContext, request: RestRequest): RestAnswer {
  try {
    return context.org.atomically(() => dispatch(context, request));
  } catch (error) {
    if (!(error instanceof SalesforceFault)) throw error;
    return error.errors.length === 0
      ? { status: error.status }
      : { status: error.status, body: error.errors };
  }
}

function dispatch(context: RestContext, request: RestRequest): RestAnswer {
  return resource(context, request) ?? unknownRoute(request);
}

function resource(context: RestContext, request: RestRequest): RestAnswer | undefined {
  const [first, second, third] = request.segments;
  switch (first?.toLowerCase()) {
    case undefined:
      return request.method === "GET" ? ok(resources(request.apiVersion)) : undefined;
    case "sobjects":
      return sobjects(context, request);
    case "query":
    case "queryall":
      return request.method === "GET"
        ? query(context, request, first?.toLowerCase() === "queryall")
        : undefined;
    case "metadata":
      return second?.toLowerCase() === "deployrequest" ? deployRequest(context, request) : undefined;
    case "limits":
      return request.method === "GET" && second === undefined ? ok(limits(context)) : undefined;
    case "composite":
      if (second === undefined && request.method === "POST") return composite(context, request, answerRest);
      if (second?.toLowerCase() !== "sobjects") return undefined;
      return third?.toLowerCase() === "describe" ? undefined : collections(context, request);
    default:
      return undefined;
  }
}

function query(context: RestContext, request: RestRequest, includeDeleted: boolean): RestAnswer | undefined {
  const { org, cursors } = context;
  const [, locator, ...more] = request.segments;
  if (more.length > 0) return undefined;
  const { apiVersion, user } = request;
  const batch = /batchSize\s*=\s*(\d+)/i.exec(request.headers["sforce-query-options"] ?? "")?.[1];
  const pageSize =
    batch === undefined ? org.options.queryPageSize : Math.min(Math.max(Number(batch), 1), 2000);
  if (locator !== undefined) return ok(cursors.nextPage(locator, pageSize, apiVersion));
  const text = request.query["q"];
  if (text === undefined) throw fault(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
  const parsed = parseSoql(text.trim());
  const result = runQuery(org, user, parsed, { apiVersion, includeDeleted });
  if (parsed.count) return ok({ totalSize: result.total, done: true, records: [] });
  return ok(cursors.firstPage(result.records, pageSize, apiVersion));
}

function limits(context: RestContext) {
  const { max, remaining } = context.org.calls.state();
  return {
    DailyApiRequests: { Max: max, Remaining: remaining },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
  };
}

function resources(apiVersion: string): Readonly<Record<string, string>> {
  const base = `/services/data/v${apiVersion}`;
  return {
    sobjects: `${base}/sobjects`,
    query: `${base}/query`,
    queryAll: `${base}/queryAll`,
    limits: `${base}/limits`,
    composite: `${base}/composite`,
  };
}

/** A method that a known resource does not take is Salesforce's 405; an unknown resource is ours to refuse. */
function unknownRoute(request: RestRequest): RestAnswer {
  const [first] = request.segments;
  const known = ["sobjects", "query", "queryall", "limits"].includes(first?.toLowerCase() ?? "");
  if (known && request.method !== "GET" && request.segments.length < 4) {
    throw fault(
      405,
      "METHOD_NOT_ALLOWED",
      `HTTP Method '${request.method}' not allowed. Allowed are HEAD,GET`,
    );
  }
  const path = `/services/data/v${request.apiVersion}/${request.segments.join("/")}`;
  throw new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path }));
}
