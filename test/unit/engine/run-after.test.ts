import { describe, expect, it } from "vitest";
import { fail, recordOf, runActions, statuses, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });

describe("run-after", () => {
  it("starts an action when all it waits for have ended, and runs it if each status is listed", () => {
    const run = runActions({
      Left: succeed(),
      Right: fail(),
      Both: succeed(2, { ...behind("Left", "Succeeded"), ...behind("Right", "Failed", "TimedOut") }),
      Neither: succeed(2, { ...behind("Left", "Succeeded"), ...behind("Right", "Succeeded") }),
    });
    expect(statuses(run)).toEqual({
      Left: "Succeeded",
      Right: "Failed",
      Both: "Succeeded",
      Neither: "Skipped",
    });
    expect(run.executed).toBe(3);
  });

  it("matches statuses in any case", () => {
    const run = runActions({ First: fail(), Then: succeed(1, behind("First", "FAILED", "TIMEDOUT")) });
    expect(statuses(run)).toEqual({ First: "Failed", Then: "Succeeded" });
  });

  it("says why it skipped: the predecessor, what was expected, what was there", () => {
    const run = runActions({ Root: succeed(), Skip: succeed(2, behind("Root", "Failed", "Skipped")) });
    expect(recordOf(run, "Skip")).toEqual({
      name: "Skip",
      status: "Skipped",
      code: "ActionSkipped",
      error: {
        code: "ActionConditionFailed",
        message:
          "The execution of template action 'Skip' is skipped: the 'runAfter' condition for action 'Root' is not satisfied. Expected status values 'Failed, Skipped' and actual value 'Succeeded'.",
      },
    });
  });

  it("starts actions without predecessors side by side, in the order of the definition", () => {
    const run = runActions({
      Second: succeed(1, behind("First", "Succeeded")),
      First: succeed(),
      Other: succeed(),
    });
    expect(run.status).toBe("Succeeded");
    expect(statuses(run)).toEqual({ Second: "Succeeded", First: "Succeeded", Other: "Succeeded" });
  });

  it("skips everything in a scope that is skipped, and writes records all the same", () => {
    const run = runActions({
      Root: succeed(),
      Around: {
        type: "Scope",
        runAfter: behind("Root", "Failed"),
        actions: {
          Inside: succeed(2),
          Deeper: { type: "Scope", runAfter: {}, actions: { Deepest: succeed() } },
        },
      },
      Probe: {
        type: "Compose",
        runAfter: behind("Around", "Skipped"),
        inputs: {
          inside: "@actions('Inside')?['error']",
          result: "@result('Around')",
          outputs: "@outputs('Deepest')",
        },
      },
    });
    expect(statuses(run)).toMatchObject({
      Around: "Skipped",
      Inside: "Skipped",
      Deeper: "Skipped",
      Deepest: "Skipped",
    });
    expect(run.executed).toBe(2);
    expect(recordOf(run, "Probe")["outputs"]).toMatchObject({
      inside: {
        code: "ActionDependencyFailed",
        message:
          "The execution of template action 'Inside' is skipped: dependant action 'Around' completed with status 'Skipped' and code 'ActionSkipped'.",
      },
      result: [
        { name: "Inside", status: "Skipped" },
        { name: "Deeper", status: "Skipped" },
      ],
      outputs: null,
    });
  });
});
