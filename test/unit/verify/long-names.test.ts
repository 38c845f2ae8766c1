import { describe, expect, it } from "vitest";
import { maximumQuoted } from "../../../generator/diagnostics/codes.ts";
import { shortened } from "../../../generator/diagnostics/shortened.ts";
import { action, compose, findings, flowFile } from "./flow-file.ts";

// Names in somebody else's file may have any length; what is said of them has not.

const endless = "N".repeat(100_000);
const connection = { host: { connectionName: endless, operationId: endless, apiId: endless } };
const flow = flowFile({
  connectionReferences: {},
  actions: {
    [endless]: compose("@outputs('none')", `${endless}1`),
    Reads: compose(`@outputs('${endless}2')`),
    Computes: compose(`@add('${"a".repeat(3_000)}', 1)`),
    Fails: compose(`@int('${"a".repeat(3_000)}')`),
    Calls: action("OpenApiConnection", { inputs: connection }),
    Odd: action(endless, {}),
    Misspelt: compose(`@${"f".repeat(3_000)}()`),
    Twice: compose(1, endless),
    TWICE: compose(1, endless),
  },
});
const text = { type: "string", "x-ms-enum-values": [{}], [`x-ms-${endless}`]: 1 };
const connector = {
  swagger: "2.0",
  info: { title: endless, description: endless },
  paths: {
    [`${endless}?`]: { get: { operationId: endless, summary: `${endless}/`, responses: {} } },
    [endless]: {
      post: { operationId: endless, parameters: [{ name: endless, in: endless }], responses: {} },
    },
  },
  definitions: { [endless]: { type: "object", properties: { [endless]: text }, required: [`${endless}1`] } },
};

describe("what is said of names without end", () => {
  it.each([
    ["a flow", flow],
    ["a connector", connector],
  ])("has one in %s", (_what, json) => {
    const found = findings(json);
    expect(found.length).toBeGreaterThan(4);
    for (const { message, nextActions } of found) {
      expect(message.length).toBeLessThan(4 * maximumQuoted);
      for (const { label } of nextActions ?? []) expect(label.length).toBeLessThan(4 * maximumQuoted);
    }
  });

  it("begins with what they begin with", () => {
    const [found] = findings(flowFile({ actions: { [endless]: action("Odd", {}) } }));
    expect(found?.message.startsWith("NNNN")).toBe(true);
    expect(found?.message).toContain("N... is of the type Odd");
  });
});

it("shortens to what was asked for, and cuts no character in two", () => {
  expect(shortened("abcdef", 6)).toBe("abcdef");
  expect(shortened("abcdefg", 6)).toBe("abc...");
  expect(shortened("ab😀cdefg", 6)).toBe("ab...");
});
