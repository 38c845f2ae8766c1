import { describe, expect, it } from "vitest";
import { checkFlow } from "../../../simulator/expressions/index.ts";

const flow = (actions: object, more: object = {}) =>
  JSON.stringify(
    {
      properties: {
        connectionReferences: {},
        definition: { parameters: { p: { defaultValue: "@nothing" } }, triggers: {}, actions, ...more },
      },
    },
    null,
    2,
  );

const check = (text: string) => checkFlow({ file: "flow.json", text });

describe("the expressions of a flow file", () => {
  it("are all looked at, and none is wrong in a sound flow", () => {
    const sound = flow({
      A: {
        type: "Compose",
        inputs: { "item/@{concat('a')}": "@add(1, 2)", list: ["x@{utcNow()}", "plain"] },
      },
      B: { type: "If", expression: { and: [{ equals: ["@true", true] }] }, actions: {} },
    });
    expect(check(sound)).toEqual({ expressions: 4, findings: [] });
  });

  it("are not looked for where the platform evaluates nothing", () => {
    const text = flow({
      A: {
        description: "@nothing",
        metadata: { note: "@{nothing" },
        inputs: { schema: { properties: { "@odata.type": { type: "string" } } }, content: "@triggerBody()" },
      },
    });
    expect(check(text)).toEqual({ expressions: 1, findings: [] });
  });

  it("are reported with the line and column of what is wrong", () => {
    const text = flow({
      A: { inputs: { a: "\té @{concat('x', abs(1))}", "@odata.type": "@add(1)" } },
      "B/c~d": { inputs: "@add(1" },
    });
    const found = check(text).findings.map(({ code, where }) => {
      const start = where?.start;
      const place = start === undefined ? "" : text.slice(start.offset).split("\n")[0]?.slice(0, 8);
      return [code, where?.path?.slice(3).join(" "), start?.line, place];
    });
    expect(found).toEqual([
      ["EXPR.FUNCTION_UNKNOWN", "A inputs a", 14, "abs(1))}"],
      ["EXPR.SYNTAX", "A inputs @odata.type", 15, '.type": '],
      ["EXPR.ARGUMENT_COUNT", "A inputs @odata.type", 15, 'add(1)"'],
      ["EXPR.SYNTAX", "B/c~d inputs", 19, '"'],
    ]);
    expect(check(text).findings[0]?.message).toBe(
      "\té @{concat('x', abs(1))} calls abs, which is no function of the language",
    );
  });

  it("cannot be read from what is no JSON", () => {
    expect(check('{"a":')).toMatchObject({
      expressions: 0,
      findings: [{ code: "EXPR.FLOW_UNREADABLE", where: { file: "flow.json" } }],
    });
  });
});
