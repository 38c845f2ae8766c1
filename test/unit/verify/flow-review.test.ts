import { describe, expect, it } from "vitest";
import {
  action,
  button,
  codesOf,
  compose,
  findings,
  flowFile,
  found,
  hourly,
  variable,
} from "./flow-file.ts";

// What a reviewer would question, and the other forms in which a flow travels.

const response = (...after: readonly string[]) =>
  action("Response", { inputs: { statusCode: 200 } }, ...after);
const stop = (runStatus: string, ...after: readonly string[]) =>
  action("Terminate", { inputs: { runStatus } }, ...after);
const scope = (actions: object, ...after: readonly string[]) => action("Scope", { actions }, ...after);
const condition = (yes: object, no?: object, ...after: readonly string[]) =>
  action(
    "If",
    {
      expression: { equals: ["@triggerBody()?['a']", 1] },
      actions: yes,
      ...(no === undefined ? {} : { else: { actions: no } }),
    },
    ...after,
  );
const each = (actions: object, repetitions?: number) =>
  action(
    "Foreach",
    {
      foreach: "@range(0, 3)",
      actions,
      ...(repetitions === undefined ? {} : { runtimeConfiguration: { concurrency: { repetitions } } }),
    },
    "Start",
  );
const set = (value: unknown, ...after: readonly string[]) =>
  action("SetVariable", { inputs: { name: "V", value } }, ...after);
const connector = (operationId: string, parameters: object, api = "shared_commondataserviceforapps") => ({
  type: "OpenApiConnection",
  inputs: {
    host: { connectionName: "c", operationId, apiId: `/providers/Microsoft.PowerApps/apis/${api}` },
    parameters,
  },
});
const connections = { c: { connection: {}, api: { name: "shared_commondataserviceforapps" } } };

