import { describe, expect, it } from "vitest";
import { action, button, compose, type FlowParts, found, hourly, variable } from "./flow-file.ts";

// The form of triggers and actions: what the flow service refuses, and what it takes.

const stop = (runStatus: string, ...after: readonly string[]) =>
  action("Terminate", { inputs: { runStatus } }, ...after);
const connector = (operationId: string, parameters: object, api = "shared_commondataserviceforapps") => ({
  type: "OpenApiConnection",
  inputs: {
    host: { connectionName: "c", operationId, apiId: `/providers/Microsoft.PowerApps/apis/${api}` },
    parameters,
  },
});
const connections = { c: { connection: {}, api: { name: "shared_commondataserviceforapps" } } };

type Case = readonly [what: string, parts: FlowParts, code: string];

describe("the form of a flow", () => {
  it.each<Case>([
    ["no trigger", { triggers: {} }, "CLOUDFLOW.TRIGGERS"],
    ["two triggers", { triggers: { ...button, ...hourly } }, "CLOUDFLOW.TRIGGERS"],
    ["an action without type", { actions: { A: { inputs: 1, runAfter: {} } } }, "RUN.SETTING_MISSING"],
    ["a type that nobody knows", { actions: { A: action("Composee", {}) } }, "CLOUDFLOW.TYPE_UNKNOWN"],
    ["a Compose of nothing", { actions: { A: action("Compose", {}) } }, "RUN.SETTING_MISSING"],
    ["an If without condition", { actions: { A: action("If", { actions: {} }) } }, "RUN.SETTING_MISSING"],
    [
      "a call without operation",
      {
        connectionReferences: connections,
        actions: { A: action("OpenApiConnection", { inputs: { host: { connectionName: "c" } } }) },
      },
      "RUN.SETTING_MISSING",
    ],
    ["an end that is none", { actions: { A: stop("Done") } }, "RUN.SETTING_INVALID"],
    [
      "a status that is none",
      { actions: { A: compose(1), B: { ...compose(1), runAfter: { A: ["Success"] } } } },
      "RUN.SETTING_INVALID",
    ],
    [
      "waiting for no status",
      { actions: { A: compose(1), B: { ...compose(1), runAfter: { A: [] } } } },
      "RUN.SETTING_INVALID",
    ],
    ["a list to wait for", { actions: { A: { ...compose(1), runAfter: ["B"] } } }, "RUN.SETTING_INVALID"],
    ["a variable of no type", { actions: { A: variable("text", "") } }, "RUN.SETTING_INVALID"],
    [
      "a rhythm that is none",
      { triggers: { R: { type: "Recurrence", recurrence: { frequency: "Fortnight", interval: 1 } } } },
      "RUN.SETTING_INVALID",
    ],
    [
      "a rhythm of nothing",
      { triggers: { R: { type: "Recurrence", recurrence: { frequency: "Day", interval: 0 } } } },
      "RUN.SETTING_INVALID",
    ],
    [
      "connections that are not declared",
      {
        parameters: {},
        connectionReferences: connections,
        actions: { A: { ...connector("ListRecords", {}), runAfter: {} } },
      },
      "CLOUDFLOW.CONNECTIONS_UNDECLARED",
    ],
  ])("%s is found", (_what, parts, code) => {
    expect(found(parts)).toEqual([code]);
  });

  it("is left in peace where it is that of published flows", () => {
    const computed = {
      R: { type: "recurrence", recurrence: { frequency: "@parameters('f')", interval: "@parameters('n')" } },
    };
    expect(found({ triggers: computed, parameters: { f: { type: "String" }, n: { type: "Int" } } })).toEqual(
      [],
    );
    expect(
      found({
        actions: {
          A: { ...compose(1), runAfter: undefined },
          B: { ...compose(1), runAfter: { a: ["SUCCEEDED"] } },
        },
      }),
    ).toEqual([]);
    expect(found({ actions: { A: stop("@{triggerBody()?['status']}") } })).toEqual([]);
  });

  it("is that of a macro, which has actions of its own", () => {
    const macro = { triggers: { start: { type: "Start" } }, actions: { A: action("Save", {}) } };
    expect(found(macro)).toEqual([]);
  });
});
