import { describe, expect, it } from "vitest";
import type { CallOutcome } from "../../../simulator/engine/index.ts";
import { answered, connector, hostOf, noon, recordOf, runActions, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });

/** Answers in turn, the last one from then on; notes when it was asked, in seconds since the start. */
function inTurn(...outcomes: readonly CallOutcome[]) {
  const asked: number[] = [];
  let clock: () => number = () => noon;
  const respond = (): CallOutcome => {
    asked.push((clock() - noon) / 1000);
    return outcomes[Math.min(asked.length, outcomes.length) - 1] ?? answered(200);
  };
  return {
    asked,
    host: hostOf(respond, respond),
    tick: (now: () => number) => {
      clock = now;
    },
  };
}

function call(outcomes: readonly CallOutcome[], action: unknown = connector(), more = {}) {
  const turn = inTurn(...outcomes);
  const attempts: number[] = [];
  const host = hostOf(
    ({ caller }) => {
      attempts.push(caller.attempt);
      return turn.host.call({} as never); // The answers do not depend on the call.
    },
    () => turn.host.call({} as never),
  );
  const run = runActions({ Call: action }, { host, ...more });
  return { run, attempts, record: recordOf(run, "Call"), seconds: ((run.endedAt ?? 0) - noon) / 1000 };
}

describe("a connector call", () => {
  it.each([
    [200, "OK"],
    [201, "Created"],
    [204, "NoContent"],
    [302, "Found"],
  ])("answered with %i succeeds as %s", (status, code) => {
    const { record } = call([answered(status, undefined, { "x-a": "b" })]);
    expect(record).toMatchObject({
      status: "Succeeded",
      code,
      outputs: { statusCode: status, headers: { "x-a": "b" } },
    });
  });

  it("gives null for the body of an answer without one", () => {
    const run = runActions(
      { Call: connector(), Probe: succeed({ body: "@body('Call')" }, behind("Call", "Succeeded")) },
      { host: hostOf(() => answered(204)) },
    );
    expect(recordOf(run, "Probe")["outputs"]).toEqual({ body: null });
  });

  it("shows no status of a partial download", () => {
    expect(call([answered(206, { a: 1 })]).record["outputs"]).toEqual({ headers: {}, body: { a: 1 } });
  });

  it.each([
    [400, "BadRequest"],
    [404, "NotFound"],
    [409, "Conflict"],
    [412, "PreconditionFailed"],
    [422, "422"],
    [429, "429"],
    [500, "InternalServerError"],
  ])("answered with %i fails as %s, with its outputs and without an error", (status, code) => {
    const { record } = call(
      [answered(status, { error: { code: "x" } })],
      connector("Get", { retryPolicy: { type: "none" } }),
    );
    expect(record).toMatchObject({
      status: "Failed",
      code,
      outputs: { statusCode: status, body: { error: { code: "x" } } },
    });
    expect(record).not.toHaveProperty("error");
  });

  it("hands over plain parameters, and notes its inputs", () => {
    const seen: unknown[] = [];
    const host = hostOf(({ parameters, connector: name, connectionReference, operationId }) => {
      seen.push({ parameters, name, connectionReference, operationId });
      return answered(200);
    });
    const run = runActions(
      {
        Call: connector("PatchItem", {
          parameters: { id: "@triggerBody()?['id']", item: { Amount: "@mul(2, 1.5)" }, "item/Name": "@{1}x" },
        }),
      },
      { host, body: { id: "006" } },
    );
    const parameters = { id: "006", item: { Amount: 3 }, "item/Name": "1x" };
    expect(seen).toEqual([
      { parameters, name: "shared_crm", connectionReference: "acme_crm", operationId: "PatchItem" },
    ]);
    expect(recordOf(run, "Call")["inputs"]).toMatchObject({
      host: { connectionReferenceName: "shared_crm", operationId: "PatchItem" },
      parameters: { id: "006", "item/Name": "1x" },
    });
    expect(Object.fromEntries(run.calls)).toEqual({ PatchItem: 1 });
  });

  it("that was refused by the platform fails with the platform's code, without outputs", () => {
    const { record, attempts } = call([
      { kind: "refused", code: "BadGateway", message: "an invalid response" },
    ]);
    expect(record).toMatchObject({
      status: "Failed",
      code: "BadGateway",
      error: { code: "BadGateway", message: "an invalid response" },
    });
    expect(record).not.toHaveProperty("outputs");
    expect(attempts).toEqual([1]);
  });

  it("whose parameters have no value fails without inputs, and makes no call", () => {
    const { record, attempts } = call(
      [answered(200)],
      connector("Get", { parameters: { id: "@div(1, 0)" } }),
    );
    expect(record).toMatchObject({
      status: "Failed",
      code: "BadRequest",
      error: { code: "InvalidTemplate" },
    });
    expect(record).not.toHaveProperty("inputs");
    expect(attempts).toEqual([]);
  });

  it("takes the time that its answer takes", () => {
    expect(call([{ ...answered(200), after: 1500 }]).seconds).toBe(1.5);
  });

  it("that takes longer than two minutes is answered by the gateway", () => {
    const { record, seconds } = call(
      [{ ...answered(200), after: 300_000 }],
      connector("Get", { retryPolicy: { type: "none" } }),
    );
    expect(record).toMatchObject({ status: "Failed", code: "GatewayTimeout" });
    expect(seconds).toBe(120);
  });
});

