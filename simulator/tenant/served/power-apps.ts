import type { DataverseControl } from "../../services/dataverse/types.ts";
import type { Service, ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { readFlowText } from "../flow-text.ts";
import type { Tenant } from "../types.ts";
import type { Bearer, SignIn } from "./sign-in.ts";

/**
 * What the Power Apps and Power Automate services answer of connections, which are no rows of Dataverse, and of the
 * address of an HTTP trigger, which no row holds either [Microsoft.PowerApps.Administration.PowerShell:
 * Get-AdminPowerAppConnection; Logic Apps REST, listCallbackUrl, which Power Automate serves under its own provider].
 */
export function powerApps(tenant: Tenant, signIn: SignIn): Service {
  return {
    hosts: ["api.powerapps.com", "api.flow.microsoft.com"],
    handle: (request) => {
      const bearer = signIn.bearer(request);
      if (bearer === undefined) {
        return refused(401, "AuthenticationFailed", "The access token is missing, expired or not valid.");
      }
      const path = request.path.replace(/\/$/, "");
      for (const route of routes) {
        const match = route.method === request.method ? route.path.exec(path) : null;
        if (match !== null) return route.answer(tenant, match.slice(1), request, bearer);
      }
      return refused(
        404,
        "ResourceNotFound",
        `The emulated Power Apps has no ${request.method} ${request.path}`,
      );
    },
  };
}

interface Route {
  readonly method: ServiceRequest["method"];
  readonly path: RegExp;
  readonly answer: (
    tenant: Tenant,
    found: readonly (string | undefined)[],
    request: ServiceRequest,
    bearer: Bearer,
  ) => ServiceResponse;
}

const routes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/providers\/Microsoft\.PowerApps\/(scopes\/admin\/environments\/[^/]+\/)?connections$/i,
    answer: (tenant, [scope], _request, bearer) =>
      json(200, {
        value: connections(tenant, scope === undefined ? isSeenBy(bearer) : isSeenByAdministrators),
      }),
  },
  {
    method: "GET",
    path: /^\/providers\/Microsoft\.PowerApps\/apis\/([^/]+)\/connections$/i,
    answer: (tenant, [api = ""], _request, bearer) =>
      json(200, {
        value: connections(tenant, (each) => each.connectorId === api && isSeenBy(bearer)(each)),
      }),
  },
  {
    method: "POST",
    path: /^\/providers\/Microsoft\.ProcessSimple\/environments\/[^/]+\/flows\/([^/]+)\/triggers\/([^/]+)\/listCallbackUrl$/i,
    answer: (tenant, [flow = ""]) => callbackUrl(tenant, flow),
  },
  {
    method: "POST",
    path: /^\/providers\/Microsoft\.ProcessSimple\/environments\/[^/]+\/flows\/([^/]+)\/triggers\/([^/]+)\/run$/i,
    answer: startFlow,
  },
  {
    method: "GET",
    path: /^\/providers\/Microsoft\.ProcessSimple\/environments\/[^/]+\/flows\/([^/]+)\/runs$/i,
    answer: listRuns,
  },
];

type Connection = ReturnType<DataverseControl["connections"]>[number];

/** Everybody sees those that are their own or shared with them; administrators see all. */
const isSeenBy =
  (bearer: Bearer) =>
  ({ shared, user }: Connection): boolean =>
    shared || (bearer.kind === "user" && bearer.user === user);
const isSeenByAdministrators = (): boolean => true;

function connections(tenant: Tenant, isSeen: (connection: Connection) => boolean) {
  const { control } = tenant.dataverse;
  const environment = control.organization().environmentId;
  const seen = control.connections().filter(isSeen);
  return seen.map(({ id, connectorId, user, alive }) => {
    const apiId = `/providers/Microsoft.PowerApps/apis/${connectorId}`;
    return {
      name: id,
      id: `${apiId}/connections/${id}`,
      type: "Microsoft.PowerApps/apis/connections",
      properties: {
        apiId,
        displayName: user,
        statuses: [
          alive
            ? { status: "Connected" }
            : {
                status: "Error",
                error: { code: "Unauthorized", message: "Failed to refresh access token." },
              },
        ],
        createdBy: { email: user, displayName: user, type: "User" },
        environment: { id: `/providers/Microsoft.PowerApps/environments/${environment}`, name: environment },
      },
    };
  });
}

/** Only a trigger that is called has an address, and only once its flow has been turned on. */
function callbackUrl(tenant: Tenant, id: string): ServiceResponse {
  const flow = tenant.dataverse.control.flow(id.toLowerCase());
  if (flow === undefined) return refused(404, "FlowNotFound", `Could not find flow '${id}'.`);
  const { trigger } = readFlowText(flow.clientData);
  if (trigger !== "webhook" && trigger !== "started") {
    return refused(400, "TriggerRequestTypeInvalid", "The trigger of the flow has no callback address.");
  }
  if (flow.state === "off") return refused(409, "WorkflowTriggerIsNotEnabled", "The flow is turned off.");
  return json(200, { response: { value: tenant.service.addressOf(flow.id), method: "POST" } });
}

/** Starts an instant flow as the Run button does; inputs come under the keys of the trigger's schema. */
function startFlow(
  tenant: Tenant,
  [id = ""]: readonly (string | undefined)[],
  { body }: ServiceRequest,
): ServiceResponse {
  const flow = tenant.dataverse.control.flow(id.toLowerCase());
  if (flow === undefined) return refused(404, "FlowNotFound", `Could not find flow '${id}'.`);
  const { trigger, inputs } = readFlowText(flow.clientData);
  if (trigger !== "started") return refused(400, "TriggerNotManual", "The flow is not started by hand.");
  if (flow.state === "off") return refused(409, "WorkflowTriggerIsNotEnabled", "The flow is turned off.");
  const given = typeof body === "object" && body !== null ? Object.entries(body) : [];
  const unknown = given.find(([key]) => inputs.every((input) => input.key !== key));
  if (unknown !== undefined)
    return refused(400, "TriggerInputSchemaMismatch", `There is no input '${unknown[0]}'.`);
  const titles = new Map(inputs.map(({ key, title }) => [key, title]));
  tenant.startFlow(
    flow.name,
    Object.fromEntries(given.map(([key, value]) => [titles.get(key) ?? key, value])),
  );
  return { status: 202, headers: {} };
}

/** The latest runs, newest first. */
function listRuns(
  tenant: Tenant,
  [id = ""]: readonly (string | undefined)[],
  { query }: ServiceRequest,
): ServiceResponse {
  const top = Number(query["$top"] ?? 50);
  const runs = tenant.service.runs().filter(({ flow }) => flow.id === id.toLowerCase());
  return json(200, {
    value: runs
      .toReversed()
      .slice(0, top)
      .map(({ id: name, status, startedAt, endedAt, error }) => ({
        name,
        type: "Microsoft.ProcessSimple/environments/flows/runs",
        properties: {
          startTime: new Date(startedAt).toISOString(),
          ...(endedAt === undefined ? {} : { endTime: new Date(endedAt).toISOString() }),
          status,
          ...(error === undefined
            ? {}
            : { code: error.code, error: { code: error.code, message: error.message } }),
        },
      })),
  });
}

function refused(status: number, code: string, message: string): ServiceResponse {
  return json(status, { error: { code, message } });
}

function json(status: number, body: unknown): ServiceResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