describe("answers", () => {
  it.each<readonly [what: string, actions: object, place: string]>([
    ["one branch", { A: condition({ R: response() }, {}) }, "the else of A"],
    ["a condition with one branch", { A: condition({ R: response() }) }, "the missing else of A"],
    ["a branch that ends the run", { A: condition({ T: stop("Succeeded") }, {}), R: response("A") }, "T"],
    [
      "a case",
      {
        A: action("Switch", {
          expression: "@triggerBody()",
          cases: { X: { case: "x", actions: { R: response() } } },
        }),
      },
      "the missing default of A",
    ],
    ["a scope inside", { S: scope({ A: condition({ R: response() }, {}) }) }, "the else of A"],
    ["an error", { A: compose(1), R: { ...response(), runAfter: { A: ["Failed"] } } }, "the end of the flow"],
  ])("are missing: %s", (_what, actions, place) => {
    const diagnostics = findings(flowFile({ actions }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["CLOUDFLOW.ANSWER_MISSING"]);
    expect(diagnostics[0]?.message).toContain(`ends at ${place}`);
  });

  it.each<readonly [what: string, actions: object]>([
    ["at the end", { A: condition({}, {}), R: response("A") }],
    ["in both branches", { A: condition({ R: response() }, { S: response() }) }],
    ["or fail", { A: condition({ R: response() }, { T: stop("Failed") }) }],
    ["in a scope", { S: scope({ R: response() }) }],
    ["before they end the run", { R: response(), T: stop("Succeeded", "R") }],
    [
      "after a handler that is skipped",
      {
        A: compose(1),
        H: { ...compose(1), runAfter: { A: ["Failed"] } },
        R: { ...response(), runAfter: { H: ["Skipped", "Succeeded"] } },
      },
    ],
    ["never", { A: compose(1) }],
  ])("are there: %s", (_what, actions) => {
    expect(found({ actions })).toEqual([]);
  });

  it("are a doubt where a webhook was called", () => {
    const host = { connectionName: "a", operationId: "B" };
    const json = flowFile({
      connectionReferences: { a: {} },
      triggers: { W: { type: "OpenApiConnectionWebhook", inputs: { host } } },
      actions: { R: response() },
    });
    expect(findings(json).map(({ code, severity }) => [code, severity])).toEqual([
      ["CLOUDFLOW.NOBODY_WAITS", "warning"],
    ]);
  });

  it("need somebody who waits", () => {
    expect(found({ triggers: hourly, actions: { R: response() } })).toEqual(["CLOUDFLOW.NOBODY_WAITS"]);
    expect(found({ actions: { Start: variable("string"), L: each({ R: response() }) } })).toContain(
      "RUN.PLACE_FORBIDDEN",
    );
    expect(found({ actions: { Start: variable("string"), L: each({ T: stop("Failed") }) } })).toEqual([
      "RUN.PLACE_FORBIDDEN",
    ]);
  });
});

describe("what a reviewer would question", () => {
  const http = (authentication: object) => ({
    manual: { type: "Request", kind: "Http", inputs: { schema: {}, ...authentication } },
  });
  const checks = {
    A: action("If", { expression: "@equals(triggerOutputs()?['headers']?['key'], 'a')", actions: {} }),
  };

  it("is a trigger that is open to all", () => {
    expect(found({ triggers: http({ triggerAuthenticationType: "All" }) })).toEqual([
      "CLOUDFLOW.TRIGGER_OPEN",
    ]);
    expect(found({ triggers: http({}) })).toEqual(["CLOUDFLOW.TRIGGER_OPEN"]);
    expect(found({ triggers: http({ triggerAuthenticationType: "Tenant" }) })).toEqual([]);
    expect(found({ triggers: http({}), actions: checks })).toEqual([]);
    const guarded = {
      manual: { ...http({}).manual, conditions: [{ expression: "@equals(triggerBody()?['a'], 1)" }] },
    };
    expect(found({ triggers: guarded })).toEqual([]);
  });

  it("is a loop that shares variables between its passes", () => {
    const loop = (repetitions: number | undefined, inside: object) =>
      found({ actions: { Start: variable("string"), L: each(inside, repetitions) } });
    const both = { A: set("@string(item())"), B: compose("@variables('v')", "A") };
    expect(loop(20, both)).toEqual(["CLOUDFLOW.VARIABLE_SHARED"]);
    expect(loop(1, both)).toEqual([]);
    expect(loop(undefined, both)).toEqual([]);
    expect(loop(20, { A: set("found") })).toEqual([]);
  });

  it("is a static result that is on, and a loop without end", () => {
    const result = (staticResultOptions: string) =>
      found({
        actions: {
          A: { ...compose(1), runtimeConfiguration: { staticResult: { name: "A0", staticResultOptions } } },
        },
      });
    expect(result("Enabled")).toEqual(["CLOUDFLOW.STATIC_RESULT"]);
    expect(result("Disabled")).toEqual([]);
    const until = (limit: object) =>
      found({
        actions: { A: action("Until", { expression: "@equals(1, triggerBody())", actions: {}, ...limit }) },
      });
    expect(until({})).toEqual(["CLOUDFLOW.LOOP_UNBOUNDED"]);
    expect(until({ limit: {} })).toEqual(["CLOUDFLOW.LOOP_UNBOUNDED"]);
    expect(until({ limit: { count: 5 } })).toEqual([]);
  });

  const watch = (parameters: object, rest: object = {}) => ({
    When: {
      ...connector("SubscribeWebhookTrigger", parameters),
      type: "OpenApiConnectionWebhook",
      ...rest,
    },
  });
  const row = (message: number, more: object = {}) => ({
    "subscriptionRequest/message": message,
    "subscriptionRequest/entityname": "csl_category",
    ...more,
  });
  const write = (operation: string, more: object = {}) => ({
    A: {
      ...connector(operation, { entityName: "csl_categories", recordId: "1", "item/csl_name": "a", ...more }),
      runAfter: {},
    },
  });
  const writing = (triggers: object, actions: object) =>
    found({ connectionReferences: connections, triggers, actions });

  it("is a flow that starts itself through Dataverse", () => {
    expect(writing(watch(row(3)), write("UpdateRecord"))).toEqual(["CLOUDFLOW.STARTS_ITSELF"]);
    expect(writing(watch(row(1)), write("CreateRecord"))).toEqual(["CLOUDFLOW.STARTS_ITSELF"]);
    const columns = (names: string) => row(4, { "subscriptionRequest/filteringattributes": names });
    expect(writing(watch(columns("csl_other,csl_name")), write("UpdateRecord"))).toEqual([
      "CLOUDFLOW.STARTS_ITSELF",
    ]);
    expect(writing(watch(columns("csl_other")), write("UpdateRecord"))).toEqual([]);
    expect(writing(watch(row(1)), write("UpdateRecord"))).toEqual([]);
    expect(writing(watch(row(2)), write("DeleteRecord"))).toEqual([]);
    expect(writing(watch(row(3)), write("UpdateRecord", { entityName: "accounts" }))).toEqual([]);
    expect(
      writing(
        watch(row(3, { "subscriptionRequest/filterexpression": "csl_name ne 'a'" })),
        write("UpdateRecord"),
      ),
    ).toEqual([]);
    expect(
      writing(
        watch(row(3), { conditions: [{ expression: "@equals(1, triggerBody())" }] }),
        write("UpdateRecord"),
      ),
    ).toEqual([]);
  });

  it("is a flow that starts itself through a list", () => {
    const list = { dataset: "https://contoso.example/sites/a", table: "1" };
    const sharepoint = (operation: string, parameters: object) =>
      connector(operation, parameters, "shared_sharepointonline");
    const flow = (operation: string, table = "1") =>
      writing(
        {
          When: {
            ...sharepoint("GetOnUpdatedItems", list),
            recurrence: { frequency: "Minute", interval: 1 },
          },
        },
        { A: { ...sharepoint(operation, { ...list, table, id: 1 }), runAfter: {} } },
      );
    expect(flow("PatchItem")).toEqual(["CLOUDFLOW.STARTS_ITSELF"]);
    expect(flow("PatchItem", "2")).toEqual([]);
    expect(flow("GetItem")).toEqual([]);
  });
});

describe("other forms of a flow", () => {
  const broken = { triggers: button, actions: { A: compose("@outputs('B')"), B: compose(1, "C") } };

  it.each([
    ["a workflow of Logic Apps", { definition: broken, kind: "Stateful" }],
    ["a definition alone", broken],
    ["a package", { name: "1", id: "1", type: "Microsoft.Flow/flows", properties: { definition: broken } }],
  ])("%s is looked at as closely", (_what, json) => {
    expect(codesOf(json)).toEqual(["RUN.RUN_AFTER_UNKNOWN", "CLOUDFLOW.OUT_OF_ORDER"]);
  });

  it("may have what only Logic Apps have", () => {
    const triggers = { ...button, ...hourly };
    const agent = action("Agent", {
      inputs: {},
      tools: {
        Look: {
          type: "Task",
          actions: { A: compose("@agentParameters('id')"), B: compose("@outputs('A')", "A") },
        },
      },
    });
    const actions = {
      Agent: agent,
      S: action("ServiceProviderX", { inputs: {} }, "Agent"),
      R: compose("@outputs('A')", "Agent"),
    };
    expect(codesOf({ definition: { triggers, actions }, kind: "Stateful" })).toEqual([]);
  });

  it("declares in a cloud flow what it reads", () => {
    const actions = { A: compose("@parameters('Url')") };
    expect(found({ actions })).toEqual(["SOL.PARAMETER_UNKNOWN"]);
    expect(codesOf({ definition: { triggers: button, actions, parameters: {} }, kind: "Stateful" })).toEqual(
      [],
    );
  });
});