describe("retries", () => {
  const withPolicy = (retryPolicy: unknown) => connector("Get", { retryPolicy });
  const down = answered(503);

  it.each([408, 429, 500, 502, 503, 504])("follow a %i", (status) => {
    const { record, attempts } = call(
      [answered(status), answered(200)],
      withPolicy({ type: "fixed", count: 2, interval: "PT10S" }),
    );
    expect(record["status"]).toBe("Succeeded");
    expect(attempts).toEqual([1, 2]);
  });

  it("follow a call that got no answer", () => {
    const gone: CallOutcome = { kind: "unreachable", code: "UnresolvableHostName", message: "no such host" };
    const { record, attempts } = call([gone], withPolicy({ type: "fixed", count: 2, interval: "PT10S" }));
    expect(record).toMatchObject({ status: "Failed", code: "UnresolvableHostName" });
    expect(record).not.toHaveProperty("outputs");
    expect(attempts).toEqual([1, 2, 3]);
  });

  it.each([400, 401, 403, 404, 409, 412, 422])("do not follow a %i", (status) => {
    expect(call([answered(status)]).attempts).toEqual([1]);
  });

  it("are none where the policy is none", () => {
    expect(call([down], withPolicy({ type: "none" })).attempts).toEqual([1]);
  });

  it("wait the same each time under a fixed policy, and give up after the last", () => {
    const { attempts, seconds, record } = call(
      [down],
      withPolicy({ type: "fixed", count: 3, interval: "PT20S" }),
    );
    expect([attempts.length, seconds, record["code"]]).toEqual([4, 60, "ServiceUnavailable"]);
  });

  it("wait as Retry-After asks, in seconds or until a date", () => {
    const later = new Date(noon + 45_000).toUTCString();
    const { seconds } = call(
      [
        answered(429, undefined, { "Retry-After": "30" }),
        answered(429, undefined, { "retry-after": later }),
        answered(200),
      ],
      withPolicy({ type: "exponential", count: 4, interval: "PT7S" }),
    );
    expect(seconds).toBe(45);
  });

  it("wait within the documented range under an exponential policy: it doubles each time", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { run } = call(
        [down],
        withPolicy({
          type: "exponential",
          count: 4,
          interval: "PT10S",
          minimumInterval: "PT5S",
          maximumInterval: "PT50S",
        }),
        { seed },
      );
      const attempts = run.root.step([...run.flow.actions.values()][0] as never)?.attempts ?? [];
      const waits = attempts
        .slice(1)
        .map((each, index) => (each.startedAt - (attempts[index]?.endedAt ?? 0)) / 1000);
      const ranges = [
        [5, 10],
        [10, 20],
        [20, 40],
        [40, 50],
      ];
      expect(waits).toHaveLength(4);
      for (const [index, wait] of waits.entries()) {
        expect(wait).toBeGreaterThanOrEqual(ranges[index]?.[0] ?? 0);
        expect(wait).toBeLessThanOrEqual(ranges[index]?.[1] ?? 0);
      }
    }
  });

  it("draw the same waits for the same seed, others for another", () => {
    const seconds = (seed: number) =>
      call([down], withPolicy({ type: "exponential", count: 3, interval: "PT10S" }), { seed }).seconds;
    expect(seconds(1)).toBe(seconds(1));
    expect(seconds(1)).not.toBe(seconds(2));
  });

  it("repeat only the statuses that the policy names, where it names some", () => {
    const policy = { type: "fixed", count: 1, interval: "PT5S", httpStatusCodes: [404] };
    expect(call([answered(404), answered(200)], withPolicy(policy)).attempts).toEqual([1, 2]);
    expect(call([down], withPolicy(policy)).attempts).toEqual([1]);
  });

  it("count as calls", () => {
    const { run } = call(
      [down, down, answered(200)],
      withPolicy({ type: "fixed", count: 5, interval: "PT5S" }),
    );
    expect(run.calls.get("Get")).toBe(3);
    expect(run.executed).toBe(1);
  });
});

