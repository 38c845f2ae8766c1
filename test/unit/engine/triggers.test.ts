import { describe, expect, it } from "vitest";
import type { CallOutcome, ConnectorCall, Flow } from "../../../simulator/engine/index.ts";
import {
  answered,
  button,
  connector,
  file,
  hostOf,
  lab,
  load,
  noon,
  recordOf,
  statuses,
  succeed,
} from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const minute = 60_000;
const echo = { Echo: succeed("@triggerOutputs()") };
const respond = (inputs: unknown, runAfter = {}) => ({ type: "Response", kind: "Http", runAfter, inputs });
const slow = { Slow: connector() };
const slowHost = (milliseconds: number) => hostOf(() => ({ ...answered(200), after: milliseconds }));

const http = (
  more: Readonly<Record<string, unknown>> = {},
  inputs: Readonly<Record<string, unknown>> = {},
) => ({
  type: "Request",
  kind: "Http",
  inputs: { triggerAuthenticationType: "All", method: "POST", schema: {}, ...inputs },
  ...more,
});
const flowWith = (trigger: unknown, actions: unknown = echo): Flow => load(file(actions, { trigger }));

describe("an HTTP trigger", () => {
  it("answers 202 at once where the flow has no Response, and gives the run what came in", () => {
    const { service, scheduler } = lab({ flows: [flowWith(http())] });
    expect(service.send("F", { body: { id: 1 }, headers: { "x-a": "b" }, queries: { q: "1" } })).toEqual({
      statusCode: 202,
      headers: {},
    });
    scheduler.advance(0);
    const [run] = service.runs();
    expect(run && recordOf(run, "Echo")["outputs"]).toEqual({
      headers: { "x-a": "b" },
      queries: { q: "1" },
      body: { id: 1 },
    });
  });

  it("has no body where the request had none", () => {
    const { service, scheduler } = lab({
      flows: [
        flowWith(http(), {
          Say: succeed({ body: "@triggerBody()", has: "@contains(triggerOutputs(), 'body')" }),
        }),
      ],
    });
    service.send("F", {});
    scheduler.advance(0);
    const [run] = service.runs();
    expect(run && recordOf(run, "Say")["outputs"]).toEqual({ body: null, has: false });
  });

  it("lets its caller wait for the Response, two minutes at most", () => {
    const actions = {
      ...slow,
      Reply: respond({ statusCode: 201, body: "done" }, behind("Slow", "Succeeded")),
    };
    const quick = lab({ flows: [flowWith(http(), actions)], host: slowHost(90_000) });
    expect(quick.service.send("F", {})).toMatchObject({ statusCode: 201, body: "done" });
    expect(quick.scheduler.now()).toBe(noon + 90_000);

    const twice = {
      ...actions,
      Slower: connector("Get", { runAfter: behind("Slow", "Succeeded") }),
      Reply: respond({ statusCode: 200 }, behind("Slower", "Succeeded")),
    };
    const late = lab({ flows: [flowWith(http(), twice)], host: slowHost(90_000) });
    expect(late.service.send("F", {})).toMatchObject({ statusCode: 504 });
    expect(late.scheduler.now()).toBe(noon + 120_000);
    late.scheduler.advance(minute);
    const [run] = late.service.runs();
    expect(run && recordOf(run, "Reply")).toMatchObject({ status: "Failed", code: "ActionResponseTimedOut" });
  });

  it("answers 502 when the run ends before its Response", () => {
    const actions = {
      Bad: succeed("@div(1, 0)"),
      Reply: respond({ statusCode: 200 }, behind("Bad", "Succeeded")),
    };
    const { service } = lab({ flows: [flowWith(http(), actions)] });
    expect(service.send("F", {})).toMatchObject({ statusCode: 502, body: { error: { code: "NoResponse" } } });
  });

  it("gives an asynchronous Response at an address", () => {
    const actions = {
      ...slow,
      Reply: {
        ...respond({ statusCode: 200, body: 1 }, behind("Slow", "Succeeded")),
        operationOptions: "Asynchronous",
      },
    };
    const { service, scheduler } = lab({
      flows: [flowWith(http(), actions)],
      host: slowHost((5 * minute) / 3),
    });
    const { statusCode, headers } = service.send("F", {});
    expect(statusCode).toBe(202);
    const url = headers["Location"] ?? "";
    expect(service.operation(url)?.statusCode).toBe(202);
    scheduler.advance(5 * minute);
    expect(service.operation(url)).toMatchObject({ statusCode: 200, body: 1 });
  });

  it.each([
    ["a flow that is off", {}, {}, 404, true],
    ["another method", {}, { method: "GET" }, 405, false],
    [
      "somebody unknown, where the tenant must be signed in",
      { triggerAuthenticationType: "Tenant" },
      {},
      401,
      false,
    ],
    [
      "somebody who is not one of the allowed users",
      { triggerAuthenticationType: "User", triggerAllowedUsers: "a@x,b@x" },
      { user: "c@x" },
      403,
      false,
    ],
    ["another path", { relativePath: "deals/{id}" }, { relativePath: "deals" }, 404, false],
  ])("refuses %s", (_name, inputs, request, statusCode, isOff) => {
    const { service } = lab({ flows: [flowWith(http({}, inputs))] });
    if (isOff) service.turnOff("F");
    expect(service.send("F", request).statusCode).toBe(statusCode);
    expect(service.runs()).toEqual([]);
  });

  it("takes the parts of its path", () => {
    const { service, scheduler } = lab({ flows: [flowWith(http({}, { relativePath: "deals/{id}" }))] });
    service.send("F", { relativePath: "/deals/a%20b" });
    scheduler.advance(0);
    const [run] = service.runs();
    expect(run && recordOf(run, "Echo")["outputs"]).toMatchObject({ relativePathParameters: { id: "a b" } });
  });

  it("holds a body to its schema only where it is told to", () => {
    const schema = { type: "object", properties: { id: { type: "string" } } };
    const strict = lab({
      flows: [flowWith(http({ operationOptions: "EnableSchemaValidation" }, { schema }))],
    });
    expect(strict.service.send("F", { body: { id: 1 } })).toMatchObject({
      statusCode: 400,
      body: { error: { code: "TriggerInputSchemaMismatch" } },
    });
    expect(strict.service.send("F", { body: { id: "1" } }).statusCode).toBe(202);
    expect(
      lab({ flows: [flowWith(http({}, { schema }))] }).service.send("F", { body: { id: 1 } }).statusCode,
    ).toBe(202);
  });

  it("is found at its address", () => {
    const { service } = lab({ flows: [flowWith(http())] });
    expect(service.flowAt(service.addressOf("F"))?.name).toBe("F");
    expect(service.flowAt("https://elsewhere.example/")).toBeUndefined();
  });
});

