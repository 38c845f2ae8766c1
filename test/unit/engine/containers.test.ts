import { describe, expect, it } from "vitest";
import { fail, recordOf, runActions, statuses, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const actionFailed = {
  code: "ActionFailed",
  message: "An action failed. No dependent actions succeeded.",
  messageTemplate: "An action failed. No dependent actions succeeded.",
};
const scope = (actions: unknown, runAfter = {}) => ({ type: "Scope", runAfter, actions });

describe("the result of a scope and of a run", () => {
  it("fails when a child failed and nothing handled it", () => {
    const run = runActions({
      Try: scope({
        First: succeed("ok"),
        Bad: fail(behind("First", "Succeeded")),
        Next: succeed(1, behind("Bad", "Succeeded")),
      }),
    });
    expect(recordOf(run, "Try")).toEqual({
      name: "Try",
      status: "Failed",
      code: "ActionFailed",
      error: actionFailed,
    });
    expect(run.status).toBe("Failed");
  });

  it("succeeds, without a code, when the failure was handled", () => {
    const run = runActions({ Try: scope({ Bad: fail(), Handle: succeed("ok", behind("Bad", "Failed")) }) });
    expect(recordOf(run, "Try")).toEqual({ name: "Try", status: "Succeeded" });
    expect(run.status).toBe("Succeeded");
  });

  it("is decided by the leaves: a catch that was skipped behind success is fine", () => {
    const run = runActions({
      Try: scope({ Good: succeed() }),
      Catch: scope({ Say: succeed() }, behind("Try", "Failed")),
    });
    expect(statuses(run)).toMatchObject({ Try: "Succeeded", Catch: "Skipped" });
    expect(run.status).toBe("Succeeded");
  });

  it("is decided by the leaves: a leaf skipped behind a failure counts as failed", () => {
    const run = runActions({
      Bad: fail(),
      Handle: succeed(1, behind("Bad", "Failed")),
      Next: succeed(1, behind("Bad", "Succeeded")),
    });
    expect(statuses(run)).toMatchObject({ Handle: "Succeeded", Next: "Skipped" });
    expect(run.status).toBe("Failed");
  });

  it("follows a chain of skipped actions to what failed", () => {
    const chain = {
      Bad: fail(),
      One: succeed(1, behind("Bad", "Succeeded")),
      Two: succeed(1, behind("One", "Succeeded")),
    };
    expect(runActions(chain).status).toBe("Failed");
    expect(runActions({ ...chain, Bad: succeed() }).status).toBe("Succeeded");
  });

  it("has a failing branch beside a good one", () => {
    expect(runActions({ Good: succeed(), Bad: fail() }).status).toBe("Failed");
  });

  it("of an empty scope is success", () => {
    expect(statuses(runActions({ Empty: scope({}) }))).toEqual({ Empty: "Succeeded" });
  });
});

describe("If", () => {
  const branches = (expression: unknown) => ({
    Check: {
      type: "If",
      runAfter: {},
      expression,
      actions: { Then: succeed() },
      else: { actions: { Else: succeed() } },
    },
  });

  it("records both branches; the one not taken is skipped by the branching condition", () => {
    const run = runActions({
      ...branches("@equals(1, 2)"),
      Probe: {
        type: "Compose",
        runAfter: behind("Check", "Succeeded"),
        inputs: { code: "@actions('Then')?['error']?['code']", result: "@result('Check')" },
      },
    });
    expect(statuses(run)).toMatchObject({ Check: "Succeeded", Then: "Skipped", Else: "Succeeded" });
    expect(recordOf(run, "Probe")["outputs"]).toMatchObject({
      code: "ActionBranchingConditionNotSatisfied",
      result: [
        { name: "Then", status: "Skipped" },
        { name: "Else", status: "Succeeded" },
      ],
    });
  });

  it.each([
    [{ and: [{ equals: ["@1", 1] }, { greater: ["@2", 1] }] }, "Then"],
    [{ or: [{ equals: ["@1", 2] }, { less: ["@2", 1] }] }, "Else"],
    [{ not: { equals: ["@1", 2] } }, "Then"],
    [{ equals: ["@null", "@null"] }, "Then"],
    [{ contains: ["abc", "b"] }, "Then"],
    [{ startsWith: ["Abc", "a"] }, "Then"],
    [{ endsWith: ["abc", "x"] }, "Else"],
    [{ greaterOrEquals: [2, 2] }, "Then"],
    [{ lessOrEquals: [3, 2] }, "Else"],
    [{ equals: ["@equals(1, 1)", true] }, "Then"],
    [{ and: [{ equals: [1, 2] }, { equals: ["@div(1, 0)", 1] }] }, "Else"],
    [{ or: [{ equals: [1, 1] }, { equals: ["@div(1, 0)", 1] }] }, "Then"],
    [{ and: [] }, "Then"],
  ])("takes %j to %s", (expression, taken) => {
    const run = runActions(branches(expression));
    expect(statuses(run)).toEqual({
      Check: "Succeeded",
      Then: taken === "Then" ? "Succeeded" : "Skipped",
      Else: taken === "Else" ? "Succeeded" : "Skipped",
    });
  });

  it("fails with InvalidTemplate when its condition has no value, and skips both branches", () => {
    const run = runActions(branches("@equals(div(1, 0), 1)"));
    expect(recordOf(run, "Check")).toMatchObject({
      status: "Failed",
      code: "BadRequest",
      error: { code: "InvalidTemplate" },
    });
    expect(recordOf(run, "Then")).toMatchObject({
      status: "Skipped",
      error: { code: "ActionDependencyFailed" },
    });
  });

  it("fails when a child of the taken branch failed", () => {
    const run = runActions({
      Check: {
        type: "If",
        runAfter: {},
        expression: "@true",
        actions: { Bad: fail() },
        else: { actions: {} },
      },
    });
    expect(recordOf(run, "Check")).toMatchObject({ status: "Failed", code: "ActionFailed" });
  });
});

describe("Switch", () => {
  const choose = (expression: unknown, value: unknown) => ({
    Sw: {
      type: "Switch",
      runAfter: {},
      expression,
      cases: { Hit: { case: value, actions: { OnHit: succeed() } } },
      default: { actions: { Otherwise: succeed() } },
    },
  });

  it.each([
    ["@concat('op', 'en')", "open", "OnHit"],
    ["@concat('Op', 'en')", "open", "Otherwise"],
    ["@add(1, 1)", 2, "OnHit"],
  ])("of %s with the case %s takes %s", (expression, value, taken) => {
    const run = runActions(choose(expression, value));
    expect(statuses(run)).toEqual({
      Sw: "Succeeded",
      OnHit: taken === "OnHit" ? "Succeeded" : "Skipped",
      Otherwise: taken === "Otherwise" ? "Succeeded" : "Skipped",
    });
  });

  it("fails every branch action when a case has another type than the expression", () => {
    const run = runActions(choose("@add(1, 1)", "2"));
    expect(statuses(run)).toEqual({ Sw: "Failed", OnHit: "Failed", Otherwise: "Failed" });
    expect(recordOf(run, "OnHit")).toMatchObject({
      code: "InternalServerError",
      error: {
        code: "ActionConditionFailed",
        message: expect.stringContaining("but found 'Integer,String' distinct types"),
      },
    });
    expect(run.executed).toBe(1);
  });

  it("fails on null, and skips its branches", () => {
    const run = runActions(choose("@json('{}')?['missing']", "x"));
    expect(recordOf(run, "Sw")).toMatchObject({
      status: "Failed",
      code: "ExpressionEvaluationFailed",
      error: {
        message: expect.stringContaining(
          "It is of type 'Null' but is expected to be a value of type 'String, Integer'.",
        ),
      },
    });
    expect(recordOf(run, "Otherwise")).toMatchObject({
      status: "Skipped",
      error: { code: "ActionDependencyFailed" },
    });
  });
});

describe("Terminate", () => {
  const terminate = (inputs: unknown, runAfter = {}) => ({ type: "Terminate", runAfter, inputs });

  it("succeeds itself, cancels the blocks around it, skips the rest, and gives the run its status and error", () => {
    const run = runActions({
      Work: scope({
        Before: succeed(),
        Stop: terminate(
          { runStatus: "Failed", runError: { code: "E1", message: "@concat('st', 'op')" } },
          behind("Before", "Succeeded"),
        ),
        Inner: succeed(1, behind("Stop", "Succeeded")),
      }),
      Outer: succeed(1, behind("Work", "Succeeded", "Failed")),
    });
    expect([run.status, run.error]).toEqual(["Failed", { code: "E1", message: "stop" }]);
    expect(statuses(run)).toEqual({
      Work: "Cancelled",
      Before: "Succeeded",
      Stop: "Succeeded",
      Inner: "Skipped",
      Outer: "Skipped",
    });
    expect(recordOf(run, "Outer")["code"]).toBe("Terminated");
    expect(recordOf(run, "Inner")["code"]).toBe("Terminated");
  });

  it.each(["Succeeded", "Cancelled"])("ends the run as %s", (runStatus) => {
    const run = runActions({ Stop: terminate({ runStatus }), Then: succeed(1, behind("Stop", "Succeeded")) });
    expect([run.status, statuses(run)["Then"]]).toEqual([runStatus, "Skipped"]);
  });

  it("cancels what goes on beside it", () => {
    const run = runActions({
      Slow: { type: "Wait", runAfter: {}, inputs: { interval: { count: 5, unit: "Minute" } } },
      Stop: terminate({ runStatus: "Succeeded" }),
    });
    expect(statuses(run)).toEqual({ Slow: "Cancelled", Stop: "Succeeded" });
  });
});
