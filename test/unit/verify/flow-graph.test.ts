import { describe, expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { zipAt } from "../solution/default-solution.ts";

// Flows as files of their own: what the flow service would refuse to save.

const compose = (inputs: unknown, ...after: readonly string[]) => ({
  type: "Compose",
  inputs,
  runAfter: Object.fromEntries(after.map((name) => [name, ["Succeeded"]])),
});

const initialize = (name: string) => ({
  type: "InitializeVariable",
  inputs: { variables: [{ name, type: "string", value: "" }] },
  runAfter: {},
});

const scope = (actions: object) => ({ type: "Scope", actions, runAfter: {} });

function found(actions: object): readonly string[] {
  const flow = {
    properties: {
      connectionReferences: {},
      definition: {
        $schema:
          "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        contentVersion: "1.0.0.0",
        parameters: {},
        triggers: { manual: { type: "Request", kind: "Button", inputs: {} } },
        actions,
      },
    },
    schemaVersion: "1.0.0.0",
  };
  const bytes = new TextEncoder().encode(JSON.stringify(flow));
  const { diagnostics, subjects } = verify([{ kind: "file", name: "flow.json", bytes }]);
  expect(subjects).toEqual(["flow"]);
  return diagnostics.map(({ code }) => code);
}

const nested = (depth: number): object =>
  depth === 0 ? { Last: compose(1) } : { [`Level_${depth}`]: scope(nested(depth - 1)) };

const many = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Compose_${index}`, compose(index)]));

describe("a flow that is refused", () => {
  it.each([
    ["waits for what is not there", { One: compose(1, "Zero") }, "RUN.RUN_AFTER_UNKNOWN"],
    [
      "waits for what is in another block",
      { One: compose(1), All: scope({ Two: compose(2, "One") }) },
      "RUN.RUN_AFTER_UNKNOWN",
    ],
    ["waits in a circle", { One: compose(1, "Two"), Two: compose(2, "One") }, "RUN.RUN_AFTER_CYCLE"],
    ["waits for itself", { One: compose(1, "One") }, "RUN.RUN_AFTER_CYCLE"],
    ["has a name twice", { One: compose(1), All: scope({ one: compose(2) }) }, "RUN.NAME_TAKEN"],
    ["refers to no action", { One: compose("@outputs('Zero')") }, "RUN.REFERENCE_UNKNOWN"],
    [
      "refers to no action inside a text",
      { One: compose("a @{body('Zero')?['b']}") },
      "RUN.REFERENCE_UNKNOWN",
    ],
    ["refers to no variable", { One: compose("@variables('none')") }, "RUN.REFERENCE_UNKNOWN"],
    ["makes a variable inside a scope", { All: scope({ One: initialize("a") }) }, "RUN.PLACE_FORBIDDEN"],
    [
      "uses no connection",
      {
        One: {
          type: "OpenApiConnection",
          inputs: { host: { connectionName: "shared_none", operationId: "Get", apiId: "" } },
          runAfter: {},
        },
      },
      "RUN.CONNECTION_UNKNOWN",
    ],
    ["is nested too deeply", nested(9), "RUN.LIMIT_EXCEEDED"],
    ["has too many actions", many(501), "RUN.LIMIT_EXCEEDED"],
  ])("%s", (_defect, actions, code) => {
    expect(found(actions)).toContain(code);
  });
});

describe("a flow that is saved", () => {
  it.each([
    ["has actions in every kind of block", { One: compose(1), Two: compose("@outputs('One')", "One") }],
    ["refers to a name in another case", { One: compose(1), Two: compose("@OUTPUTS('one')", "one") }],
    ["has an apostrophe in a name", { "It's": compose(1), Two: compose("@outputs('It''s')", "It's") }],
    ["speaks of references in a text", { One: compose("@concat('outputs(''Zero'')')") }],
    ["has no actions", {}],
    ["fills the limits", many(500)],
    ["is as deep as can be", nested(8)],
  ])("%s", (_kind, actions) => {
    expect(found(actions)).toEqual([]);
  });
});

describe("what is verified", () => {
  const subject = (text: string | Uint8Array) =>
    verify([
      {
        kind: "file",
        name: "file",
        bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
      },
    ]).subjects;

  it("is told by its content, not by its name", () => {
    expect(subject(zipAt("split/CosellConnectors_1_0_0_0.zip"))).toEqual(["solution"]);
    expect(subject('\u{feff}{"properties":{"definition":{"triggers":{},"actions":{}}}}')).toEqual(["flow"]);
    expect(subject('{"swagger":"2.0","paths":{}}')).toEqual(["connector"]);
    expect(subject('{"properties":{"iconBrandColor":"#ffffff"}}')).toEqual(["connector"]);
    expect(subject('{"name":"cosell"}')).toEqual(["unknown"]);
    expect(subject("")).toEqual(["unknown"]);
  });
});
