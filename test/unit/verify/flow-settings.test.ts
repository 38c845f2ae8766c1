import { describe, expect, it } from "vitest";
import { action, codesOf, compose, flowFile, hourly } from "./flow-file.ts";

// Settings whose values are checked when a flow is saved.

const call = (inputs: object, rest: object = {}): object =>
  action("Http", { inputs: { method: "GET", uri: "https://example.com", ...inputs }, ...rest });
const loop = (rest: object): object => action("Foreach", { foreach: "@json('[]')", actions: {}, ...rest });
const until = (limit: object): object => action("Until", { expression: "@true", limit, actions: {} });
const repeated = (repetitions: unknown): object =>
  loop({ runtimeConfiguration: { concurrency: { repetitions } } });
const chosen = (...values: readonly unknown[]): object =>
  action("Switch", {
    expression: "@utcNow()",
    cases: Object.fromEntries(values.map((value, index) => [`C${index}`, { case: value, actions: {} }])),
  });
const every = (schedule: object): object => ({
  R: { type: "Recurrence", recurrence: { frequency: "Week", interval: 1, schedule } },
});

const found = (flow: object): readonly string[] => codesOf(flowFile(flow));
const invalid = ["RUN.SETTING_INVALID"];

describe("settings of actions", () => {
  it.each([
    ["retry without end", call({ retryPolicy: { type: "forever" } }), invalid],
    ["retry at random", call({ retryPolicy: { type: "Fixed", count: 91, interval: "PT5S" } }), invalid],
    ["retry never", call({ retryPolicy: { type: "fixed", count: 0, interval: "PT5S" } }), invalid],
    ["retry by seconds", call({ retryPolicy: { type: "fixed", count: 3, interval: "5" } }), invalid],
    [
      "retry by the minute",
      call({ retryPolicy: { type: "exponential", count: "3", interval: "PT05S" } }),
      [],
    ],
    [
      "retry computed",
      call({ retryPolicy: { type: "fixed", count: "@int('3')", interval: "@{'PT5S'}" } }),
      [],
    ],
    ["no retry", call({ retryPolicy: { type: "none" } }), []],
    ["a timeout of an hour", call({}, { limit: { timeout: "1 hour" } }), invalid],
    ["a timeout of a week and more", call({}, { limit: { timeout: "P1W2DT3H4M5.5S" } }), []],
    ["a timeout of nothing", call({}, { limit: { timeout: "PT" } }), invalid],
    ["no pass at a time", repeated(0), invalid],
    ["51 passes at a time", repeated(51), invalid],
    ["50 passes at a time", repeated(50), []],
    ["one pass too many", until({ count: 5001, timeout: "PT1H" }), invalid],
    ["as many passes as there may be", until({ count: 5000, timeout: "PT1H" }), []],
    ["a fortnight", action("Wait", { inputs: { interval: { count: 1, unit: "Fortnight" } } }), invalid],
    ["a day", action("Wait", { inputs: { interval: { count: 1, unit: "day" } } }), []],
    ["a case twice", chosen("a", "b", "a"), invalid],
    ["cases of two types", chosen("1", 1, "A", "a"), []],
  ])("%s", (_what, each, expected) => {
    expect(found({ actions: { A: each } })).toEqual(expected);
  });

  it.each([
    [99, invalid],
    ["OK", invalid],
    ["200", []],
    ["@int('200')", []],
  ])("an answer with the status %s", (statusCode, expected) => {
    expect(found({ actions: { A: action("Response", { inputs: { statusCode } }) } })).toEqual(expected);
  });
});

describe("settings of triggers", () => {
  it.each([
    [every({ hours: ["24"] }), invalid],
    [every({ minutes: [60] }), invalid],
    [every({ minutes: 30 }), invalid],
    [every({ weekDays: ["Mon"] }), invalid],
    [every({ hours: ["0", 23], minutes: [0, 59], weekDays: ["Monday", "sunday"] }), []],
    [{ R: { ...hourly.Recurrence, runtimeConfiguration: { concurrency: { runs: 101 } } } }, invalid],
    [{ R: { ...hourly.Recurrence, runtimeConfiguration: { concurrency: { runs: 100 } } } }, []],
    [{ R: { ...hourly.Recurrence, conditions: [{ expression: "equals(1, 1)" }] } }, invalid],
    [{ R: { ...hourly.Recurrence, conditions: [{ expression: "@equals(1, 1)" }] } }, []],
  ])("%j", (triggers, expected) => {
    expect(found({ triggers, actions: { A: compose(1) } })).toEqual(expected);
  });
});
