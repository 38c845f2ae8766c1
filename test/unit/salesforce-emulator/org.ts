import { createSalesforce } from "../../../simulator/services/salesforce/create-salesforce.ts";
import { defaultUsers } from "../../../simulator/services/salesforce/defaults.ts";
import { coSellSchema } from "../../../simulator/services/salesforce/schema/co-sell.ts";
import type { Salesforce, SalesforceOptions } from "../../../simulator/services/salesforce/types.ts";
import type { ServiceRequest, ServiceResponse } from "../../../simulator/world/service.ts";

export const seller = "seller@contoso.example";
export const integration = "integration@contoso.example";

/** The usual users with profiles that open standard objects: most tests ask for the form of answers, not for rights. */
const usersWithStandardProfile = defaultUsers(coSellSchema.permissionSets).map(
  ({ profile: _, ...user }) => user,
);

/** An org with a clock that the test moves, and short ways to call it. */
export interface TestOrg extends Salesforce {
  readonly advance: (seconds: number) => void;
  readonly now: () => number;
  readonly rest: (
    method: ServiceRequest["method"],
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => ServiceResponse;
  readonly soql: (query: string, user?: string) => ServiceResponse;
  readonly connector: (
    method: ServiceRequest["method"],
    path: string,
    options?: {
      readonly body?: unknown;
      readonly query?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
      readonly user?: string;
    },
  ) => ServiceResponse;
  /** Follows the Location of an answer, as the flow engine does. */
  readonly follow: (answer: ServiceResponse) => ServiceResponse;
  /** A saved opportunity with the least it needs. */
  readonly opportunity: (fields?: Readonly<Record<string, string | number | boolean | null>>) => string;
}

export function testOrg(options: Partial<SalesforceOptions> = {}): TestOrg {
  let now = Date.UTC(2026, 0, 15, 9, 0, 0);
  const org = createSalesforce({
    clock: { now: () => now },
    seed: 7,
    users: usersWithStandardProfile,
    ...options,
  });
  const call = (
    method: ServiceRequest["method"],
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    user: string,
  ): ServiceResponse => {
    const [path = "", search = ""] = url.split("?");
    const query = Object.fromEntries(new URLSearchParams(search));
    return org.handle({ method, path, query, headers, body, user });
  };
  return {
    ...org,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    now: () => now,
    rest: (method, path, body, headers = {}) =>
      call(method, `/services/data/v58.0${path}`, body, headers, integration),
    soql: (query, user = integration) =>
      call("GET", `/services/data/v58.0/query?q=${encodeURIComponent(query)}`, undefined, {}, user),
    connector: (method, path, given = {}) =>
      org.handle({
        method,
        path: `/apim/salesforce${path}`,
        query: given.query ?? {},
        headers: given.headers ?? {},
        body: given.body,
        user: given.user ?? integration,
      }),
    follow: (answer) => {
      const url = new URL(answer.headers["location"] ?? "");
      return org.handle({
        method: "GET",
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: {},
        body: undefined,
        user: integration,
      });
    },
    opportunity: (fields = {}) => {
      const saved = org.control.as(seller).create("Opportunity", {
        Name: "Fabrikam renewal",
        StageName: "Qualification",
        CloseDate: "2026-06-30",
        ...fields,
      });
      if (!saved.ok) throw new TypeError(JSON.stringify(saved.errors));
      return saved.id;
    },
  };
}

/** The error codes of an answer. */
export function codes(answer: ServiceResponse): readonly string[] {
  const body: unknown = answer.body;
  if (!Array.isArray(body)) return [];
  return body.map((error: unknown) =>
    typeof error === "object" && error !== null && "errorCode" in error ? String(error.errorCode) : "",
  );
}
