import { describe, expect, it } from "vitest";
import { action, compose } from "./flow-file.ts";
import {
  actionsOf,
  add,
  change,
  codesAfter,
  customize,
  type Defect,
  definitionOf,
  drop,
  first,
  hostOf,
  inputsOf,
  ofType,
  opportunities,
  put,
  receiver,
  reconcile,
  registration,
  type Tree,
  tree,
  triggerOf,
  updates,
  variable,
} from "./sow-json.ts";

// Defects of what our own flows do and call, and of our own connectors: one each, and the code that must be found.

/** Gives the first call of a child other inputs. */
const callWith =
  (body: object, child?: string) =>
  (flow: Tree): void => {
    const [, each] = first(
      flow,
      (other) =>
        other["type"] === "Workflow" && [undefined, hostOf(other)["workflowReferenceName"]].includes(child),
    );
    put(inputsOf(each), "body", body);
  };

const doubts: readonly Defect[] = [
  [
    "an answer to nobody",
    reconcile,
    add({ Seed: action("Response", { inputs: { statusCode: 200 } }) }),
    "CLOUDFLOW.NOBODY_WAITS",
  ],
  [
    "a branch without answer",
    customize,
    (flow) => {
      const [name, , block] = first(flow, ofType("Response"));
      delete block[name];
    },
    "CLOUDFLOW.ANSWER_MISSING",
  ],
  [
    "a static result",
    registration,
    change("OpenApiConnection", (each) =>
      put(each, "runtimeConfiguration", { staticResult: { name: "s", staticResultOptions: "Enabled" } }),
    ),
    "CLOUDFLOW.STATIC_RESULT",
  ],
  [
    "a shared variable",
    registration,
    add({
      Seed: variable("s", "string"),
      Seed_2: action(
        "Foreach",
        {
          foreach: "@createArray(1)",
          runtimeConfiguration: { concurrency: { repetitions: 5 } },
          actions: {
            Seed_3: action("SetVariable", { inputs: { name: "s", value: "@string(item())" } }),
            Seed_4: compose("@variables('s')", "Seed_3"),
          },
        },
        "Seed",
      ),
    }),
    "CLOUDFLOW.VARIABLE_SHARED",
  ],
  [
    "an open trigger",
    registration,
    (flow) => {
      Object.assign(triggerOf(flow), { kind: "Http", inputs: { triggerAuthenticationType: "All" } });
      Object.assign(definitionOf(flow), { actions: { Seed: compose("@triggerBody()") } });
    },
    "CLOUDFLOW.TRIGGER_OPEN",
  ],
  [
    "a loop without limit",
    registration,
    add({ Seed: action("Until", { expression: "@equals(triggerBody(), 1)", actions: {} }) }),
    "CLOUDFLOW.LOOP_UNBOUNDED",
  ],
  [
    "a flow that starts itself",
    opportunities,
    (flow) => {
      const trigger = triggerOf(flow);
      delete trigger["conditions"];
      delete tree(inputsOf(trigger)["parameters"])["$filter"];
      const { table } = tree(inputsOf(trigger)["parameters"]);
      const host = { ...hostOf(trigger), operationId: "PatchItem_V3" };
      actionsOf(flow)["Seed"] = action("OpenApiConnection", {
        inputs: { host, parameters: { table, id: "1" } },
      });
    },
    "CLOUDFLOW.STARTS_ITSELF",
  ],
  [
    "a password",
    registration,
    add({
      Seed: action("Http", {
        inputs: {
          method: "GET",
          uri: "https://contoso.example",
          authentication: { type: "Basic", username: "a", password: "correct-horse" },
        },
      }),
    }),
    "CLOUDFLOW.SECRET_IN_TEXT",
  ],
  [
    "a key in a header",
    registration,
    add({
      Seed: action("Http", {
        inputs: {
          method: "GET",
          uri: "https://contoso.example",
          headers: { "x-functions-key": "0123456789abcdef" },
        },
      }),
    }),
    "CLOUDFLOW.SECRET_IN_TEXT",
  ],
  [
    "the default of a secret",
    registration,
    (flow) =>
      put(tree(definitionOf(flow)["parameters"]), "Key", {
        type: "SecureString",
        defaultValue: "0123456789abcdef",
      }),
    "CLOUDFLOW.SECRET_IN_TEXT",
  ],
];

