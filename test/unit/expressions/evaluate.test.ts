import { describe, expect, it } from "vitest";
import {
  actionMessage,
  compileTemplate,
  compileValue,
  createScope,
  ExpressionError,
  evaluateDeep,
  findExpressions,
  fromPlain,
  type Scope,
  toPlain,
  toText,
  writeJson,
} from "../../../simulator/expressions/index.ts";
import { outcome } from "./evaluation.ts";

const scope = createScope({
  outputs: {
    X: { body: { "a/b": 1, a: { b: 2, list: [10, 20], text: "t", nothing: null }, Name: "n", NAME: "N" } },
  },
  variables: { list: [1, 2], text: "abc", big: 9007199254740993n, none: null },
});

const usage = "Please see https://aka.ms/logicexpressions for usage details.";

describe("following keys", () => {
  it.each([
    ["outputs('X')?['body/a/b']", "2"],
    ["body('X')?['a/b']", "1"],
    ["body('X')['a']['b']", "2"],
    ["body('X')?['name']", '"n"'],
    ["body('X')?['NAME']", '"N"'],
    ["body('X')?['naMe']", '"n"'],
    ["body('X')?['a/list/1']", "20"],
    ["body('X')?['a']?['list'][1]", "20"],
    ["body('X')?['a']?['list']?[2]", "null"],
    ["body('X')?['z']?['y']", "null"],
    ["body('X')?['z/y/x']", "null"],
    ["body('X')?['a']?['nothing']?['x']", "null"],
    ["body('X')?[concat('a', '/', 'list')]?[sub(3, 2)]", "20"],
    ["body('X')?.a.b", "2"],
    ["body('X')?['constructor']", "null"],
    [
      "variables('list')?['length']",
      "property 'length' cannot be selected. Array elements can only be selected using an integer index",
    ],
    [
      "variables('text')?['length']",
      "property 'length' cannot be selected. Property selection is not supported on values of type 'String'",
    ],
    [
      "variables('big')?['x']",
      "property 'x' cannot be selected. Property selection is not supported on values of type 'Integer'",
    ],
    ["variables('none')['x']", "property 'x' cannot be selected"],
    ["body('X')?['z']['y']", "property 'y' cannot be selected"],
    ["variables('list')[2]", "array index '2' is outside bounds (0, 1) of array"],
    ["variables('list')[-1]", "array index '-1' is outside bounds (0, 1) of array"],
    ["body('X')['z']", "property 'z' doesn't exist, available properties are 'a/b, a, Name, NAME'"],
  ])("%s", (expression, expected) => {
    const failing = expected.startsWith("property") || expected.startsWith("array");
    expect(outcome(`@${expression}`, scope)).toBe(
      failing
        ? `! InvalidTemplate: The template language expression '${expression}' cannot be evaluated because ${expected}. ${usage}`
        : expected,
    );
  });
});

describe("text with expressions in it", () => {
  it.each([
    ["@{variables('big')}", '"9007199254740993"'],
    ["@{null}", '""'],
    ["a@{true}b@{1.50}c@{json('[1,{\"b\":null}]')}", '"aTrueb1.5c[1,{\\"b\\":null}]"'],
    ["@variables('big')", "9007199254740993"],
    ["@@{x}@{1}", '"@{x}@{1}"'],
    ["x@@{y}@{1}", '"x@{y}1"'],
  ])("%j gives %s", (template, expected) => {
    expect(outcome(template, scope)).toBe(expected);
  });
});

describe("mistakes in calls", () => {
  it.each([
    ["@abs(1)", "function-unknown", "The template function 'abs' is not defined or not valid.", 1],
    [
      "x@{TOLOWER()}",
      "argument-count",
      "The template language function 'TOLOWER' expects 1 parameter. The function was invoked with '0' parameter(s).",
      3,
    ],
    [
      "@createArray()",
      "argument-count",
      "The template language function 'createArray' expects at least 1 parameter. The function was invoked with '0' parameter(s).",
      1,
    ],
    [
      "@substring('a')",
      "argument-count",
      "The template language function 'substring' expects 2 to 3 parameters. The function was invoked with '1' parameter(s).",
      1,
    ],
    ["@item(1)", "argument-count", "The template language function 'item' must not have any parameters.", 1],
  ])("%s is refused when it is compiled", (template, problem, message, offset) => {
    expect(() => compileTemplate(template)).toThrow(
      expect.objectContaining({ code: "InvalidTemplate", problem, message, offset }),
    );
  });

  it("reads as a run shows it", () => {
    const error = new ExpressionError("The template function 'abs' is not defined or not valid.");
    expect(actionMessage("Compose", error)).toBe(
      "Unable to process template language expressions in action 'Compose' inputs at line '0' and column '0': 'The template function 'abs' is not defined or not valid.'.",
    );
  });
});

