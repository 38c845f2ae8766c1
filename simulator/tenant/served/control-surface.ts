import { Failure } from "../../../generator/diagnostics/failure.ts";
import { milliseconds } from "../../scenario/duration.ts";
import { Names } from "../../scenario/names.ts";
import { readFixture } from "../../scenario/read-scenario.ts";
import { type Play, takeStep } from "../../scenario/steps/take-step.ts";
import type { Service, ServiceRequest, ServiceResponse } from "../../world/service.ts";
import type { Tenant } from "../types.ts";
import { servedCodes } from "./codes.ts";
import { controlPrefix } from "./facts.ts";

/**
 * Whatever no service has an address for: letting time pass, and what only a person can do in the maker portal or in the
 * browser. No real host has these paths, so that nobody takes them for a part of one.
 */
export function controlSurface(tenant: Tenant): Service {
  const play: Play = {
    stage: tenant,
    names: new Names(tenant),
    fixture: (name) => {
      throw new Failure(servedCodes.finding("STEP_NOT_SERVED", { step: `include: ${name}` }));
    },
    upgrade: () => {
      throw new Failure(servedCodes.finding("STEP_NOT_SERVED", { step: "upgradeTo" }));
    },
    around: (act) => act(),
  };
  return { hosts: [], handle: (request) => answer(tenant, play, request) };
}

function answer(tenant: Tenant, play: Play, { method, path, body }: ServiceRequest): ServiceResponse {
  const asked = `${method} ${path.slice(controlPrefix.length).replace(/\/$/, "")}`;
  switch (asked) {
    case "GET ":
      return describe(tenant);
    case "POST /advance":
      tenant.advance(milliseconds(text(body, "duration", "PT3M")));
      return describe(tenant);
    case "POST /settle":
      tenant.settle();
      return describe(tenant);
    case "GET /runs":
      return json(200, { runs: tenant.runs() });
    case "POST /connections":
      return connect(tenant, body);
    case "POST /lock-out":
      tenant.dataverse.control.lockOut(text(body, "user", ""));
      return describe(tenant);
    case "POST /let-in":
      tenant.dataverse.control.lockOut(text(body, "user", ""), false);
      return describe(tenant);
    case "POST /steps":
      return takeSteps(tenant, play, body);
    default:
      return json(404, { error: { code: "NOT_SERVED", message: `The emulator has no ${method} ${path}` } });
  }
}

function describe(tenant: Tenant): ServiceResponse {
  const { control } = tenant.dataverse;
  return json(200, {
    now: new Date(tenant.now()).toISOString(),
    environment: control.organization(),
    solutions: control.solutions(),
    flows: control.flows().map(({ name, state }) => ({ name, state })),
    connections: control.connections(),
    runs: tenant.runs().length,
  });
}

/** Signs in to a connector, as a person does in the portal: it must be there. */
function connect(tenant: Tenant, body: unknown): ServiceResponse {
  const connector = text(body, "connector", "");
  const { control } = tenant.dataverse;
  const isKnown = control.hasConnector(connector);
  if (!isKnown) throw new Failure(servedCodes.finding("CONNECTOR_UNKNOWN", { connector }));
  const shared = member(body, "shared") !== false;
  return json(201, { id: control.createConnection(connector, { user: text(body, "user", ""), shared }) });
}

/** Steps in the language of scenarios; names stay known from one call to the next. */
function takeSteps(tenant: Tenant, play: Play, body: unknown): ServiceResponse {
  const steps = readFixture({ file: "the request", text: JSON.stringify(member(body, "steps") ?? []) });
  for (const step of steps) takeStep(play, step);
  return describe(tenant);
}

function member(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A text of the body; an empty default means that it must be given. */
function text(body: unknown, name: string, otherwise: string): string {
  const value = member(body, name);
  if (typeof value === "string" && value !== "") return value;
  if (value === undefined && otherwise !== "") return otherwise;
  throw new Failure(servedCodes.finding("REQUEST_UNREADABLE", { name }));
}

function json(status: number, body: unknown): ServiceResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
