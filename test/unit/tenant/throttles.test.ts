import { describe, expect, it } from "vitest";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { dataverseRefusal, gatewayRefusal, throttled } from "../../../simulator/tenant/throttled-service.ts";
import type { ServiceRequest } from "../../../simulator/world/service.ts";
import { smallZip } from "./small-solution.ts";

const limit = { calls: 2, seconds: 60 };

function lab(refusal: typeof gatewayRefusal) {
  const clock = { time: 1_000_000, now: () => clock.time };
  const service = throttled(
    { hosts: ["a"], handle: ({ user }) => ({ status: 200, headers: {}, body: user }) },
    clock,
    limit,
    refusal,
  );
  const request: ServiceRequest = {
    method: "GET",
    path: "/",
    query: {},
    headers: {},
    body: undefined,
    user: "",
  };
  const ask = (user: string) => service.handle({ ...request, user });
  return { clock, ask };
}

describe("a throttled service", () => {
  it("answers so many calls of each user in a sliding window, and names the seconds to wait", () => {
    const { clock, ask } = lab(gatewayRefusal);
    const statuses = () => ["one", "one", "one", "other"].map((user) => ask(user).status);
    expect(statuses()).toEqual([200, 200, 429, 200]);
    clock.time += 20_000;
    expect(ask("one")).toEqual({
      status: 429,
      headers: { "content-type": "application/json; charset=utf-8", "retry-after": "40" },
      body: { statusCode: 429, message: "Rate limit is exceeded. Try again in 40 seconds." },
    });
    clock.time += 40_000;
    expect(ask("one").status).toBe(200);
  });

  it("speaks Dataverse's words in front of Dataverse", () => {
    const { ask } = lab(dataverseRefusal);
    ask("one");
    ask("one");
    expect(ask("one").body).toEqual({
      error: {
        code: "0x80072322",
        message: "Number of requests exceeded the limit of 2 over time window of 60 seconds.",
      },
    });
  });
});

describe("a tenant", () => {
  it("throttles what goes through custom connectors, and its flows wait and try again", () => {
    const tenantWith = (calls: number) =>
      createTenant({
        seed: 1,
        zips: [smallZip()],
        webhook: "none",
        throttles: { customConnectors: { calls, seconds: 60 } },
      });
    const spans = [tenantWith(1), tenantWith(2)].map((tenant) => {
      const inputs = { "HTTP trigger endpoint": tenant.webhookUrl() };
      tenant.startFlow("Register", inputs);
      tenant.startFlow("Register", inputs);
      tenant.settle();
      return tenant.service.runs().map(({ startedAt, endedAt = 0 }) => endedAt - startedAt);
    });
    expect(spans[1]).toEqual([200, 200]);
    expect(spans[0]?.[0]).toBe(200);
    expect(spans[0]?.[1]).toBeGreaterThan(60_000);
  });
});
