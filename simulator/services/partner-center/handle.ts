import { Failure, unreachable } from "../../../generator/diagnostics/failure.ts";
import type { ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { emulatorCodes } from "./codes.ts";
import { type Family, jsonHeaders, refusalResponse } from "./envelopes.ts";
import { knownEvents } from "./facts.ts";
import { findRoute, type Operation } from "./operations.ts";
import { createReferral } from "./referrals/create.ts";
import { listReferrals } from "./referrals/list.ts";
import { patchReferral } from "./referrals/patch.ts";
import { readForChange, readReferral } from "./referrals/read.ts";
import type { Referral } from "./referrals/referral-shape.ts";
import { replaceReferral } from "./referrals/replace.ts";
import { render } from "./render.ts";
import { accepted, invalid, type Result, refused } from "./result.ts";
import type { PartnerUser } from "./types.ts";
import type { Users } from "./users.ts";
import { signingCertificate } from "./webhooks/signing-key.ts";
import type { Webhooks } from "./webhooks/webhooks.ts";
import type { World } from "./world.ts";

/** What the operations work on. */
export interface Parts {
  readonly world: World;
  readonly users: Users;
  readonly webhooks: Webhooks;
}

/** Carries out one request. Unknown paths end in EMU_PC.ROUTE_UNKNOWN, everything else is an answer. */
export function handleRequest(parts: Parts, request: ServiceRequest): ServiceResponse {
  const route = findRoute(request.method, request.path);
  switch (route.kind) {
    case "unknown":
      throw new Failure(
        emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path: request.path }),
      );
    case "method": {
      const refusal = invalid("method", request.path, `The method ${request.method} is not allowed.`, 405);
      const response = refusalResponse(route.family, refusal.refusal);
      return { ...response, headers: { ...response.headers, Allow: route.allowed.join(", ") } };
    }
    case "found": {
      const response = answer(parts, request, route.operation, route.id);
      return { ...response, headers: { ...response.headers, ...requestHeaders(parts.world, request) } };
    }
    default:
      return unreachable(route, "route");
  }
}

/** The family whose error body a request would get, for errors that stand in for an answer. */
export function familyOf(request: ServiceRequest): Family {
  const route = findRoute(request.method, request.path);
  if (route.kind === "found") return route.operation.family;
  return route.kind === "method" ? route.family : "referrals";
}

function answer(
  { world, users, webhooks }: Parts,
  request: ServiceRequest,
  operation: Operation,
  id: string,
): ServiceResponse {
  const { family } = operation;
  if (operation.id === "readCertificate") {
    return {
      status: 200,
      headers: { "Content-Type": "application/x-x509-ca-cert" },
      body: signingCertificate,
    };
  }
  const user = callerOf(users, world, operation, request);
  if (!user.ok) return refusalResponse(family, user.refusal);
  const body = checkBody(request);
  if (!body.ok) return refusalResponse(family, body.refusal);
  switch (operation.id) {
    case "createReferral":
      return referral(world, createReferral(world, request.body), world.quirks.createStatus);
    case "listReferrals":
      return json(family, listReferrals(world, user.value, request.query));
    case "readReferral":
      return referral(world, readReferral(world, user.value, id), 200);
    case "patchReferral":
      return patched(world, user.value, request, id);
    case "replaceReferral":
      return referral(world, replaced(world, user.value, request, id), 200);
    case "viewRegistration":
      return json(family, webhooks.view());
    case "register":
      return json(family, webhooks.register(request.body));
    case "updateRegistration":
      return json(family, webhooks.update(request.body));
    case "listEvents":
      return json(family, accepted(knownEvents));
    case "validate":
      return json(family, webhooks.validate());
    case "readValidation":
      return json(family, webhooks.validation(id));
    default:
      return unreachable(operation.id, "operation");
  }
}

/** Webhooks belong to the whole tenant: a user who is bound to a team cannot register them. */
function callerOf(
  users: Users,
  world: World,
  { family }: Operation,
  request: ServiceRequest,
): Result<PartnerUser> {
  const user = users.caller(request.user, world.quirks);
  if (!user.ok || family === "referrals" || user.value.role === "referralsAdmin") return user;
  return refused({
    status: 403,
    code: "accessDenied",
    message: "Only a Referrals admin may register for events.",
    target: "registration",
    rule: "role",
  });
}

function checkBody(request: ServiceRequest): Result<null> {
  if (request.method === "GET" || request.body === undefined) return accepted(null);
  const type = request.headers["content-type"] ?? "application/json";
  if (/^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type)) return accepted(null);
  return invalid("contentType", "Content-Type", `The content type ${type} is not supported.`, 415);
}

function patched(world: World, user: PartnerUser, request: ServiceRequest, id: string): ServiceResponse {
  const before = readForChange(world, user, id);
  if (!before.ok) return refusalResponse("referrals", before.refusal);
  const match = checkMatch(world, before.value, request);
  if (!match.ok) return refusalResponse("referrals", match.refusal);
  const after = patchReferral(world, before.value, request.body, "api");
  const wantsBody = /(?:^|[,;\s])return=representation(?:$|[,;\s])/i.test(request.headers["prefer"] ?? "");
  if (wantsBody || !after.ok) return referral(world, after, 200);
  return { status: 204, headers: { ETag: after.value.eTag ?? "" } };
}

function replaced(world: World, user: PartnerUser, request: ServiceRequest, id: string): Result<Referral> {
  const before = readForChange(world, user, id);
  if (!before.ok) return before;
  if (request.headers["if-match"] === undefined) {
    const status = world.quirks.putWithoutIfMatch;
    return invalid("ifMatchRequired", "If-Match", "An update needs the header If-Match.", status);
  }
  const match = checkMatch(world, before.value, request);
  return match.ok ? replaceReferral(world, before.value, request.body) : match;
}

/** Without the header the last writer wins. The eTag is compared with its double quotes. */
function checkMatch(world: World, referral: Referral, request: ServiceRequest): Result<null> {
  const wanted = request.headers["if-match"];
  if (wanted === undefined || wanted.trim() === "*" || wanted.trim() === referral.eTag) return accepted(null);
  return refused({
    status: 412,
    code: world.quirks.mismatchCode,
    message: "The referral has changed since it was read.",
    target: "referral",
    rule: "ifMatch",
  });
}

function referral(world: World, result: Result<Referral>, status: number): ServiceResponse {
  if (!result.ok) return refusalResponse("referrals", result.refusal);
  const body = { "@odata.context": contextUri, ...result.value };
  return {
    status,
    headers: { ...jsonHeaders, ETag: result.value.eTag ?? "" },
    body: render(body, world.quirks.unsetProperties),
  };
}

const contextUri = "https://api.partner.microsoft.com/v1.0/engagements/$metadata#referrals/$entity";

function json(family: Family, result: Result<unknown>): ServiceResponse {
  if (!result.ok) return refusalResponse(family, result.refusal);
  return { status: 200, headers: jsonHeaders, body: result.value };
}

/** The ids that Microsoft's support asks for. */
function requestHeaders(world: World, request: ServiceRequest): Readonly<Record<string, string>> {
  const correlation = request.headers["client-request-id"] ?? request.headers["ms-correlationid"];
  return {
    "Request-ID": world.ids.guid("request"),
    ...(correlation === undefined ? {} : { "client-request-id": correlation }),
  };
}