describe("an instant flow", () => {
  const schema = {
    type: "object",
    properties: { text: { title: "Deal", type: "string" }, boolean: { title: "Again?", type: "boolean" } },
  };

  it("takes inputs by their titles, and leaves out what was left blank", () => {
    const { service, scheduler } = lab({
      flows: [
        load(
          file(
            { Say: succeed({ deal: "@triggerBody()['text']", again: "@triggerBody()?['boolean']" }) },
            { trigger: { ...button, inputs: { schema } } },
          ),
        ),
      ],
    });
    const run = service.start("F", { Deal: "006" });
    scheduler.advance(0);
    expect(recordOf(run, "Say")["outputs"]).toEqual({ deal: "006", again: null });
  });
});

describe("trigger conditions", () => {
  it("must all hold, or there is no run and no history", () => {
    const conditions = [
      { expression: "@equals(triggerBody()?['a'], 1)" },
      { expression: "@greater(triggerBody()?['b'], 1)" },
    ];
    const { service, scheduler } = lab({ flows: [flowWith(http({ conditions }))] });
    for (const body of [
      { a: 1, b: 1 },
      { a: 2, b: 2 },
      { a: 1, b: 2 },
    ])
      service.send("F", { body });
    scheduler.advance(0);
    expect(service.runs().map((run) => run.trigger.body())).toEqual([{ a: 1, b: 2 }]);
  });

  it("that have no value start nothing", () => {
    const { service } = lab({
      flows: [flowWith(http({ conditions: [{ expression: "@greater(triggerBody()?['b'], 1)" }] }))],
    });
    expect(service.fire("F", { body: {} })).toMatchObject({
      runs: [],
      refusals: [expect.stringContaining("has no value")],
    });
  });
});

