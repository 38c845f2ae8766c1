import { describe, expect, it } from "vitest";
import { answered, connector, fail, hostOf, noon, recordOf, runActions, statuses, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const foreach = (over: unknown, actions: unknown, more = {}) => ({
  type: "Foreach",
  runAfter: {},
  foreach: over,
  actions,
  ...more,
});
const compose = (inputs: unknown, runAfter = {}) => ({ type: "Compose", runAfter, inputs });
const probe = (inputs: unknown, name = "Loop") =>
  compose(inputs, behind(name, "Succeeded", "Failed", "TimedOut"));

describe("Foreach", () => {
  it("runs every iteration even if one fails, and fails then", () => {
    const run = runActions({
      Loop: foreach("@createArray(1, 0, 2)", { Div: compose("@div(10, items('Loop'))") }),
      Probe: probe("@result('Loop')"),
    });
    expect(recordOf(run, "Loop")).toMatchObject({ status: "Failed", code: "ActionFailed" });
    const [div, ...others] = recordOf(run, "Probe")["outputs"] as readonly Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(div).toMatchObject({ name: "Div", status: "Failed", code: "NotSpecified", repetitionCount: 3 });
    expect(div?.["outputs"]).toMatchObject([
      { status: "Succeeded", outputs: 10 },
      { status: "Failed", error: { code: "InvalidTemplate" } },
      { status: "Succeeded", outputs: 5 },
    ]);
    expect(run.executed).toBe(5);
  });

  it("succeeds over an empty array, with no iteration", () => {
    const run = runActions({ Loop: foreach("@json('[]')", { Say: succeed() }) });
    expect(recordOf(run, "Loop")).toEqual({ name: "Loop", status: "Succeeded" });
    expect(run.executed).toBe(1);
  });

  it.each([
    ["@null", "Null"],
    ["@concat('a')", "String"],
  ])("fails over %s", (over, type) => {
    const run = runActions({ Loop: foreach(over, { Say: succeed() }) });
    expect(recordOf(run, "Loop")).toMatchObject({
      status: "Failed",
      code: "ExpressionEvaluationFailed",
      error: { message: expect.stringContaining(`is of type '${type}'. The result must be a valid array.`) },
    });
    expect(statuses(run)["Say"]).toBe("Skipped");
  });

  const order = (more: Readonly<Record<string, unknown>>) => {
    const begun: string[] = [];
    const host = hostOf(({ parameters, caller }) => {
      begun.push(`${caller.action}${String(parameters["id"])}`);
      return { ...answered(200), after: 1000 };
    });
    const run = runActions(
      {
        Loop: foreach(
          "@createArray(1, 2, 3)",
          {
            A: connector("Get", { parameters: { id: "@item()" } }),
            B: connector("Get", { parameters: { id: "@item()" }, runAfter: behind("A", "Succeeded") }),
          },
          more,
        ),
      },
      { host },
    );
    return { begun, seconds: ((run.endedAt ?? 0) - noon) / 1000 };
  };

  it("goes one by one unless it says otherwise", () => {
    const inOrder = { begun: ["A1", "B1", "A2", "B2", "A3", "B3"], seconds: 6 };
    expect(order({})).toEqual(inOrder);
    expect(order({ operationOptions: "Sequential" })).toEqual(inOrder);
    expect(order({ runtimeConfiguration: { concurrency: { repetitions: 1 } } })).toEqual(inOrder);
  });

  it("goes side by side, as many at a time as repetitions says", () => {
    expect(order({ runtimeConfiguration: { concurrency: { repetitions: 2 } } })).toEqual({
      begun: ["A1", "A2", "B1", "B2", "A3", "B3"],
      seconds: 4,
    });
    expect(order({ runtimeConfiguration: { concurrency: { repetitions: 50 } } }).seconds).toBe(2);
  });

  it("knows the item of each loop, and the records of its own pass", () => {
    const run = runActions({
      Outer: foreach("@createArray('a', 'b')", {
        Inner: foreach("@createArray(1, 2)", {
          Pair: compose("@concat(items('Outer'), items('Inner'), item())"),
          Same: compose("@outputs('Pair')", behind("Pair", "Succeeded")),
        }),
      }),
      Probe: probe("@outputs('Same')", "Outer"),
    });
    expect(recordOf(run, "Probe")["outputs"]).toEqual([
      ["a11", "a22"],
      ["b11", "b22"],
    ]);
  });

  it("has thousands of iterations without deepening the stack", () => {
    const run = runActions({
      Loop: foreach("@range(0, 20000)", { Say: compose("@item()") }),
      Empty: foreach("@range(0, 20000)", {}),
    });
    expect(run.status).toBe("Succeeded");
    expect(run.executed).toBe(20_002);
  });
});

describe("Until", () => {
  const counting = (
    expression: unknown,
    limit: unknown,
    actions: Readonly<Record<string, unknown>> = {},
  ) => ({
    Count: {
      type: "InitializeVariable",
      runAfter: {},
      inputs: { variables: [{ name: "n", type: "integer", value: 0 }] },
    },
    Loop: {
      type: "Until",
      runAfter: behind("Count", "Succeeded"),
      expression,
      limit,
      actions: {
        Add: { type: "IncrementVariable", runAfter: {}, inputs: { name: "n", value: 1 } },
        ...actions,
      },
    },
  });

  it("runs its body first and then asks, until the condition holds", () => {
    const run = runActions({
      ...counting("@greaterOrEquals(variables('n'), 3)", { count: 60, timeout: "PT1H" }),
      Probe: probe({ n: "@variables('n')", index: "@outputs('Loop')" }),
    });
    expect(recordOf(run, "Probe")["outputs"]).toEqual({ n: 3, index: 2 });
  });

  it("ends in success at its count limit", () => {
    const run = runActions({ ...counting("@equals(1, 2)", { count: 3 }), Probe: probe("@variables('n')") });
    expect([statuses(run)["Loop"], recordOf(run, "Probe")["outputs"]]).toEqual(["Succeeded", 3]);
  });

  it("counts to 60 where only a timeout is given", () => {
    const run = runActions({
      ...counting("@equals(1, 2)", { timeout: "PT1H" }),
      Probe: probe("@variables('n')"),
    });
    expect(recordOf(run, "Probe")["outputs"]).toBe(60);
  });

  it("goes on after an iteration that failed, and takes the status of the last one", () => {
    const step = { Step: compose("@div(10, sub(2, variables('n')))", behind("Add", "Succeeded")) };
    const recovers = runActions({
      ...counting("@greaterOrEquals(variables('n'), 3)", { count: 9 }, step),
      Probe: probe({ last: "@last(result('Loop'))" }),
    });
    expect(statuses(recovers)["Loop"]).toBe("Succeeded");
    expect(recordOf(recovers, "Probe")["outputs"]).toMatchObject({
      last: { outputs: -10, repetitionCount: 3 },
    });
    const fails = runActions(counting("@greaterOrEquals(variables('n'), 2)", { count: 9 }, step));
    expect(recordOf(fails, "Loop")).toMatchObject({ status: "Failed", code: "ActionFailed" });
  });

  it("knows the index of its iteration", () => {
    const run = runActions({
      ...counting("@equals(iterationIndexes('Loop'), 4)", { count: 60 }),
      Probe: probe("@variables('n')"),
    });
    expect(recordOf(run, "Probe")["outputs"]).toBe(5);
  });

  it("takes the designer's form of a condition", () => {
    const run = runActions(counting({ and: [{ equals: ["@variables('n')", 2] }] }, { count: 60 }));
    expect(run.status).toBe("Succeeded");
    expect(run.executed).toBe(4);
  });

  it("shows outside what the last iteration gave", () => {
    const run = runActions({
      ...counting(
        "@equals(variables('n'), 2)",
        { count: 60 },
        { Say: compose("@variables('n')", behind("Add", "Succeeded")) },
      ),
      Probe: probe("@outputs('Say')"),
    });
    expect(recordOf(run, "Probe")["outputs"]).toBe(2);
  });

  it("fails in the loop when the body fails at the end", () => {
    const run = runActions({
      Loop: {
        type: "Until",
        runAfter: {},
        expression: "@true",
        limit: { count: 1 },
        actions: { Bad: fail() },
      },
    });
    expect(run.status).toBe("Failed");
  });
});
