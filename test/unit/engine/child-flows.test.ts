import { describe, expect, it } from "vitest";
import type { Quirks } from "../../../simulator/engine/index.ts";
import {
  answered,
  connector,
  fail,
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
const childId = "11111111-2222-3333-4444-555555555555";

const respond = (inputs: unknown, runAfter = {}) => ({ type: "Response", kind: "Http", runAfter, inputs });

const parent = (more: Readonly<Record<string, unknown>> = {}) =>
  file({
    Call: {
      type: "Workflow",
      runAfter: {},
      inputs: {
        host: { workflowReferenceName: childId.toUpperCase() },
        body: { n: 21 },
        retryPolicy: { type: "none" },
        ...((more["inputs"] as object | undefined) ?? {}),
      },
      ...(more["limit"] === undefined ? {} : { limit: more["limit"] }),
    },
    Probe: {
      type: "Compose",
      runAfter: behind("Call", "Succeeded", "Failed", "TimedOut"),
      inputs: {
        code: "@actions('Call')?['code']",
        status: "@outputs('Call')?['statusCode']",
        body: "@body('Call')",
      },
    },
  });

function call(
  childActions: unknown,
  options: { readonly quirks?: Partial<Quirks>; readonly more?: Readonly<Record<string, unknown>> } = {},
) {
  const child = load(file(childActions), childId, "Child");
  const host = hostOf(() => ({ ...answered(200), after: 60_000 }));
  const { service, scheduler } = lab({
    flows: [child, load(parent(options.more), "p", "Parent")],
    host,
    ...options,
  });
  const run = service.start("Parent");
  scheduler.advanceUntil(() => !service.isBusy(), noon + 86_400_000);
  return {
    run,
    service,
    children: service.runs().filter((each) => each !== run),
    probe: recordOf(run, "Probe")["outputs"],
  };
}

describe("a child flow", () => {
  it("gives its parent the answer of its Response", () => {
    const { run, probe, children } = call({
      Reply: respond({ statusCode: 200, body: { doubled: "@mul(triggerBody()?['n'], 2)" } }),
    });
    expect(probe).toEqual({ code: "OK", status: 200, body: { doubled: 42 } });
    expect(recordOf(run, "Call")).toMatchObject({
      status: "Succeeded",
      inputs: { host: { workflowReferenceName: childId }, body: { n: 21 } },
      outputs: { headers: { "Content-Type": "application/json; charset=utf-8" } },
    });
    expect(children.map(({ status }) => status)).toEqual(["Succeeded"]);
    expect(run.executed).toBe(2);
  });

  it("that ends without a Response fails the call with 502 NoResponse, even if it succeeded", () => {
    const { probe, children } = call({
      Skipped: fail(),
      Done: succeed(1, behind("Skipped", "Failed")),
      Reply: respond({ statusCode: 200 }, behind("Skipped", "Succeeded")),
    });
    expect(children[0]?.status).toBe("Failed");
    expect(probe).toMatchObject({ code: "BadGateway", status: 502, body: { error: { code: "NoResponse" } } });
    expect(call({ Done: succeed() }).probe).toMatchObject({ code: "BadGateway", status: 502 });
  });

  it("that answers with 400 or more fails the call with the name of the status", () => {
    const { run, probe } = call({
      Reply: respond({
        statusCode: "@add(399, 1)",
        headers: '@json(\'{"X-Kind":"bad"}\')',
        body: { error: "bad" },
      }),
    });
    expect(probe).toEqual({ code: "BadRequest", status: 400, body: { error: "bad" } });
    expect(recordOf(run, "Call")).toMatchObject({
      status: "Failed",
      outputs: { headers: { "X-Kind": "bad" } },
    });
  });

  it("that answers and then fails has answered all the same", () => {
    const { probe, children } = call({
      Reply: respond({ statusCode: 200, body: { early: true } }),
      Bad: fail(behind("Reply", "Succeeded")),
    });
    expect(probe).toEqual({ code: "OK", status: 200, body: { early: true } });
    expect(children[0]?.status).toBe("Failed");
  });

  it("lets its parent go on as soon as it has answered", () => {
    const { run, children } = call({
      Reply: respond({ statusCode: 200 }),
      Slow: connector("Get", { runAfter: behind("Reply", "Succeeded") }),
    });
    expect(run.endedAt).toBe(noon);
    expect(children[0]?.endedAt).toBe(noon + 60_000);
  });

  it("answers once: a second Response fails", () => {
    const { children } = call({
      One: respond({ statusCode: 200 }),
      Two: respond({ statusCode: 200 }, behind("One", "Succeeded")),
    });
    const [child] = children;
    expect(child && statuses(child)).toEqual({ One: "Succeeded", Two: "Failed" });
  });

  it("may take longer than two minutes", () => {
    const slow = Object.fromEntries(
      [1, 2, 3].map((index) => [
        `Slow_${index}`,
        connector("Get", { runAfter: index === 1 ? {} : behind(`Slow_${index - 1}`, "Succeeded") }),
      ]),
    );
    const { probe, run } = call({
      ...slow,
      Reply: respond({ statusCode: 201 }, behind("Slow_3", "Succeeded")),
    });
    expect(probe).toMatchObject({ code: "Created" });
    expect(run.endedAt).toBe(noon + 180_000);
  });

  it("goes on when the call of its parent has timed out", () => {
    const { probe, children, run } = call(
      { Slow: connector(), Reply: respond({ statusCode: 200 }, behind("Slow", "Succeeded")) },
      { more: { limit: { timeout: "PT10S" } } },
    );
    expect(probe).toEqual({ code: "ActionTimedOut", status: null, body: null });
    expect(run.endedAt).toBe(noon + 10_000);
    expect(children[0]?.status).toBe("Succeeded");
  });

  it("is repeated by the retry policy of the call when it answers with a fault", () => {
    const retryPolicy = { type: "fixed", count: 2, interval: "PT5S" };
    expect(
      call({ Reply: respond({ statusCode: 500 }) }, { more: { inputs: { retryPolicy } } }).children,
    ).toHaveLength(3);
  });

  it("must have been on before its parent is turned on", () => {
    const { service } = lab({ flows: [] });
    service.install(load(parent(), "p", "Parent"));
    expect(service.turnOn("Parent")).toMatchObject({ ok: false, error: { code: "ChildFlowNotFound" } });
    service.install(load(file({ Reply: respond({ statusCode: 200 }) }), childId, "Child"));
    expect(service.turnOn("Parent")).toEqual({
      ok: false,
      error: {
        code: "ChildFlowNeverPublished",
        message: `The child flow with id '${childId}' was never published. Publish it before its parent.`,
      },
    });
    expect(service.turnOn("Child")).toEqual({ ok: true });
    expect(service.turnOn("Parent")).toEqual({ ok: true });
  });

  it("that is off now answers that its trigger is not enabled", () => {
    const { service, scheduler } = lab({
      flows: [
        load(file({ Reply: respond({ statusCode: 200 }) }), childId, "Child"),
        load(parent(), "p", "Parent"),
      ],
    });
    service.turnOff("Child");
    const run = service.start("Parent");
    scheduler.advance(1000);
    expect(recordOf(run, "Probe")["outputs"]).toMatchObject({
      code: "NotFound",
      body: { error: { code: "WorkflowTriggerIsNotEnabled" } },
    });
  });

  it("that was removed is not found", () => {
    const { service, scheduler } = lab({
      flows: [
        load(file({ Reply: respond({ statusCode: 200 }) }), childId, "Child"),
        load(parent(), "p", "Parent"),
      ],
    });
    service.remove("Child");
    const run = service.start("Parent");
    scheduler.advance(1000);
    expect(recordOf(run, "Probe")["outputs"]).toMatchObject({
      code: "NotFound",
      body: { error: { code: "WorkflowNotFound" } },
    });
  });
});