describe("a long operation", () => {
  const accepted = (headers: Readonly<Record<string, string>>) => answered(202, undefined, headers);

  it("is asked for at its Location until it is done", () => {
    const links: (string | undefined)[] = [];
    const outcomes = [
      accepted({ Location: "https://x/1", "Retry-After": "3" }),
      accepted({ Location: "https://x/2" }),
      answered(200, { done: true }),
    ];
    const host = hostOf((_call, link) => {
      links.push(link);
      return outcomes[links.length - 1] ?? answered(500);
    });
    const run = runActions({ Call: connector() }, { host });
    expect(links).toEqual([undefined, "https://x/1", "https://x/2"]);
    expect(recordOf(run, "Call")).toMatchObject({
      status: "Succeeded",
      outputs: { statusCode: 200, body: { done: true } },
    });
    expect(((run.endedAt ?? 0) - noon) / 1000).toBe(13);
  });

  it("is left alone where the pattern is disabled, or no Location is named", () => {
    const disabled = call(
      [accepted({ Location: "https://x/1" })],
      connector("Get", { operationOptions: "DisableAsyncPattern" }),
    );
    expect(disabled.record).toMatchObject({ status: "Succeeded", code: "Accepted" });
    expect(call([accepted({})]).record).toMatchObject({ status: "Succeeded", code: "Accepted" });
  });
});

describe("pages", () => {
  const page = (from: number, count: number, link?: string) =>
    answered(200, {
      "@odata.context": "c",
      value: Array.from({ length: count }, (_, index) => from + index),
      ...(link === undefined ? {} : { "@odata.nextLink": link }),
    });
  const host = hostOf((_call, link) =>
    link === undefined
      ? page(0, 100, "https://x/p2")
      : link.endsWith("p2")
        ? page(100, 100, "https://x/p3")
        : page(200, 50),
  );
  const gather = (minimumItemCount?: number) => {
    const more =
      minimumItemCount === undefined
        ? {}
        : { runtimeConfiguration: { paginationPolicy: { minimumItemCount } } };
    const run = runActions({ Call: connector("List", more) }, { host });
    return {
      body: (recordOf(run, "Call")["outputs"] as { readonly body: { readonly value: readonly number[] } })
        .body,
      run,
    };
  };

  it("are followed until there are enough items; the last one is kept whole, and nothing but value is left", () => {
    const { body, run } = gather(150);
    expect(Object.keys(body)).toEqual(["value"]);
    expect(body.value).toHaveLength(200);
    expect(run.calls.get("List")).toBe(2);
  });

  it("end when there are no more", () => {
    expect(gather(5000).body.value).toHaveLength(250);
  });

  it("are not followed without a policy", () => {
    const { body } = gather();
    expect(Object.keys(body)).toEqual(["@odata.context", "value", "@odata.nextLink"]);
  });
});

