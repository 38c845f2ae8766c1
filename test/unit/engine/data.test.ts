import { describe, expect, it } from "vitest";
import { recordOf, runActions, statuses, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const action = (type: string, inputs: unknown, more = {}) => ({ type, runAfter: {}, inputs, ...more });
const outputsOf = (type: string, inputs: unknown, more = {}) =>
  recordOf(runActions({ A: action(type, inputs, more) }), "A");

const rows = '@json(\'[{"id":1,"name":"a"},{"id":2,"name":null}]\')';

describe("data operations", () => {
  it("Compose gives the value itself; its body is the same; null stays", () => {
    const run = runActions({
      A: action("Compose", { x: "@triggerBody()?['no']", y: "@add(1, 2)", z: ["@{1}", "@@x"] }),
      B: succeed(["@outputs('a')", "@body('A')?['y']"], behind("A", "Succeeded")),
    });
    expect(recordOf(run, "A")).toEqual({
      name: "A",
      status: "Succeeded",
      code: "OK",
      inputs: { x: null, y: 3, z: ["1", "@x"] },
      outputs: { x: null, y: 3, z: ["1", "@x"] },
    });
    expect(recordOf(run, "B")["outputs"]).toEqual([{ x: null, y: 3, z: ["1", "@x"] }, 3]);
  });

  it.each([
    [
      "Select",
      { from: rows, select: { key: "@item()?['id']", upper: "@toUpper(coalesce(item()?['name'], 'x'))" } },
      [
        { key: 1, upper: "A" },
        { key: 2, upper: "X" },
      ],
    ],
    ["Select", { from: rows, select: "@item()?['id']" }, [1, 2]],
    ["Query", { from: rows, where: "@equals(item()?['id'], 2)" }, [{ id: 2, name: null }]],
    [
      "Join",
      { from: "@createArray(1, true, null, createArray('a'))", joinWith: "@concat(';', ' ')" },
      '1; True; ; ["a"]',
    ],
    ["Select", { from: "@json('[]')", select: "@item()" }, []],
  ])("%s wraps its result in body", (type, inputs, body) => {
    expect(outputsOf(type, inputs)).toMatchObject({ status: "Succeeded", outputs: { body } });
  });

  it.each([
    ["Select", { select: "@item()" }],
    ["Query", { where: "@true" }],
    ["Join", { joinWith: "," }],
  ])("%s needs an array", (type, more) => {
    expect(outputsOf(type, { from: "@null", ...more })).toMatchObject({
      status: "Failed",
      code: "BadRequest",
      error: {
        message: `The 'from' property value in the '${type.toLowerCase()}' action inputs is of type 'Null'. The value must be an array.`,
      },
    });
  });

  it("Query needs a condition that is true or false", () => {
    expect(outputsOf("Query", { from: rows, where: "@item()?['name']" })).toMatchObject({
      status: "Failed",
      error: { message: expect.stringContaining("of type 'String'") },
    });
  });

  it("an element whose expression has no value fails the whole", () => {
    expect(outputsOf("Select", { from: rows, select: "@div(1, sub(item()?['id'], 2))" })).toMatchObject({
      status: "Failed",
      error: { code: "InvalidTemplate" },
    });
  });
});

describe("Table", () => {
  const items = [
    { name: `A <b>&"x" 'y'`, n: 1.5, flag: true, none: null, obj: { k: 1 }, comma: "a,b", uml: "ä€😀" },
    { name: "B", extra: "only here" },
  ];
  const table = (inputs: unknown) => outputsOf("Table", inputs);

  it("writes CSV with every key of every row, cells as text, quoted where needed", () => {
    expect(table({ from: items, format: "CSV" })["outputs"]).toEqual({
      body: 'name,n,flag,none,obj,comma,uml,extra\r\n"A <b>&""x"" \'y\'",1.5,True,,"{""k"":1}","a,b",ä€😀,\r\nB,,,,,,,only here\r\n',
    });
  });

  it("writes HTML as .NET encodes it", () => {
    expect(table({ from: [{ a: `<&"'>ä\u00a0€😀` }], format: "html" })["outputs"]).toEqual({
      body: "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;&amp;&quot;&#39;&gt;&#228;&#160;€&#128512;</td></tr></tbody></table>",
    });
  });

  it("takes columns of its own, and writes their header without rows too", () => {
    const columns = [{ header: 'N, "q"', value: "@item()?['name']" }, { value: "@item()?['no']" }];
    expect(table({ from: [{ name: "x" }], format: "CSV", columns })["outputs"]).toEqual({
      body: '"N, ""q""",\r\nx,\r\n',
    });
    expect(table({ from: [], format: "CSV", columns: [{ header: "A", value: 1 }] })["outputs"]).toEqual({
      body: "A\r\n",
    });
    expect(table({ from: [], format: "CSV" })["outputs"]).toEqual({ body: "" });
    expect(table({ from: [], format: "HTML" })["outputs"]).toEqual({
      body: "<table><tbody></tbody></table>",
    });
  });

  it("refuses what is no array of objects", () => {
    expect(table({ from: "@null", format: "HTML" })).toMatchObject({
      status: "Failed",
      error: {
        message:
          "The 'from' property value in the 'table' action inputs is of type 'Null'. The value must be of type 'Array'.",
      },
    });
    expect(table({ from: ["a"], format: "CSV" })).toMatchObject({
      status: "Failed",
      error: {
        message:
          "The property 'columns' must be specified unless the 'from' property value is an array of objects.",
      },
    });
  });
});

describe("variables", () => {
  const initialise = (name: string, type: string, value?: unknown, runAfter = {}) => ({
    type: "InitializeVariable",
    runAfter,
    inputs: { variables: [{ name, type, ...(value === undefined ? {} : { value }) }] },
  });
  const change = (type: string, value: unknown, after = "Init", name = "v") => ({
    type,
    runAfter: behind(after, "Succeeded"),
    inputs: { name, value },
  });
  const valueAfter = (actions: Readonly<Record<string, unknown>>) => {
    const last = Object.keys(actions).at(-1) ?? "";
    return recordOf(
      runActions({ ...actions, Probe: succeed({ v: "@variables('V')" }, behind(last, "Succeeded")) }),
      "Probe",
    )["outputs"];
  };

  it.each([
    ["SetVariable", "string", "a", "b", "b"],
    ["AppendToStringVariable", "String", "a", "@add(1, 1)", "a2"],
    ["AppendToStringVariable", "string", "a", "@triggerBody()?['no']", "a"],
    ["IncrementVariable", "integer", 1, "@add(1, 1)", 3],
    ["DecrementVariable", "integer", 1, 3, -2],
    ["IncrementVariable", "float", 1.5, 2, 3.5],
    ["AppendToArrayVariable", "array", [1], { a: "@{1}" }, [1, { a: "1" }]],
    ["SetVariable", "float", 1.5, 2, 2],
    ["SetVariable", "object", {}, { a: 1 }, { a: 1 }],
    ["SetVariable", "boolean", false, "@true", true],
  ])("%s of a %s", (type, kind, start, value, expected) => {
    expect(valueAfter({ Init: initialise("v", kind, start), Change: change(type, value) })).toEqual({
      v: expected,
    });
  });

  it("counts by one where no value is given", () => {
    expect(
      valueAfter({
        Init: initialise("v", "integer", 1),
        Add: { type: "IncrementVariable", runAfter: behind("Init", "Succeeded"), inputs: { name: "v" } },
      }),
    ).toEqual({ v: 2 });
  });

  it("leaves what was read before as it was", () => {
    const run = runActions({
      Init: initialise("v", "array", []),
      One: change("AppendToArrayVariable", 1),
      Read: succeed("@variables('v')", behind("One", "Succeeded")),
      Two: change("AppendToArrayVariable", 2, "Read"),
      Three: change("AppendToArrayVariable", 3, "Two"),
      Last: succeed("@variables('v')", behind("Three", "Succeeded")),
    });
    expect([recordOf(run, "Read")["outputs"], recordOf(run, "Last")["outputs"]]).toEqual([[1], [1, 2, 3]]);
  });

  it("are of one run: another starts afresh", () => {
    const actions = {
      Init: initialise("v", "array", []),
      One: change("AppendToArrayVariable", 1),
      Read: succeed("@variables('v')", behind("One", "Succeeded")),
    };
    expect(recordOf(runActions(actions), "Read")["outputs"]).toEqual([1]);
    expect(recordOf(runActions(actions), "Read")["outputs"]).toEqual([1]);
  });

  it.each([
    [
      "string",
      "a",
      "@createArray(1)",
      "'String' cannot be initialized or updated with value of type 'Array'. The variable 'v' only supports values of types 'String'.",
    ],
    ["integer", 1, 1.5, "'Integer' cannot be initialized or updated with value of type 'Float'"],
    ["float", 1, "x", "only supports values of types 'Float, Integer'."],
  ])("of the type %s refuse a value of another", (type, start, value, message) => {
    const run = runActions({ Init: initialise("v", type, start), Change: change("SetVariable", value) });
    expect(recordOf(run, "Change")).toMatchObject({
      status: "Failed",
      code: "BadRequest",
      error: { message: expect.stringContaining(message) },
    });
  });

  it("refuse to be changed in a way that is not theirs, or before they are there", () => {
    const run = runActions({
      Early: { ...change("SetVariable", "x"), runAfter: {} },
      Init: initialise("v", "string", "a", behind("Early", "Failed")),
      Append: change("AppendToArrayVariable", 1),
      Count: change("IncrementVariable", 1),
    });
    expect(statuses(run)).toEqual({ Early: "Failed", Init: "Succeeded", Append: "Failed", Count: "Failed" });
  });
});

describe("Parse JSON", () => {
  const parse = (content: unknown, schema: unknown = {}) => outputsOf("ParseJson", { content, schema });

  it("gives what it read, not what the schema would like", () => {
    expect(parse('{"num":"1","extra":true}', { properties: { num: { type: "string" } } })).toMatchObject({
      status: "Succeeded",
      outputs: { body: { num: "1", extra: true } },
    });
    expect(parse("@json('{\"a\":1}')")["outputs"]).toEqual({ body: { a: 1 } });
    expect(parse("{'a':1,} // lenient")["outputs"]).toEqual({ body: { a: 1 } });
    expect(parse("  ")["outputs"]).toEqual({ body: null });
  });

  it("fails where the schema is not met, with a list of what is wrong and no body", () => {
    const record = parse('{"rows":[{"name":"a"},{"name":null}]}', {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: { type: "object", properties: { name: { type: "string" } }, required: ["name", "id"] },
        },
      },
    });
    expect(record).toMatchObject({
      status: "Failed",
      code: "ValidationFailed",
      error: { code: "ValidationFailed", message: "The schema validation failed." },
    });
    expect(record["outputs"]).toEqual({
      errors: [
        error(
          "Required properties are missing from object: id.",
          "rows[0]",
          "#/properties/rows/items",
          "required",
          ["id"],
        ),
        error(
          "Invalid type. Expected String but got Null.",
          "rows[1].name",
          "#/properties/rows/items/properties/name",
          "type",
        ),
        error(
          "Required properties are missing from object: id.",
          "rows[1]",
          "#/properties/rows/items",
          "required",
          ["id"],
        ),
      ],
    });
  });

  it.each([
    ["not JSON", "{'a':", {}, "InvalidJSON"],
    ["null", "@null", {}, "BadRequest"],
    ["an empty text", "", {}, "BadRequest"],
    [
      "a pattern in the schema",
      "{}",
      { properties: { zip: { pattern: "^x$" } } },
      "ActionSchemaNotSupported",
    ],
    ["binary content", "@binary('x')", {}, "BadRequest"],
  ])("fails on %s", (_name, content, schema, code) => {
    const record = parse(content, schema);
    expect(record).toMatchObject({ status: "Failed", code });
    expect(record).not.toHaveProperty("outputs");
  });

  it("takes a property that is called pattern", () => {
    expect(parse('{"pattern":"x"}', { properties: { pattern: { type: "string" } } })["status"]).toBe(
      "Succeeded",
    );
  });

  const messages = (value: unknown, schema: unknown) => {
    const { outputs } = parse(JSON.stringify(value), schema) as {
      readonly outputs: { readonly errors?: readonly { readonly message: string }[] };
    };
    return (outputs.errors ?? []).map(({ message }) => message);
  };

  it.each([
    [
      { a: 1 },
      { properties: { a: { type: ["string", "null"] } } },
      ["Invalid type. Expected String, Null but got Integer."],
    ],
    [
      { a: 1.5 },
      { properties: { a: { type: "integer" } } },
      ["Invalid type. Expected Integer but got Number."],
    ],
    [{ a: 1 }, { properties: { a: { type: "number" } } }, []],
    [{ a: "z" }, { properties: { a: { enum: ["a", "b"] } } }, ['Value "z" is not defined in enum.']],
    [{ a: -1 }, { properties: { a: { minimum: 0 } } }, ["Integer -1 is less than minimum value of 0."]],
    [{ a: 11 }, { properties: { a: { maximum: 10 } } }, ["Integer 11 exceeds maximum value of 10."]],
    [
      { a: 5 },
      { properties: { a: { maximum: 5, exclusiveMaximum: true } } },
      ["Integer 5 equals maximum value of 5 and exclusive maximum is true."],
    ],
    [{ a: 7 }, { properties: { a: { multipleOf: 5 } } }, ["Integer 7 is not a multiple of 5."]],
    [{ a: 0.3 }, { properties: { a: { multipleOf: 0.1 } } }, []],
    [{ a: "long" }, { properties: { a: { maxLength: 3 } } }, ["String 'long' exceeds maximum length of 3."]],
    [{ a: "s" }, { properties: { a: { minLength: 3 } } }, ["String 's' is less than minimum length of 3."]],
    [[1, 1], { uniqueItems: true }, ["Non-unique array item at index 1."]],
    [[1], { minItems: 2 }, ["Array item count 1 is less than minimum count of 2."]],
    [[1, 2], { maxItems: 1 }, ["Array item count 2 exceeds maximum count of 1."]],
    [
      [1, 2],
      { items: [{ type: "integer" }], additionalItems: false },
      ["Index 2 has not been defined and the schema does not allow additional items."],
    ],
    [
      { a: 1 },
      { additionalProperties: false },
      ["Property 'a' has not been defined and the schema does not allow additional properties."],
    ],
    [
      { a: 1 },
      { additionalProperties: { type: "string" } },
      ["Invalid type. Expected String but got Integer."],
    ],
    [{ a: 1 }, { maxProperties: 0 }, ["Object property count 1 exceeds maximum count of 0."]],
    [{ a: 1 }, { minProperties: 2 }, ["Object property count 1 is less than minimum count of 2."]],
    [
      true,
      { anyOf: [{ type: "string" }, { type: "integer" }] },
      ["JSON does not match any schemas from 'anyOf'."],
    ],
    [
      5,
      { oneOf: [{ type: "integer" }, { type: "number" }] },
      ["JSON is valid against more than one schema from 'oneOf'. Valid schema indexes: 0, 1."],
    ],
    [true, { oneOf: [{ type: "string" }] }, ["JSON is valid against no schemas from 'oneOf'."]],
    [
      "abc",
      { allOf: [{ maxLength: 1 }, { type: "string" }] },
      ["JSON does not match all schemas from 'allOf'. Invalid schema indexes: 0."],
    ],
    ["x", { not: { type: "string" } }, ["JSON is valid against schema from 'not'."]],
    [2, { const: 1 }, ["Value 2 does not match const."]],
    [
      { c: 1 },
      { definitions: { city: { type: "string" } }, properties: { c: { $ref: "#/definitions/city" } } },
      ["Invalid type. Expected String but got Integer."],
    ],
    ["2026-13-05", { format: "date" }, ["String '2026-13-05' does not validate against format 'date'."]],
  ])("finds what is wrong with %j under %j", (value, schema, expected) => {
    expect(messages(value, schema)).toEqual(expected);
  });

  it.each([
    ["date", "2026-03-05", "2026-3-5"],
    ["time", "14:07:09", "25:00:00"],
    ["date-time", "2026-03-05T14:07:09Z", "2026-03-05 14:07:09Z"],
    ["email", "a@b", "nope"],
    ["uri", "https://x.com/a", "relative/path"],
    ["ipv4", "10.0.0.1", "10.0.0.256"],
    ["hostname", "example.com", "-bad-.com"],
  ])("knows the format %s", (format, good, bad) => {
    expect(messages(good, { format })).toEqual([]);
    expect(messages(bad, { format })).toHaveLength(1);
  });
});