describe("splitOn", () => {
  const splitting = http({ splitOn: "@triggerBody()?['value']" });

  it("starts one run for each element, with the element as body", () => {
    const { service, scheduler } = lab({ flows: [flowWith(splitting)] });
    service.send("F", { headers: { h: "1" }, body: { other: 1, value: ["a", "b"] } });
    scheduler.advance(0);
    expect(service.runs().map((run) => recordOf(run, "Echo")["outputs"])).toEqual([
      { headers: { h: "1" }, body: "a" },
      { headers: { h: "1" }, body: "b" },
    ]);
  });

  it("starts no run for an empty array", () => {
    const { service } = lab({ flows: [flowWith(splitting)] });
    expect(service.fire("F", { body: { value: [] } })).toEqual({ runs: [], refusals: [], started: 0 });
  });

  it("gives every run a tracking id of its own, where the trigger says how", () => {
    const splitOnConfiguration = {
      correlation: { clientTrackingId: "@concat('item-', triggerBody())" },
    };
    const flow = flowWith(
      { ...splitting, splitOnConfiguration },
      { Say: succeed("@actions('Say')?['clientTrackingId']") },
    );
    const { service } = lab({ flows: [flow] });
    service.send("F", { body: { value: ["a", "b"] } });
    expect(service.runs().map(({ clientTrackingId }) => clientTrackingId)).toEqual(["item-a", "item-b"]);
  });

  it("does not let the caller wait", () => {
    const { service } = lab({
      flows: [
        flowWith(splitting, { ...slow, Reply: respond({ statusCode: 200 }, behind("Slow", "Succeeded")) }),
      ],
    });
    expect(service.send("F", { body: { value: [1] } }).statusCode).toBe(202);
  });
});

describe("trigger concurrency", () => {
  const spread = (trigger: Readonly<Record<string, unknown>>) => {
    const { service, scheduler } = lab({ flows: [flowWith(http(trigger), slow)], host: slowHost(10_000) });
    for (const id of [1, 2, 3]) service.send("F", { body: id });
    scheduler.advance(minute);
    return service.runs().map((run) => [run.trigger.body(), (run.startedAt - noon) / 1000, run.status]);
  };

  it("is off by default: all runs go on side by side", () => {
    expect(spread({})).toEqual([
      [1, 0, "Succeeded"],
      [2, 0, "Succeeded"],
      [3, 0, "Succeeded"],
    ]);
  });

  it("lets the others wait for their turn, in the order in which they came", () => {
    const one = [
      [1, 0, "Succeeded"],
      [2, 10, "Succeeded"],
      [3, 20, "Succeeded"],
    ];
    expect(spread({ runtimeConfiguration: { concurrency: { runs: 1 } } })).toEqual(one);
    expect(spread({ operationOptions: "SingleInstance" })).toEqual(one);
    expect(spread({ runtimeConfiguration: { concurrency: { runs: 2 } } }).map((run) => run[1])).toEqual([
      0, 0, 10,
    ]);
  });
});

describe("a recurrence", () => {
  const startsOf = (recurrence: unknown, days: number) => {
    const { service, scheduler } = lab({ flows: [flowWith({ type: "Recurrence", recurrence })] });
    scheduler.advance(days * 24 * 60 * minute);
    return service.runs().map((run) => new Date(run.startedAt).toISOString().slice(0, 16));
  };

  it("begins as the flow is turned on, and goes on at its interval", () => {
    expect(startsOf({ frequency: "Hour", interval: 10 }, 1)).toEqual([
      "2026-03-02T12:00",
      "2026-03-02T22:00",
      "2026-03-03T08:00",
    ]);
  });

  it("keeps to its start time", () => {
    expect(startsOf({ frequency: "Day", interval: 1, startTime: "2026-03-01T06:30:00Z" }, 2)).toEqual([
      "2026-03-03T06:30",
      "2026-03-04T06:30",
    ]);
  });

  it("follows its schedule in its time zone, across the change of the clocks", () => {
    const recurrence = {
      frequency: "Week",
      interval: 1,
      timeZone: "W. Europe Standard Time",
      schedule: { weekDays: ["Friday", "Monday"], hours: ["8"], minutes: [15] },
    };
    expect(startsOf(recurrence, 29)).toEqual([
      "2026-03-06T07:15",
      "2026-03-09T07:15",
      "2026-03-13T07:15",
      "2026-03-16T07:15",
      "2026-03-20T07:15",
      "2026-03-23T07:15",
      "2026-03-27T07:15",
      "2026-03-30T06:15",
    ]);
  });

  it("knows the ends of months", () => {
    expect(startsOf({ frequency: "Month", interval: 1, startTime: "2026-01-31T09:00:00Z" }, 60)).toEqual([
      "2026-03-31T09:00",
      "2026-04-30T09:00",
    ]);
  });

  it("stops when the flow is turned off", () => {
    const { service, scheduler } = lab({
      flows: [flowWith({ type: "Recurrence", recurrence: { frequency: "Minute", interval: 5 } })],
    });
    scheduler.advance(6 * minute);
    service.turnOff("F");
    scheduler.advance(60 * minute);
    expect(service.runs()).toHaveLength(2);
  });
});