describe("a scope without hooks", () => {
  it.each([
    "parameters('a')",
    "variables('a')",
    "outputs('a')",
    "body('a')",
    "actions('a')",
    "result('a')",
    "trigger()",
    "triggerOutputs()",
    "triggerBody()",
    "item()",
    "items('a')",
    "iterationIndexes('a')",
    "workflow()",
    "listCallbackUrl()",
  ])("%s is not expected there", (expression) => {
    const name = expression.split("(")[0];
    expect(outcome(`@${expression}`, {})).toBe(
      `! InvalidTemplate: The template function '${name}' is not expected at this location.`,
    );
  });

  it("has neither a clock nor chance", () => {
    expect(outcome("@utcNow()", {})).toContain("There is no clock here");
    expect(outcome("@guid()", {})).toContain("There is no source of random numbers here");
    expect(outcome("@rand(1, 9)", {})).toContain("There is no source of random numbers here");
  });
});

describe("chance", () => {
  it("is the same for the same seed, and makes GUIDs of version 4", () => {
    const draw = (seed: number) =>
      outcome("@createArray(guid(), guid('N'), rand(0, 1000))", createScope({ seed }));
    expect(draw(7)).toBe(draw(7));
    expect(draw(7)).not.toBe(draw(8));
    expect(outcome("@guid()", createScope({ seed: 1 }))).toMatch(
      /^"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"$/,
    );
  });

  it.each([
    ["N", /^"[\da-f]{32}"$/],
    ["B", /^"\{[\da-f-]{36}\}"$/],
    ["p", /^"\([\da-f-]{36}\)"$/],
    ["X", /^"\{0x[\da-f]{8},0x[\da-f]{4},0x[\da-f]{4},\{(0x[\da-f]{2},){7}0x[\da-f]{2}\}\}"$/],
  ])("writes GUIDs in the format %s", (format, expected) => {
    expect(outcome(`@guid('${format}')`, createScope({}))).toMatch(expected);
  });
});

describe("whole inputs", () => {
  const inputs = {
    "item/@{concat('Na', 'me')}": "@variables('big')",
    "@@odata.type": "plain",
    list: ["a", "@{1}", { deep: "@null" }],
    untouched: { a: [1, null] },
  };

  it("are evaluated in values and names, at any depth", () => {
    expect(writeJson(evaluateDeep(inputs, scope))).toBe(
      '{"item/Name":9007199254740993,"@odata.type":"plain","list":["a","1",{"deep":null}],"untouched":{"a":[1,null]}}',
    );
  });

  it("share what has no expression with the definition", () => {
    const value = evaluateDeep(inputs, scope);
    expect(value).toHaveProperty("untouched");
    expect((value as typeof inputs).untouched).toBe(inputs.untouched);
  });

  it("are compiled once", () => {
    let asked = 0;
    const counting: Scope = { item: () => ++asked };
    const evaluate = compileValue({ a: "@item()", b: "@{item()}" });
    expect([evaluate(counting), evaluate(counting)]).toEqual([
      { a: 1, b: "1" },
      { a: 2, b: "2" },
    ]);
    expect([evaluateDeep(inputs, scope), evaluateDeep(inputs, scope)].map(writeJson)).toHaveLength(2);
  });

  it("tell where their expressions are", () => {
    expect(
      findExpressions({ ...inputs, "a~/b": "x@{1}" }).map(({ pointer, where, text }) => [
        pointer,
        where,
        text,
      ]),
    ).toEqual([
      ["/item~1@{concat('Na', 'me')}", "key", "item/@{concat('Na', 'me')}"],
      ["/item~1@{concat('Na', 'me')}", "value", "@variables('big')"],
      ["/list/1", "value", "@{1}"],
      ["/list/2/deep", "value", "@null"],
      ["/a~0~1b", "value", "x@{1}"],
    ]);
  });
});

describe("the limits on results", () => {
  const text = (length: number) => createScope({ variables: { text: "x".repeat(length) } });
  it.each([
    ["@concat(variables('text'), 'y')", 131_071],
    ["@string(variables('text'))", 131_072],
    ["@base64(variables('text'))", 98_304],
  ])("%s may give 131,072 characters and no more", (template, length) => {
    expect(outcome(template, text(length))).toMatch(/^"/);
    expect(outcome(template, text(length + 1))).toMatch(/^! EXPR\.RESULT_TOO_LARGE: /);
  });

  it("hold for ranges and for what a message can carry", () => {
    expect(outcome("@length(range(0, 100000))")).toBe("100000");
    expect(outcome("@range(0, 100001)")).toMatch(/^! EXPR\.RESULT_TOO_LARGE: /);
    const large = text(11_000);
    const template = "@replace(variables('text'), 'x', variables('text'))";
    expect(outcome(template, large)).toMatch(/^! EXPR\.RESULT_TOO_LARGE: /);
  });
});

describe("values", () => {
  it("become plain JSON and text", () => {
    const value = compileTemplate(
      "@createArray(7.0, decimal('1.10'), 9007199254740993, json('{\"a\":null}'))",
    )({});
    expect(toPlain(value)).toEqual([7, 1.1, 9007199254740992, { a: null }]);
    expect(JSON.stringify(compileTemplate("@createArray(7.0, decimal('1.10'))")({}))).toBe("[7,1.1]");
    expect(toText(value)).toBe('[7.0,1.10,9007199254740993,{"a":null}]');
    expect(fromPlain({ a: undefined, b: [undefined, 1] })).toEqual({ b: [null, 1] });
  });
});