function error(message: string, path: string, schemaId: string, errorType: string, value?: unknown) {
  return {
    message,
    lineNumber: 0,
    linePosition: 0,
    path,
    ...(value === undefined ? {} : { value }),
    schemaId,
    errorType,
    childErrors: [],
  };
}

describe("the designer's date, text and number operations", () => {
  it.each([
    [
      "AddToTime",
      { baseTime: "2026-01-31T00:00:00Z", interval: 1, timeUnit: "Month" },
      "2026-02-28T00:00:00.0000000Z",
    ],
    [
      "SubtractFromTime",
      { baseTime: "2026-01-31T00:00:00Z", interval: "@add(1, 1)", timeUnit: "Day" },
      "2026-01-29T00:00:00.0000000Z",
    ],
    ["CurrentTime", {}, "2026-03-02T12:00:00.0000000Z"],
    ["GetFutureTime", { interval: 1, timeUnit: "Hour" }, "2026-03-02T13:00:00.0000000Z"],
    ["GetPastTime", { interval: 1, timeUnit: "Hour" }, "2026-03-02T11:00:00.0000000Z"],
    ["FormatNumber", { number: 1234.5, format: "N2" }, "1,234.50"],
    ["IndexOf", { text: "banana", searchText: "nan" }, 2],
    ["Substring", { text: "banana", start: 1, length: 3 }, "ana"],
  ])("%s", (kind, inputs, body) => {
    expect(outputsOf("Expression", inputs, { kind })).toMatchObject({
      status: "Succeeded",
      outputs: { body },
    });
  });
});

describe("Wait", () => {
  it.each([
    [{ interval: { count: 90, unit: "Second" } }, 90],
    [{ interval: { count: "@add(1, 1)", unit: "Hour" } }, 7200],
    [{ until: { timestamp: "2026-03-02T12:10:00Z" } }, 600],
    [{ until: { timestamp: "2026-03-01T00:00:00Z" } }, 0],
  ])("%j", (inputs, seconds) => {
    const run = runActions({ Wait: action("Wait", inputs) });
    expect([run.status, ((run.endedAt ?? 0) - run.startedAt) / 1000]).toEqual(["Succeeded", seconds]);
  });
});