describe("a polling trigger", () => {
  const polling = (more: Readonly<Record<string, unknown>> = {}) => ({
    type: "OpenApiConnection",
    recurrence: { frequency: "Minute", interval: 3 },
    splitOn: "@triggerOutputs()?['body/value']",
    inputs: {
      host: {
        connectionName: "shared_crm",
        operationId: "GetOnUpdatedItems",
        apiId: "/providers/Microsoft.PowerApps/apis/shared_crm",
      },
      parameters: { table: "Opportunity", $filter: "@concat('a', 'b')" },
      authentication: "@parameters('$authentication')",
    },
    ...more,
  });

  /** A source that hands out what was put in since the watermark of the link. */
  function source() {
    const items: unknown[] = [];
    const polls: {
      readonly minute: number;
      readonly link: string | undefined;
      readonly call: ConnectorCall;
    }[] = [];
    let now: () => number = () => noon;
    const respond = (call: ConnectorCall, link?: string): CallOutcome => {
      polls.push({ minute: (now() - noon) / minute, link, call });
      const seen = link === undefined ? items.length : Number(link.split("/").at(-1));
      const headers = { Location: `https://crm.example/${items.length}` };
      const fresh = items.slice(seen);
      return fresh.length === 0
        ? answered(202, undefined, headers)
        : answered(200, { value: fresh }, headers);
    };
    return {
      items,
      polls,
      host: hostOf(respond),
      clock: (value: () => number) => {
        now = value;
      },
    };
  }

  function running(more: Readonly<Record<string, unknown>> = {}) {
    const crm = source();
    const { service, scheduler } = lab({ flows: [flowWith(polling(more))], host: crm.host });
    crm.clock(scheduler.now);
    scheduler.advance(0);
    const bodies = () => service.runs().map((run) => run.trigger.body());
    return { crm, service, scheduler, bodies };
  }

  it("asks at its interval, goes on from the Location, and starts a run for each item", () => {
    const { crm, service, scheduler, bodies } = running();
    scheduler.advance(4 * minute);
    crm.items.push({ id: 1 }, { id: 2 });
    scheduler.advance(6 * minute);
    expect(crm.polls.map(({ minute: at, link }) => [at, link?.at(-1)])).toEqual([
      [0, undefined],
      [3, "0"],
      [6, "0"],
      [9, "2"],
    ]);
    expect(crm.polls[0]?.call).toMatchObject({
      operationId: "GetOnUpdatedItems",
      parameters: { table: "Opportunity", $filter: "ab" },
      caller: { action: "manual" },
    });
    expect(bodies()).toEqual([{ id: 1 }, { id: 2 }]);
    expect(service.quietPolls()).toBe(1);
  });

  it("asks each item whether its conditions hold", () => {
    const { crm, scheduler, bodies } = running({
      conditions: [{ expression: "@equals(triggerOutputs()?['body/sync'], true)" }],
    });
    crm.items.push({ id: 1, sync: false }, { id: 2, sync: true }, { id: 3 });
    scheduler.advance(3 * minute);
    expect(bodies()).toEqual([{ id: 2, sync: true }]);
  });

  it("works off what piled up while it was off", () => {
    const { crm, service, scheduler, bodies } = running();
    service.turnOff("F");
    crm.items.push({ id: 1 });
    scheduler.advance(60 * minute);
    expect(bodies()).toEqual([]);
    service.turnOn("F");
    scheduler.advance(minute);
    expect(bodies()).toEqual([{ id: 1 }]);
  });

  it("does not fire on an error, tries again by its policy, and goes on polling", () => {
    const outcomes = [
      answered(202),
      answered(500),
      answered(500),
      answered(401),
      answered(200, { value: [1] }),
    ];
    const at: number[] = [];
    let now: () => number = () => noon;
    const host = hostOf(() => {
      at.push((now() - noon) / 1000);
      return outcomes[at.length - 1] ?? answered(202);
    });
    const inputs = { ...polling().inputs, retryPolicy: { type: "fixed", count: 1, interval: "PT20S" } };
    const { service, scheduler } = lab({ flows: [flowWith(polling({ inputs }))], host });
    now = scheduler.now;
    scheduler.advance(10 * minute);
    expect(at).toEqual([0, 180, 200, 360, 540]);
    expect(service.runs()).toHaveLength(1);
  });

  it("waits as long as Retry-After asks", () => {
    let polls = 0;
    const host = hostOf(() => {
      polls += 1;
      return answered(202, undefined, { "Retry-After": "600" });
    });
    const { scheduler } = lab({ flows: [flowWith(polling())], host });
    scheduler.advance(21 * minute);
    expect(polls).toBe(3);
  });

  it("can be held back once", () => {
    const { crm, service, scheduler } = running();
    service.postpone("F", 5 * minute);
    scheduler.advance(12 * minute);
    expect(crm.polls.map((poll) => poll.minute)).toEqual([0, 8, 9, 12]);
  });

  it("keeps to one run at a time", () => {
    const crm = source();
    const host = {
      ...crm.host,
      call: (call: ConnectorCall) =>
        call.operationId === "Get" ? { ...answered(200), after: 100_000 } : crm.host.call(call),
    };
    const trigger = polling({ runtimeConfiguration: { concurrency: { runs: 1 } } });
    const { service, scheduler } = lab({ flows: [flowWith(trigger, slow)], host });
    scheduler.advance(0);
    crm.items.push(1, 2, 3);
    scheduler.advance(3 * minute);
    expect(service.runs()).toHaveLength(1);
    scheduler.advance(10 * minute);
    expect(
      service
        .runs()
        .map(({ startedAt, endedAt }) => [(startedAt - noon) / 1000, ((endedAt ?? 0) - noon) / 1000]),
    ).toEqual([
      [180, 280],
      [280, 380],
      [380, 480],
    ]);
  });
});

