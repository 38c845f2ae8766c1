import { describe, expect, it } from "vitest";
import { action, compose, found, variable } from "./flow-file.ts";

// Types that are known before anything runs.

const set = (value: unknown, ...after: readonly string[]) =>
  action("SetVariable", { inputs: { name: "V", value } }, ...after);
describe("types", () => {
  it.each([
    "@length(5)",
    "@add('1', 2)",
    "@not('true')",
    "@if('true', 1, 2)",
    "@greater(length('a'), 'b')",
    "@concat('a')?['b']",
    "@toUpper(createArray('a'))",
    "@addDays(5, 1)",
    "@join('a', ',')",
    "a @{length(true)} b",
    "@length(variables('V'))",
  ])("%s is given what it never takes", (expression) => {
    const actions = { Start: variable("integer", 0), A: compose(expression, "Start") };
    expect(found({ actions })).toEqual(["CLOUDFLOW.KIND_WRONG"]);
  });

  it.each([
    "@length(triggerBody())",
    "@if(equals(triggerBody()?['a'], 1), length('a'), 'none')",
    "@or(equals(triggerBody(), null), greater(length(5), 1))",
    "@and(equals(1, 1), contains(length('a'), 'b'))",
    "@coalesce(triggerBody()?['a'], length(5))",
    "@add(int('1'), float('2'))",
    "@string(length(createArray(1)))",
    "@concat(1, true, null)",
    "@equals(1, 'a')",
    "@less('a', 'b')",
    "@length(parameters('list'))",
    "@first(split('a,b', ','))?['x']",
  ])("%s is left in peace", (expression) => {
    expect(found({ parameters: { list: { type: "Object" } }, actions: { A: compose(expression) } })).toEqual(
      [],
    );
  });

  it.each<readonly [what: string, actions: object]>([
    ["a condition that is a text", { A: action("If", { expression: "@concat('a')", actions: {} }) }],
    ["a loop over a number", { A: action("Foreach", { foreach: "@length('a')", actions: {} }) }],
    [
      "an Until that is a number",
      { A: action("Until", { expression: "@length('a')", limit: { count: 1 }, actions: {} }) },
    ],
    [
      "a filter that is a text",
      {
        A: action("Query", { inputs: { from: "@createArray(1)", where: "@item()" } }),
        B: action("Query", { inputs: { from: "@createArray(1)", where: "@string(item())" } }),
      },
    ],
    [
      "an order between a number and a text",
      { A: action("If", { expression: { greater: ["@length('a')", "b"] }, actions: {} }) },
    ],
    [
      "an order of truths",
      { A: action("If", { expression: { and: [{ less: [true, "@triggerBody()"] }] }, actions: {} }) },
    ],
    [
      "the start of a number",
      { A: action("If", { expression: { not: { startsWith: [5, "a"] } }, actions: {} }) },
    ],
  ])("%s is found", (_what, actions) => {
    expect(found({ actions })).toEqual(["CLOUDFLOW.KIND_WRONG"]);
  });

  it.each<readonly [type: string, value: unknown, isFound: boolean]>([
    ["integer", 1, false],
    ["integer", "1", false],
    ["integer", "@triggerBody()", false],
    ["integer", "@string(1)", false],
    ["integer", "one", true],
    ["integer", [1], true],
    ["string", "", false],
    ["string", 1, true],
    ["string", "@length('a')", true],
    ["boolean", true, false],
    ["boolean", "True", false],
    ["boolean", "@length('a')", true],
    ["array", [], false],
    ["array", {}, true],
    ["object", "@json('{}')", false],
    ["float", "@length('a')", false],
  ])("a variable of the type %s and the value %j", (type, value, isFound) => {
    const expected = isFound ? ["CLOUDFLOW.VARIABLE_KIND"] : [];
    expect(found({ actions: { Start: variable(type, value) } })).toEqual(expected);
    expect(found({ actions: { Start: variable(type), A: set(value, "Start") } })).toEqual(expected);
  });

  it("are those of what counts and appends", () => {
    const changed = (type: string, by: string) =>
      found({
        actions: { Start: variable(type), A: action(by, { inputs: { name: "V", value: 1 } }, "Start") },
      });
    expect(changed("integer", "IncrementVariable")).toEqual([]);
    expect(changed("string", "IncrementVariable")).toEqual(["CLOUDFLOW.VARIABLE_KIND"]);
    expect(changed("array", "AppendToArrayVariable")).toEqual([]);
    expect(changed("array", "AppendToStringVariable")).toEqual(["CLOUDFLOW.VARIABLE_KIND"]);
  });

  it.each([
    ["@div(1, 0)", ["CLOUDFLOW.ALWAYS_FAILS"]],
    ["@int('one')", ["CLOUDFLOW.ALWAYS_FAILS"]],
    // Published flows have it: a doubt, and what stands around it is looked at all the same.
    ["@length(coalesce(null, createArray( \n)))", ["CLOUDFLOW.ALWAYS_FAILS"]],
    ["@if(true, createArray(), missing())", ["EXPR.FUNCTION_UNKNOWN", "CLOUDFLOW.ALWAYS_FAILS"]],
    ["@json('{')", ["CLOUDFLOW.ALWAYS_FAILS"]],
    ["@formatDateTime('yesterday')", ["CLOUDFLOW.ALWAYS_FAILS"]],
    ["@if(equals(triggerBody(), 1), int('one'), 2)", []],
    ["@int('1')", []],
  ])("%s is carried out here and now", (expression, codes) => {
    expect(found({ actions: { A: compose(expression) } })).toEqual(codes);
  });
});