describe("limit.timeout", () => {
  const slow = connector("Get", {
    limit: { timeout: "PT30S" },
    retryPolicy: { type: "fixed", count: 9, interval: "PT20S" },
  });

  it("ends the action as TimedOut, retries included, and what runs after that goes on", () => {
    const run = runActions(
      { Call: slow, Then: succeed(1, behind("Call", "TimedOut")) },
      { host: hostOf(() => answered(503)) },
    );
    expect(recordOf(run, "Call")).toMatchObject({
      status: "TimedOut",
      code: "ActionTimedOut",
      error: { code: "ActionTimedOut" },
    });
    expect(recordOf(run, "Then")["status"]).toBe("Succeeded");
    expect(((run.endedAt ?? 0) - noon) / 1000).toBe(30);
    expect(run.status).toBe("Succeeded");
  });

  it("fails the run when nobody handles it", () => {
    expect(runActions({ Call: slow }, { host: hostOf(() => answered(503)) }).status).toBe("Failed");
  });
});

describe("an HTTP action", () => {
  const http = (inputs: Readonly<Record<string, unknown>>, more = {}) => ({
    type: "Http",
    runAfter: {},
    inputs,
    ...more,
  });

  it("sends what it says, and hides its secrets in the record", () => {
    const seen: unknown[] = [];
    const host = hostOf(
      () => answered(500),
      ({ caller, ...request }) => {
        seen.push(request);
        return answered(200, "ok");
      },
    );
    const run = runActions(
      {
        Call: http({
          method: "post",
          uri: "@concat('https://x.example/', 'a')",
          queries: { q: "@{1}" },
          headers: { "X-A": "@string(2)", Gone: "@null" },
          body: { n: "@add(1, 1)" },
          authentication: { type: "Basic", username: "u", password: "secret" },
          retryPolicy: { type: "none" },
        }),
      },
      { host },
    );
    expect(seen).toEqual([
      {
        method: "POST",
        url: "https://x.example/a?q=1",
        headers: { "X-A": "2", Authorization: `Basic ${Buffer.from("u:secret").toString("base64")}` },
        body: { n: 2 },
      },
    ]);
    expect(recordOf(run, "Call")).toMatchObject({
      status: "Succeeded",
      inputs: {
        authentication: { type: "Basic", username: "u", password: "*sanitized*" },
        retryPolicy: { type: "None" },
      },
      outputs: { statusCode: 200, body: "ok" },
    });
  });

  it("follows a relative Location of a 202 with GET", () => {
    const seen: string[] = [];
    const host = hostOf(
      () => answered(500),
      ({ method, url }) => {
        seen.push(`${method} ${url}`);
        return seen.length === 1 ? answered(202, undefined, { Location: "/done" }) : answered(200);
      },
    );
    runActions({ Call: http({ method: "PUT", uri: "https://x.example/start" }) }, { host });
    expect(seen).toEqual(["PUT https://x.example/start", "GET https://x.example/done"]);
  });

  it("fails on an address that is none", () => {
    const run = runActions({ Call: http({ method: "GET", uri: "nowhere" }) });
    expect(recordOf(run, "Call")).toMatchObject({ status: "Failed", code: "BadRequest" });
  });
});

describe("an action with a static result", () => {
  it("gives it instead of calling", () => {
    const attempts: number[] = [];
    const action = (staticResultOptions: string) =>
      connector("Get", { runtimeConfiguration: { staticResult: { name: "Get0", staticResultOptions } } });
    const staticResults = {
      Get0: {
        status: "Failed",
        code: "NotFound",
        outputs: { statusCode: "NotFound" },
        error: { code: "E", message: "m" },
      },
    };
    const run = (options: string) =>
      runActions(
        { Call: action(options) },
        {
          host: hostOf(({ caller }) => {
            attempts.push(caller.attempt);
            return answered(200);
          }),
          definition: { staticResults },
        },
      );
    expect(recordOf(run("Enabled"), "Call")).toEqual({
      name: "Call",
      status: "Failed",
      code: "NotFound",
      outputs: { statusCode: "NotFound" },
      error: { code: "E", message: "m" },
    });
    expect(attempts).toEqual([]);
    expect(recordOf(run("Disabled"), "Call")["status"]).toBe("Succeeded");
  });
});