describe("a webhook trigger", () => {
  const trigger = {
    type: "OpenApiConnectionWebhook",
    inputs: {
      host: {
        connectionName: "shared_crm",
        operationId: "SubscribeWebhookTrigger",
        apiId: "/providers/Microsoft.PowerApps/apis/shared_crm",
      },
      parameters: { "subscriptionRequest/entityname": "account" },
      authentication: "@parameters('$authentication')",
    },
  };

  it("subscribes as it is turned on, and starts a run for each call of its address", () => {
    const calls: ConnectorCall[] = [];
    const host = hostOf((call) => {
      calls.push(call);
      return answered(201);
    });
    const { service, scheduler } = lab({ flows: [flowWith(trigger)], host });
    expect(calls).toMatchObject([
      { operationId: "SubscribeWebhookTrigger", parameters: { "subscriptionRequest/entityname": "account" } },
    ]);
    const url = calls[0]?.callbackUrl ?? "";
    expect(service.callback(url, { body: { SdkMessage: "Create" } })).toBe(true);
    scheduler.advance(0);
    service.turnOff("F");
    service.callback(url, { body: { SdkMessage: "Update" } });
    scheduler.advance(0);
    expect(service.runs().map((run) => run.trigger.body())).toEqual([{ SdkMessage: "Create" }]);
    expect(service.callback("https://nowhere.example/", {})).toBe(false);
  });

  it("as an action waits to be called", () => {
    let url = "";
    const host = hostOf(({ callbackUrl = "" }) => {
      url = callbackUrl;
      return answered(200);
    });
    const { service, scheduler } = lab({
      flows: [
        load(
          file({
            Wait: { ...trigger, runAfter: {} },
            Then: succeed("@body('Wait')", behind("Wait", "Succeeded")),
          }),
        ),
      ],
      host,
    });
    const run = service.start("F");
    scheduler.advance(60 * minute);
    expect(statuses(run)).toEqual({ Wait: "Running", Then: "none" });
    service.callback(url, { body: { outcome: "Approve" } });
    expect(recordOf(run, "Then")["outputs"]).toEqual({ outcome: "Approve" });
  });
});

