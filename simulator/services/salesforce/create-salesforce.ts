import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { Throttle } from "../../world/throttle.ts";
import { emulatorCodes } from "./codes.ts";
import { callConnector, type Facade } from "./connector/facade.ts";
import { type Counters, createControl } from "./control/control.ts";
import { writePermissionRows } from "./control/permission-rows.ts";
import { addUser, writeSetupRows } from "./control/populate.ts";
import { defaultOrg, defaultUsers } from "./defaults.ts";
import { apiDisabled, listedApiVersions } from "./facts.ts";
import { mayCallApi, Org } from "./org.ts";
import { resolveQuirks } from "./quirks.ts";
import { Cursors } from "./rest/cursors.ts";
import { answerRest } from "./rest/dispatch.ts";
import { decodeSegments } from "./rest/request.ts";
import { coSellSchema } from "./schema/co-sell.ts";
import { standardObjects } from "./schema/standard-objects.ts";
import { Sessions } from "./sessions.ts";
import type { Salesforce, SalesforceOptions } from "./types.ts";

/** Makes an org. It answers at once, in process; the same options and calls give the same answers. */
export function createSalesforce(options: SalesforceOptions): Salesforce {
  const sources = [standardObjects, ...(options.schema ?? [coSellSchema])];
  const org = new Org(
    options.clock,
    options.seed,
    sources,
    { ...defaultOrg, ...options.org },
    resolveQuirks(options.quirks),
  );
  if (options.struck !== undefined) org.struck = options.struck;
  for (const user of options.users ?? defaultUsers(org.catalog.permissionSets)) addUser(org, user);
  writeSetupRows(org);
  writePermissionRows(org);
  org.store.commit();

  const facade: Facade = {
    rest: { org, cursors: new Cursors(), deployments: new Map() },
    throttle: new Throttle(options.clock),
    byOperation: new Map(),
    redeliveries: new Map(),
  };
  const counters: Counters = { restCalls: 0, connectorCalls: 0 };
  const sessions = new Sessions(org);
  return {
    hosts: ["salesforce.connector", org.options.instance, "login.salesforce.com", "test.salesforce.com"],
    control: createControl(org, facade, counters),
    token: (username) => sessions.token(username),
    handle: (request) => {
      const savepoint = org.store.savepoint();
      try {
        return handle(org, facade, counters, sessions, request);
      } catch (error) {
        org.store.rollback(savepoint);
        throw error;
      } finally {
        org.store.commit();
      }
    },
  };
}

function handle(
  org: Org,
  facade: Facade,
  counters: Counters,
  sessions: Sessions,
  request: ServiceRequest,
): ServiceResponse {
  const session = sessions.endpoint(request);
  if (session !== undefined) return session;
  const user = sessions.caller(request);
  if (/^\/apim\/salesforce(?:\/|$)/i.test(request.path)) {
    if (user === undefined) return unauthorized({ statusCode: 401, message: "Unauthorized" });
    counters.connectorCalls += 1;
    return callConnector(facade, user, request);
  }
  const data = /^\/services\/data(?:\/v(\d+\.0))?(\/.*)?$/i.exec(request.path);
  if (data === null) {
    throw new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path: request.path }));
  }
  const version = data[1];
  if (version === undefined) return json(200, {}, versions());
  if (user === undefined) {
    return unauthorized([{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }]);
  }
  counters.restCalls += 1;
  if (!mayCallApi(user)) {
    return json(403, {}, [{ message: apiDisabled, errorCode: "API_DISABLED_FOR_ORG" }]);
  }
  if (!org.calls.count()) {
    return json(403, limitInfo(org), [
      { message: "TotalRequests Limit exceeded.", errorCode: "REQUEST_LIMIT_EXCEEDED" },
    ]);
  }
  const answer = answerRest(facade.rest, {
    method: request.method,
    segments: decodeSegments(data[2] ?? ""),
    apiVersion: version,
    query: request.query,
    headers: request.headers,
    body: request.body,
    user,
  });
  return json(answer.status, { ...limitInfo(org), ...answer.headers }, answer.body);
}

function limitInfo(org: Org): Readonly<Record<string, string>> {
  const { used, max } = org.calls.state();
  return { "sforce-limit-info": `api-usage=${used}/${max}` };
}

function versions() {
  return listedApiVersions.map((version) => ({
    label: `v${version}`,
    url: `/services/data/v${version}`,
    version,
  }));
}

function unauthorized(body: unknown): ServiceResponse {
  return json(401, { "www-authenticate": "Token" }, body);
}

function json(status: number, headers: Readonly<Record<string, string>>, body: unknown): ServiceResponse {
  const all = { "content-type": "application/json;charset=UTF-8", ...headers };
  return body === undefined ? { status, headers: all } : { status, headers: all, body };
}