const calls: readonly Defect[] = [
  [
    "a child that starts by itself",
    customize,
    (flow) =>
      put(definitionOf(flow), "triggers", {
        R: { type: "Recurrence", recurrence: { frequency: "Day", interval: 1 } },
      }),
    "SOL.CHILD_NOT_CALLABLE",
  ],
  [
    "a child that never answers",
    updates,
    (flow) => {
      const [name, , block] = first(flow, ofType("Response"));
      delete block[name];
    },
    "SOL.CHILD_SILENT",
  ],
  [
    "a child with a borrowed connection",
    customize,
    (flow) => {
      const [reference] = Object.values(tree(tree(flow["properties"])["connectionReferences"]));
      tree(reference)["runtimeSource"] = "invoker";
    },
    "SOL.CHILD_RUN_ONLY",
  ],
  [
    "an input by its title",
    opportunities,
    callWith({ boolean: true, "Opportunity id": "006" }),
    "SOL.CHILD_INPUT_UNKNOWN",
  ],
  [
    "a required input forgotten",
    receiver,
    callWith({}, "59d58be9-0f24-569f-babd-11de2665f07a"),
    "SOL.CHILD_INPUT_MISSING",
  ],
  ["an input that is null", opportunities, callWith({ text: null }), "SOL.CHILD_INPUT_KIND"],
  [
    "a number where a text is taken",
    opportunities,
    callWith({ text: "@length('006')" }),
    "SOL.CHILD_INPUT_KIND",
  ],
  ["a text where a truth is taken", opportunities, callWith({ boolean: "true" }), "SOL.CHILD_INPUT_KIND"],
  [
    "a retry that has no end",
    registration,
    change("OpenApiConnection", (each) =>
      put(inputsOf(each), "retryPolicy", { type: "fixed", count: 500, interval: "PT5S" }),
    ),
    "RUN.SETTING_INVALID",
  ],
  [
    "a condition that is a text",
    opportunities,
    (flow) => put(triggerOf(flow), "conditions", [{ expression: "equals(1, 1)" }]),
    "RUN.SETTING_INVALID",
  ],
  [
    "a case twice",
    customize,
    change("Switch", (each) => {
      for (const branch of Object.values(tree(each["cases"]))) put(tree(branch), "case", "StoreState");
    }),
    "RUN.SETTING_INVALID",
  ],
  [
    "an answer without a status",
    customize,
    change("Response", (each) => put(inputsOf(each), "statusCode", "OK")),
    "RUN.SETTING_INVALID",
  ],
  [
    "a note that goes on and on",
    registration,
    change("OpenApiConnection", (each) => put(each, "description", "On and on. ".repeat(30))),
    "CLOUDFLOW.DESCRIPTION_LONG",
  ],
  [
    "a child that calls its parent",
    customize,
    add({
      Seed: action("Workflow", {
        inputs: { host: { workflowReferenceName: "fa92cb2b-4284-5795-b3a9-afc43465da69" } },
      }),
    }),
    "SOL.CHILD_CIRCLE",
  ],
  [
    "a parameter that was renamed",
    registration,
    change("OpenApiConnection", (each) => put(inputsOf(each), "parameters", { organization: "a" })),
    "SOL.OPERATION_PARAMETER_UNKNOWN",
  ],
  [
    "a parameter that was forgotten",
    updates,
    (flow) => {
      const [, each] = first(flow, (other) => hostOf(other)["operationId"] === "GetReferralById");
      inputsOf(each)["parameters"] = {};
    },
    "SOL.OPERATION_PARAMETER_MISSING",
  ],
  [
    "a number that is none",
    registration,
    (flow) => {
      const [, each] = first(flow, (other) => hostOf(other)["operationId"] === "GetAllReferrals");
      tree(inputsOf(each)["parameters"])["$top"] = "all";
    },
    "SOL.OPERATION_PARAMETER_KIND",
  ],
  [
    "an operation of the receiver's that is gone",
    receiver,
    (flow) => {
      const [, each] = first(flow, ofType("Workflow"));
      hostOf(each)["workflowReferenceName"] = "00000000-0000-4000-8000-000000000000";
    },
    "SOL.CHILD_UNKNOWN",
  ],
];

const parameters = "Connector/csl_cosellreferrals_connectionparameters";
const policies = "Connector/csl_cosellreferrals_policytemplateinstances";
const definition = "Connector/csl_cosellreferrals_openapidefinition";

const operationOf = (swagger: Tree): Tree => {
  const [path] = Object.values(tree(swagger["paths"]));
  return tree(Object.values(tree(path)).find((each) => "operationId" in tree(each)));
};

const connectors: readonly Defect[] = [
  [
    "a sign-in of no type",
    parameters,
    (json) => put(tree(json["token"]), "type", "oauth"),
    "CONN.RULE_BROKEN",
  ],
  [
    "a sign-in without provider",
    parameters,
    (json) => drop(tree(tree(json["token"])["oAuthSettings"]), "identityProvider"),
    "CONN.RULE_BROKEN",
  ],
  [
    "a policy without its parameters",
    policies,
    (json) => put(tree(json[0]), "parameters", {}),
    "CONN.RULE_BROKEN",
  ],
  [
    "a policy that nobody knows",
    policies,
    (json) => put(tree(json[0]), "templateId", "magic"),
    "CONN.RULE_DOUBTED",
  ],
  [
    "a policy for no operation",
    policies,
    (json) => put(tree(tree(json[0])["parameters"]), "x-ms-apimTemplate-operationName", ["Gone"]),
    "CONN.RULE_DOUBTED",
  ],
  [
    "two operations of one id",
    definition,
    (swagger) => {
      const paths = tree(swagger["paths"]);
      paths["/again"] = { get: { ...operationOf(swagger), parameters: [] } };
    },
    "CONN.RULE_BROKEN",
  ],
  [
    "a reference that leads nowhere",
    definition,
    (swagger) =>
      put(operationOf(swagger), "responses", {
        200: { description: "a", schema: { $ref: "#/definitions/Gone" } },
      }),
    "CONN.RULE_BROKEN",
  ],
  [
    "a list of types",
    definition,
    (swagger) => put(swagger, "definitions", { Odd: { type: ["string", "null"] } }),
    "CONN.RULE_BROKEN",
  ],
];

describe.each([
  { part: "what a flow does", defects: doubts },
  { part: "what a flow calls", defects: calls },
  { part: "a connector", defects: connectors },
])("in $part", ({ defects }) => {
  it.each(defects)("%s is found", (_what, file, edit, code) => {
    expect(codesAfter(file, edit)).toContain(code);
  });
});
