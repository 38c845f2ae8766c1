import { expect } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { asObject } from "../../../simulator/services/partner-center/normalise.ts";
import { createPartnerCenter } from "../../../simulator/services/partner-center/partner-center.ts";
import { valueAt } from "../../../simulator/services/partner-center/pointer.ts";
import type { PartnerCenterOptions } from "../../../simulator/services/partner-center/types.ts";
import type { ServiceRequest, ServiceResponse } from "../../../simulator/world/service.ts";

export const start = Date.parse("2026-03-02T10:00:00Z");
export const day = 24 * 60 * 60 * 1000;
export const referralsPath = "/v1.0/engagements/referrals";
export const webhooksPath = "/webhooks/v1/registration";
export const admin = "flows@contoso.example";
export const microsoftTarget = [{ type: "BusinessProfileLocation", id: "msft" }];

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly user?: string;
}

/** An emulated Partner Center with a clock that only `advance` moves. */
export function emulator(options: Omit<PartnerCenterOptions, "clock"> = {}) {
  let now = start;
  const center = createPartnerCenter({ clock: { now: () => now }, ...options });
  function call(method: ServiceRequest["method"], path: string, call: Call = {}): ServiceResponse {
    const { body, headers = {}, query = {}, user = admin } = call;
    return center.handle({ method, path, query, headers, body: overTheWire(body), user });
  }
  return {
    center,
    call,
    now: () => now,
    advance: (time: number) => {
      now += time;
    },
    create: (body: unknown, more: Call = {}) => call("POST", referralsPath, { body, ...more }),
    read: (id: string, more: Call = {}) => call("GET", `${referralsPath}/${id}`, more),
    list: (query: Readonly<Record<string, string>> = {}, more: Call = {}) =>
      call("GET", referralsPath, { query, ...more }),
    patch: (id: string, body: unknown, more: Call = {}) =>
      call("PATCH", `${referralsPath}/${id}`, { body, ...more }),
  };
}

/** What is left of a body as JSON: a property that is undefined is not sent. */
function overTheWire(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

/** A body that keeps every rule; `changes` sets places by their path. */
export function dealBody(changes: Readonly<Record<string, unknown>> = {}): unknown {
  const body: Record<string, unknown> = {
    name: "Fabrikam rollout",
    externalReferenceId: "006000000000001AAA",
    qualification: "SalesQualified",
    type: "Independent",
    customerProfile: {
      name: "Fabrikam Ltd",
      address: { addressLine1: "1 Example Street", city: "Leeds", postalCode: "LS1 1AA", country: "GB" },
      team: [
        { firstName: "Ada", lastName: "Sample", phoneNumber: "0000000001", email: "ada@fabrikam.example" },
      ],
    },
    consent: {
      consentToToShareInfoWithOthers: true,
      consentToContact: true,
      consentToShareReferralWithMicrosoftSellers: true,
    },
    details: {
      notes: "First talk",
      dealValue: 50_000,
      currency: "GBP",
      closingDateTime: "2026-06-30T12:00:00Z",
      requirements: {
        solutions: [{ type: "Name", id: "SOL-00001-AAA", name: "Contoso Insights" }],
        additionalRequirements: { attributes: [{ type: "CustomerMarketplaceIntent", id: "HaveNotDecided" }] },
      },
    },
    team: [{ firstName: "Bo", lastName: "Seller", phoneNumber: "0000000002", email: "bo@contoso.example" }],
    target: [],
  };
  for (const [path, value] of Object.entries(changes)) place(body, path.slice(1).split("/"), value);
  return body;
}

/** The body that asks Microsoft into an engagement. */
export function invitationBody(engagementId: string | null, changes: Readonly<Record<string, unknown>> = {}) {
  return dealBody({
    "/engagementId": engagementId,
    "/type": "Shared",
    "/target": microsoftTarget,
    "/inviteContext": { notes: "Please help", assistanceRequestCode: "GeneralOrOther" },
    ...changes,
  });
}

function place(container: unknown, segments: readonly string[], value: unknown): void {
  const [first = "", ...rest] = segments;
  if (typeof container !== "object" || container === null) return;
  if (rest.length > 0) place(Reflect.get(container, first), rest, value);
  else if (value === undefined) Reflect.deleteProperty(container, first);
  else Reflect.set(container, first, value);
}

export function bodyAt(response: ServiceResponse, path: string): unknown {
  return valueAt(response.body, path);
}

export function textAt(response: ServiceResponse, path: string): string {
  const value = bodyAt(response, path);
  expect(value, path).toBeTypeOf("string");
  return String(value);
}

/** The items of a list answer. */
export function items(response: ServiceResponse): readonly Readonly<Record<string, unknown>>[] {
  expect(response.status).toBe(200);
  const value = bodyAt(response, "/value");
  expect(Array.isArray(value)).toBe(true);
  return Array.isArray(value) ? value.map((item: unknown) => asObject(item) ?? {}) : [];
}

/** Status and rule of a refusal, or the status alone. */
export function outcome(response: ServiceResponse): string {
  const rule = bodyAt(response, "/error/innerError/code") ?? bodyAt(response, "/data/0");
  return typeof rule === "string" ? `${response.status} ${rule}` : String(response.status);
}

/** The code of the Failure that an action ends in. */
export function failureCode(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "no failure";
}

export function replace(path: string, value: unknown) {
  return { op: "replace", path, value };
}
