import { describe, expect, it } from "vitest";
import { printRun } from "../../../simulator/engine/view/print-run.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { answered, connector, fail, hostOf, recordOf, runActions, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const scope = (actions: unknown, runAfter = {}) => ({ type: "Scope", runAfter, actions });

describe("what expressions see of a run", () => {
  it("actions() gives the whole record, with times of seven decimals", () => {
    const run = runActions({ Bad: fail(), Probe: succeed("@actions('bad')", behind("Bad", "Failed")) });
    expect(recordOf(run, "Probe")["outputs"]).toEqual({
      name: "Bad",
      startTime: "2026-03-02T12:00:00.0000000Z",
      endTime: "2026-03-02T12:00:00.0000000Z",
      trackingId: expect.any(String),
      clientTrackingId: run.id,
      code: "BadRequest",
      status: "Failed",
      error: {
        code: "InvalidTemplate",
        message: expect.stringMatching(
          /^Unable to process template language expressions in action 'Bad' inputs at line '0' and column '0': '.*'\.$/,
        ),
      },
    });
  });

  it("result() lists the actions directly inside a scope, in the order of the definition", () => {
    const run = runActions({
      Try: scope({
        First: succeed("ok"),
        Bad: fail(behind("First", "Succeeded")),
        Next: succeed(1, behind("Bad", "Succeeded")),
        Deep: scope({ Deeper: succeed() }),
      }),
      Probe: succeed("@result('Try')", behind("Try", "Failed")),
    });
    const records = recordOf(run, "Probe")["outputs"] as readonly Record<string, unknown>[];
    expect(records.map(({ name, status, code }) => [name, status, code])).toEqual([
      ["First", "Succeeded", "OK"],
      ["Bad", "Failed", "BadRequest"],
      ["Next", "Skipped", "ActionSkipped"],
      ["Deep", "Succeeded", undefined],
    ]);
  });

  it("outputs() and body() of an action that was skipped or has not ended are null", () => {
    const run = runActions({
      Slow: { type: "Wait", runAfter: {}, inputs: { interval: { count: 1, unit: "Minute" } } },
      Not: succeed(1, behind("Slow", "Failed")),
      Early: succeed(["@outputs('Slow')", "@body('Not')"]),
      Late: succeed(["@outputs('Not')", "@body('Not')"], behind("Not", "Skipped")),
    });
    expect([recordOf(run, "Early")["outputs"], recordOf(run, "Late")["outputs"]]).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("trigger() is a record without a body of its own", () => {
    const run = runActions(
      {
        Probe: succeed({ record: "@trigger()", outputs: "@triggerOutputs()", body: "@triggerBody()?['a']" }),
        Own: succeed("@trigger()['body']"),
      },
      { body: { a: 1 } },
    );
    expect(recordOf(run, "Probe")["outputs"]).toMatchObject({
      record: {
        name: "manual",
        inputs: { schema: {} },
        outputs: { headers: {}, body: { a: 1 } },
        status: "Succeeded",
        originHistoryName: run.id,
      },
      outputs: { headers: {}, body: { a: 1 } },
      body: 1,
    });
    expect(recordOf(run, "Own")).toMatchObject({ status: "Failed", error: { code: "InvalidTemplate" } });
  });

  it("workflow() names the flow and the run", () => {
    const run = runActions({
      Probe: succeed([
        "@workflow()?['run']?['name']",
        "@workflow()?['tags/flowDisplayName']",
        "@workflow()['name']",
      ]),
    });
    expect(recordOf(run, "Probe")["outputs"]).toEqual([run.id, "F", "f"]);
  });

  it("listCallbackUrl() is the address of the trigger", () => {
    expect(recordOf(runActions({ Probe: succeed("@listCallbackUrl()") }), "Probe")["outputs"]).toMatch(
      /^https:\/\/.*\/triggers\/manual\/paths\/invoke\?/,
    );
  });

  it("utcNow() is simulated time", () => {
    const run = runActions({
      Slow: { type: "Wait", runAfter: {}, inputs: { interval: { count: 3, unit: "Hour" } } },
      Probe: succeed("@utcNow('HH:mm')", behind("Slow", "Succeeded")),
    });
    expect(recordOf(run, "Probe")["outputs"]).toBe("15:00");
  });

  it("tracked properties may speak of the action itself", () => {
    const run = runActions({
      Probe: {
        ...succeed({ a: 1 }),
        trackedProperties: { a: "@action()?['outputs']?['a']", who: "@action()['name']" },
      },
    });
    expect(runRecord(run).actions[0]?.trackedProperties).toEqual({ a: 1, who: "Probe" });
  });
});

describe("tracked properties without a value", () => {
  it("fail the action, and the run goes on", () => {
    const run = runActions({
      Probe: { ...succeed(), trackedProperties: { a: "@div(1, 0)" } },
      Next: succeed(1, behind("Probe", "Failed")),
    });
    expect(recordOf(run, "Probe")).toMatchObject({
      status: "Failed",
      code: "TrackedPropertiesEvaluationFailed",
      outputs: 1,
    });
    expect(run.status).toBe("Succeeded");
  });
});

describe("the run view", () => {
  const host = hostOf(({ caller, parameters }) =>
    caller.action === "Read" && caller.attempt === 1
      ? answered(503, undefined, { "Retry-After": "2" })
      : { ...answered(parameters["id"] === 2 ? 404 : 200, { id: parameters["id"] ?? null }), after: 500 },
  );
  const run = () =>
    runActions(
      {
        Read: connector("Get", {
          runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } },
        }),
        Each: {
          type: "Foreach",
          runAfter: behind("Read", "Succeeded"),
          foreach: "@createArray(1, 2)",
          actions: { Write: connector("Patch", { parameters: { id: "@item()" } }) },
        },
        Check: {
          type: "If",
          runAfter: behind("Each", "Failed"),
          expression: "@true",
          actions: { Yes: succeed() },
          else: { actions: { No: succeed() } },
        },
        Catch: succeed(1, behind("Each", "Succeeded")),
      },
      { host },
    );

  it("shows every action with how it ended, its data, tries and iterations", () => {
    expect(printRun(runRecord(run()))).toBe(`✗ F   Failed   3.5 s   6 actions, 4 calls
    ActionFailed: An action failed. No dependent actions succeeded.
  started by manual
      outputs {"headers":{},"body":{}}
  ✔ Read   OpenApiConnection   Succeeded OK   2.5 s   1 retry
      try 1: ServiceUnavailable at 2026-03-02T12:00:00.0000000Z, 0.0 s
      try 2: OK at 2026-03-02T12:00:02.0000000Z, 0.5 s
      inputs "Content not shown due to security configuration."
      outputs "Content not shown due to security configuration."
  ✗ Each   Foreach   Failed ActionFailed   1.0 s   2 iterations
      ActionFailed: An action failed. No dependent actions succeeded.
    iteration 1   Succeeded   1
      ✔ Write   OpenApiConnection   Succeeded OK   0.5 s
          inputs {"host":{"apiId":"/providers/Microsoft.PowerApps/apis/shared_crm","connectionReferenceName":"shared_crm","operationId":"Patch"},"parameters":{"id":1}}
          outputs {"statusCode":200,"headers":{},"body":{"id":1}}
    iteration 2   Failed   2
      ✗ Write   OpenApiConnection   Failed NotFound   0.5 s
          inputs {"host":{"apiId":"/providers/Microsoft.PowerApps/apis/shared_crm","connectionReferenceName":"shared_crm","operationId":"Patch"},"parameters":{"id":2}}
          outputs {"statusCode":404,"headers":{},"body":{"id":2}}
  ✔ Check   If   Succeeded   0.0 s   → actions
    actions:
      ✔ Yes   Compose   Succeeded OK   0.0 s
          inputs 1
          outputs 1
    else:
      – No   Compose   Skipped ActionSkipped
          ActionBranchingConditionNotSatisfied
  – Catch   Compose   Skipped ActionSkipped
      ActionConditionFailed
  calls: Get 2, Patch 2
`);
  });

  it("is the same as data", () => {
    const record = runRecord(run());
    expect(record).toMatchObject({
      flow: "F",
      status: "Failed",
      duration: 3500,
      counts: { actions: 6, calls: 4, callsByOperation: { Get: 2, Patch: 2 } },
      actions: [
        {
          name: "Read",
          duration: 2500,
          tries: [{ code: "ServiceUnavailable" }, { code: "OK", duration: 500 }],
        },
        {
          name: "Each",
          iterations: [
            { index: 0, status: "Succeeded" },
            { index: 1, status: "Failed", actions: [{ name: "Write", code: "NotFound" }] },
          ],
        },
        {
          name: "Check",
          branch: "actions",
          branches: [{ name: "actions" }, { name: "else", actions: [{ status: "Skipped" }] }],
        },
        { name: "Catch", status: "Skipped" },
      ],
    });
    expect(JSON.stringify(record)).not.toContain("null,null");
  });

  it("can leave the data out", () => {
    expect(printRun(runRecord(run()), "none")).not.toContain("inputs");
  });
});
