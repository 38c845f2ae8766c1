import { describe, expect, it } from "vitest";
import { evaluateLine } from "../../../simulator/expressions/index.ts";

const ambient = { now: Date.UTC(2026, 0, 15), seed: 1 };
const line = (request: unknown): unknown => JSON.parse(evaluateLine(JSON.stringify(request), ambient));

describe("a line in, a line out", () => {
  it.each([
    [{ expr: "@add(1, 2)" }, { value: 3 }],
    [{ expr: "text" }, { value: "text" }],
    [{ expr: "x@{parameters('p')}", context: { parameters: { P: [1] } } }, { value: "x[1]" }],
    [{ expr: "@variables('v')", context: { variables: { v: null } } }, { value: null }],
    [{ expr: "@body('A')", context: { outputs: { A: { body: 1 } } } }, { value: 1 }],
    [{ expr: "@triggerBody()?['a']", context: { trigger: { body: { a: 1 } } } }, { value: 1 }],
    [{ expr: "@triggerBody()", context: { trigger: { outputs: { body: 2 } } } }, { value: 2 }],
    [
      {
        expr: "@triggerOutputs()?['headers']?['X']",
        context: { trigger: { outputs: { headers: { X: "y" } }, body: 2 } },
      },
      { value: "y" },
    ],
    [{ expr: "@triggerOutputs()?['body']", context: { trigger: { body: 2 } } }, { value: 2 }],
    [{ expr: "@item()", context: { item: null } }, { value: null }],
    [{ expr: "@items('L')", context: { items: { L: 4 } } }, { value: 4 }],
    [
      { expr: "@utcNow()", context: { utcNow: "2026-02-01T03:04:05.1234567+01:00" } },
      { value: "2026-02-01T02:04:05.1234567Z" },
    ],
    [{ expr: "@utcNow()", context: null }, { value: "2026-01-15T00:00:00.0000000Z" }],
  ])("%j", (request, expected) => {
    expect(line(request)).toEqual(expected);
  });

  it("keeps the digits of 64-bit integers", () => {
    const request = '{"expr":"@add(item(), 1)","context":{"item":9223372036854775806}}';
    expect(evaluateLine(request, ambient)).toBe('{"value":9223372036854775807}');
  });

  it.each([
    [{ expr: "@add(1" }, "InvalidTemplate"],
    [{ expr: "@variables('v')", context: {} }, "InvalidTemplate"],
    [{ expr: "@range(0, 999999)" }, "EXPR.RESULT_TOO_LARGE"],
    [{ expr: `@concat('${"x".repeat(9000)}')` }, "EXPR.TOO_LONG"],
    [{ expr: 5 }, "EXPR.LINE_INVALID"],
    ["no object", "EXPR.LINE_INVALID"],
    [{ expr: "@item()", context: [] }, "EXPR.CONTEXT_INVALID"],
    [{ expr: "@item()", context: { variable: {} } }, "EXPR.CONTEXT_INVALID"],
    [{ expr: "@item()", context: { outputs: 1 } }, "EXPR.CONTEXT_INVALID"],
    [{ expr: "@item()", context: { utcNow: "yesterday" } }, "EXPR.CONTEXT_INVALID"],
    [{ expr: "@item()", context: { listCallbackUrl: 1 } }, "EXPR.CONTEXT_INVALID"],
  ])("%j fails with a code", (request, code) => {
    expect(line(request)).toEqual({ error: { code, message: expect.stringMatching(/./) } });
  });

  it("fails with a code for what is no JSON", () => {
    expect(JSON.parse(evaluateLine("{", ambient))).toMatchObject({ error: { code: "EXPR.LINE_INVALID" } });
    expect(JSON.parse(evaluateLine("[".repeat(501), ambient))).toMatchObject({
      error: { code: "EXPR.TOO_DEEP" },
    });
  });
});