describe("faults", () => {
  it("something can happen just before an action, once", () => {
    const { service, scheduler } = lab({
      flows: [load(file({ First: succeed(), Then: succeed(2, behind("First", "Succeeded")) }))],
    });
    const seen: unknown[] = [];
    service.before("F", "then", () => seen.push(service.runs().map(statuses)));
    service.start("F");
    service.start("F");
    scheduler.advance(0);
    expect(seen).toEqual([
      [
        { First: "Succeeded", Then: "none" },
        { First: "none", Then: "none" },
      ],
    ]);
  });

  it("a run can be ended between two actions", () => {
    const { service, scheduler } = lab({
      flows: [load(file({ First: succeed(), Then: succeed(2, behind("First", "Succeeded")) }))],
    });
    service.before("F", "Then", "cancel");
    const run = service.start("F");
    scheduler.advance(0);
    expect([run.status, statuses(run)]).toEqual(["Cancelled", { First: "Succeeded", Then: "Skipped" }]);
    expect(run.executed).toBe(1);
  });

  it("a run that goes on for 30 days is timed out", () => {
    const { service, scheduler } = lab({
      flows: [
        load(
          file({ Long: { type: "Wait", runAfter: {}, inputs: { interval: { count: 2, unit: "Month" } } } }),
        ),
      ],
    });
    const run = service.start("F");
    scheduler.advance(31 * 24 * 60 * minute);
    expect([run.status, statuses(run)]).toEqual(["TimedOut", { Long: "Cancelled" }]);
  });
});

describe("turning a flow on", () => {
  const parameters = {
    "Deal value (acme_Value)": {
      defaultValue: "Amount",
      type: "String",
      metadata: { schemaName: "acme_Value" },
    },
    "How many (acme_Count)": { defaultValue: 1, type: "Int", metadata: { schemaName: "acme_Count" } },
    "On? (acme_On)": { defaultValue: true, type: "Bool", metadata: { schemaName: "acme_On" } },
    "More (acme_More)": { defaultValue: {}, type: "Object", metadata: { schemaName: "acme_More" } },
  };
  const actions = {
    Say: succeed([
      "@parameters('Deal value (acme_Value)')",
      "@parameters('How many (acme_Count)')",
      "@parameters('on? (acme_on)')",
      "@parameters('More (acme_More)')?['a']",
    ]),
  };

  it("takes the values of the environment variables then, and keeps them until the next time", () => {
    const { service, scheduler } = lab({ flows: [load(file(actions, { parameters }))] });
    const valuesNow = () => {
      const run = service.start("F");
      scheduler.advance(0);
      return recordOf(run, "Say")["outputs"];
    };
    expect(valuesNow()).toEqual(["Amount", 1, true, null]);
    service.turnOn("F", {
      acme_Value: "Deal_Value__c",
      acme_Count: "5",
      acme_On: "no",
      acme_More: '{"a":[1]}',
    });
    expect(valuesNow()).toEqual(["Deal_Value__c", 5, false, [1]]);
  });

  it("shows new definitions to new runs only", () => {
    const { service, scheduler } = lab({
      flows: [load(file({ ...slow, Say: succeed("old", behind("Slow", "Succeeded")) }))],
      host: slowHost(1000),
    });
    const run = service.start("F");
    scheduler.advance(0);
    service.install(load(file({ Say: succeed("new") })));
    expect(service.isOn("F")).toBe(true);
    const next = service.start("F");
    scheduler.advance(2000);
    expect([recordOf(run, "Say")["outputs"], recordOf(next, "Say")["outputs"]]).toEqual(["old", "new"]);
  });
});
