import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { CallOutcome } from "../../../simulator/engine/index.ts";
import { type Quirks, quirkTable, resolveQuirks } from "../../../simulator/engine/index.ts";
import { answered, connector, file, hostOf, lab, load, noon, recordOf, runActions, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const minute = 60_000;
const down = hostOf(() => answered(503));
const respond = (inputs: unknown, runAfter = {}) => ({ type: "Response", kind: "Http", runAfter, inputs });

/** What each setting of a quirk comes to. */
type Outcomes = {
  readonly [Id in keyof Quirks]: {
    readonly observe: (quirks: Partial<Quirks>) => unknown;
    readonly outcomes: ReadonlyMap<Quirks[Id], unknown>;
  };
};

const httpTrigger = (inputs: unknown, more = {}) => ({ type: "Request", kind: "Http", inputs, ...more });

function callChild(quirks: Partial<Quirks>, childActions: unknown, isOff: boolean, retryPolicy: unknown) {
  const child = load(file(childActions), "c", "Child");
  const parent = load(
    file({
      Call: { type: "Workflow", runAfter: {}, inputs: { host: { workflowReferenceName: "c" }, retryPolicy } },
    }),
    "p",
    "Parent",
  );
  const { service, scheduler } = lab({ flows: [child, parent], quirks });
  if (isOff) service.turnOff("Child");
  const run = service.start("Parent");
  scheduler.advance(60 * minute);
  return { run, children: service.runs().length - 1 };
}

function poll(quirks: Partial<Quirks>) {
  const links: (string | undefined)[] = [];
  const at: number[] = [];
  let now: () => number = () => noon;
  const host = hostOf((_call, link): CallOutcome => {
    links.push(link);
    at.push((now() - noon) / minute);
    return answered(202, undefined, { Location: "https://crm.example/mark" });
  });
  const trigger = {
    type: "OpenApiConnection",
    recurrence: { frequency: "Minute", interval: 3 },
    inputs: { host: { connectionName: "shared_crm", operationId: "Poll", apiId: "/x" }, parameters: {} },
  };
  const { service, scheduler } = lab({ flows: [load(file({ Say: succeed() }, { trigger }))], host, quirks });
  now = scheduler.now;
  scheduler.advance(4 * minute);
  const first = at[0];
  service.turnOff("F");
  service.turnOn("F");
  links.length = 0;
  scheduler.advance(4 * minute);
  return { first, resumedAt: links[0] };
}

const table: Outcomes = {
  "timeout-status": {
    observe: (quirks) =>
      recordOf(
        runActions({ Call: connector("Get", { limit: { timeout: "PT1M" } }) }, { host: down, quirks }),
        "Call",
      )["status"],
    outcomes: new Map([
      ["TimedOut", "TimedOut"],
      ["Cancelled", "Cancelled"],
    ]),
  },
  "until-timeout": {
    observe: (quirks) => {
      const wait = {
        Wait: { type: "Wait", runAfter: {}, inputs: { interval: { count: 40, unit: "Second" } } },
      };
      const loop = {
        type: "Until",
        runAfter: {},
        expression: "@false",
        limit: { count: 60, timeout: "PT1M" },
        actions: wait,
      };
      const run = runActions({ Loop: loop }, { quirks });
      return [recordOf(run, "Loop")["status"], ((run.endedAt ?? 0) - noon) / 1000];
    },
    outcomes: new Map([
      ["Succeeded", ["Succeeded", 80]],
      ["TimedOut", ["TimedOut", 80]],
    ]),
  },
  "default-retry": {
    observe: (quirks) => runActions({ Call: connector() }, { host: down, quirks }).calls.get("Get"),
    outcomes: new Map([
      ["eight-retries", 9],
      ["two-retries", 3],
      ["twelve-retries", 13],
    ]),
  },
  "no-response-repeated": {
    observe: (quirks) =>
      callChild(quirks, { Say: succeed() }, false, { type: "fixed", count: 2, interval: "PT5S" }).children,
    outcomes: new Map([
      ["no", 1],
      ["yes", 3],
    ]),
  },
  "variable-without-value": {
    observe: (quirks) => {
      const variables = [{ name: "v", type: "integer" }];
      const actions = {
        Init: { type: "InitializeVariable", runAfter: {}, inputs: { variables } },
        Say: succeed({ v: "@variables('v')" }, behind("Init", "Succeeded")),
      };
      return recordOf(runActions(actions, { quirks }), "Say")["outputs"];
    },
    outcomes: new Map([
      ["null", { v: null }],
      ["default-of-type", { v: 0 }],
    ]),
  },
  "outside-foreach": {
    observe: (quirks) => {
      const loop = {
        type: "Foreach",
        runAfter: {},
        foreach: "@createArray(1, 2)",
        actions: { Say: succeed("@item()") },
      };
      const actions = { Loop: loop, Probe: succeed({ v: "@outputs('Say')" }, behind("Loop", "Succeeded")) };
      return recordOf(runActions(actions, { quirks }), "Probe")["outputs"];
    },
    outcomes: new Map<Quirks["outside-foreach"], unknown>([
      ["array", { v: [1, 2] }],
      ["null", { v: null }],
    ]),
  },
  "overflow-of-waiting-runs": {
    observe: (quirks) => {
      const trigger = httpTrigger(
        { triggerAuthenticationType: "All" },
        { runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 1 } } },
      );
      const actions = { Slow: connector(), Reply: respond({ statusCode: 200 }, behind("Slow", "Succeeded")) };
      const host = hostOf(() => ({ ...answered(200), after: 10_000 }));
      const { service, scheduler } = lab({ flows: [load(file(actions, { trigger }))], host, quirks });
      const answers: number[] = [];
      for (let index = 0; index < 3; index += 1)
        service.request("F", {}, ({ statusCode }) => answers.push(statusCode));
      scheduler.advance(minute);
      return answers;
    },
    outcomes: new Map([
      ["refused", [429, 200, 200]],
      ["waits", [200, 200, 200]],
    ]),
  },
  "disabled-trigger-status": {
    observe: (quirks) =>
      recordOf(callChild(quirks, { Say: respond({ statusCode: 200 }) }, true, { type: "none" }).run, "Call")[
        "code"
      ],
    outcomes: new Map<Quirks["disabled-trigger-status"], unknown>([
      [404, "NotFound"],
      [400, "BadRequest"],
    ]),
  },
  "resumed-watermark": {
    observe: (quirks) => poll(quirks).resumedAt,
    outcomes: new Map([
      ["kept", "https://crm.example/mark"],
      ["reset", undefined],
    ]),
  },
  "first-poll": {
    observe: (quirks) => poll(quirks).first,
    outcomes: new Map([
      ["when-turned-on", 0],
      ["after-interval", 3],
    ]),
  },
  "unauthenticated-trigger": {
    observe: (quirks) =>
      lab({ flows: [load(file({ Say: succeed() }, { trigger: httpTrigger({}) }))], quirks }).service.send(
        "F",
        {},
      ).statusCode,
    outcomes: new Map([
      ["refused", 401],
      ["accepted", 202],
    ]),
  },
  "too-many-split-items": {
    observe: (quirks) => {
      const trigger = httpTrigger(
        { triggerAuthenticationType: "All" },
        { splitOn: "@triggerBody()", runtimeConfiguration: { concurrency: { runs: 1 } } },
      );
      const { service, scheduler } = lab({ flows: [load(file({ Say: succeed() }, { trigger }))], quirks });
      const request = (count: number): unknown => {
        try {
          return service.send("F", { body: Array.from({ length: count }, (_, index) => index) }).statusCode;
        } catch (error) {
          return error instanceof Failure ? error.diagnostic.code : error;
        }
      };
      const answers = [request(100), request(101)];
      scheduler.advance(minute);
      return [...answers, service.runs().length];
    },
    outcomes: new Map([
      ["stops", [202, "RUN.LIMIT_EXCEEDED", 100]],
      ["nothing-starts", [202, 202, 100]],
    ]),
  },
};

const cases = Object.values(quirkTable).flatMap(({ id, settings }) =>
  settings.map((setting) => ({ id, setting })),
);

describe("quirks", () => {
  it.each(cases)("$id: $setting", ({ id, setting }) => {
    const { observe, outcomes } = table[id];
    // Each map has the settings of its own quirk as keys, which the common type of all maps hides.
    const expected = (outcomes as ReadonlyMap<unknown, unknown>).get(setting);
    expect((outcomes as ReadonlyMap<unknown, unknown>).has(setting)).toBe(true);
    expect(observe({ [id]: setting })).toEqual(expected);
  });

  it("have a source, a description and their first setting as default", () => {
    const defaults = resolveQuirks();
    for (const quirk of Object.values(quirkTable)) {
      expect(quirk.source.length).toBeGreaterThan(5);
      expect(quirk.description).toMatch(/\.$/);
      expect(defaults[quirk.id]).toBe(quirk.settings[0]);
    }
    expect(resolveQuirks({ "first-poll": "after-interval" })["first-poll"]).toBe("after-interval");
  });
});
