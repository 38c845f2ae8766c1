import { describe, expect, it } from "vitest";
import { action, compose } from "./flow-file.ts";
import {
  actionsOf,
  add,
  change,
  codesAfter,
  creation,
  type Defect,
  definitionOf,
  drop,
  first,
  hostOf,
  many,
  merger,
  nested,
  put,
  reconcile,
  registration,
  tree,
  triggerOf,
  variable,
} from "./sow-json.ts";

// Defects of our own flows that the flow service refuses, or that fail in a run: one each, and the code that must be found.
// ../solution/seeded-defects.test.ts sows those of everything around flows.

const shapes: readonly Defect[] = [
  ["no trigger", registration, (flow) => put(definitionOf(flow), "triggers", {}), "CLOUDFLOW.TRIGGERS"],
  [
    "a second trigger",
    registration,
    (flow) => put(tree(definitionOf(flow)["triggers"]), "second", triggerOf(flow)),
    "CLOUDFLOW.TRIGGERS",
  ],
  [
    "a misspelt type",
    merger,
    change("Compose", (each) => put(each, "type", "Composed")),
    "CLOUDFLOW.TYPE_UNKNOWN",
  ],
  ["no type", merger, change("Compose", (each) => drop(each, "type")), "RUN.SETTING_MISSING"],
  ["no inputs", merger, change("Compose", (each) => drop(each, "inputs")), "RUN.SETTING_MISSING"],
  ["no condition", merger, change("If", (each) => drop(each, "expression")), "RUN.SETTING_MISSING"],
  [
    "no operation",
    registration,
    change("OpenApiConnection", (each) => drop(hostOf(each), "operationId")),
    "RUN.SETTING_MISSING",
  ],
  ["no rhythm", reconcile, (flow) => drop(triggerOf(flow), "recurrence"), "RUN.SETTING_MISSING"],
  [
    "a rhythm that is none",
    reconcile,
    (flow) => put(tree(triggerOf(flow)["recurrence"]), "frequency", "Often"),
    "RUN.SETTING_INVALID",
  ],
  [
    "connections that are not declared",
    merger,
    (flow) => drop(tree(definitionOf(flow)["parameters"]), "$connections"),
    "CLOUDFLOW.CONNECTIONS_UNDECLARED",
  ],
  [
    "a connection that is not listed",
    registration,
    change("OpenApiConnection", (each) => put(hostOf(each), "connectionName", "shared_other")),
    "RUN.CONNECTION_UNKNOWN",
  ],
  ["a long name", merger, add({ ["A".repeat(81)]: compose(1) }), "CLOUDFLOW.NAME_LONG"],
  [
    "a name in another case",
    merger,
    (flow) => {
      const [name] = first(flow, (_each, called) => called !== called.toUpperCase());
      actionsOf(flow)[name.toUpperCase()] = compose(1);
    },
    "RUN.NAME_TAKEN",
  ],
  ["too many actions", registration, add(many(501, () => compose(1))), "RUN.LIMIT_EXCEEDED"],
  [
    "too many variables",
    registration,
    add(many(251, (index) => variable(`v${index}`, "string"))),
    "RUN.LIMIT_EXCEEDED",
  ],
  [
    "too many cases",
    registration,
    add({
      Seed: action("Switch", {
        expression: "@triggerBody()",
        cases: many(26, (index) => ({ case: index, actions: {} })),
      }),
    }),
    "RUN.LIMIT_EXCEEDED",
  ],
  ["nesting without end", registration, add({ Seed: nested(9) }), "RUN.LIMIT_EXCEEDED"],
];

const ways: readonly Defect[] = [
  [
    "waiting for what was removed",
    registration,
    (flow) => {
      const [, each] = first(flow, ({ runAfter }) => Object.keys(tree(runAfter)).length > 0);
      each["runAfter"] = { Gone: ["Succeeded"] };
    },
    "RUN.RUN_AFTER_UNKNOWN",
  ],
  [
    "waiting in a circle",
    registration,
    add({ Seed: compose(1, "Seed_2"), Seed_2: compose(1, "Seed") }),
    "RUN.RUN_AFTER_CYCLE",
  ],
  [
    "a status that is none",
    registration,
    (flow) => {
      const [, each] = first(flow, ({ runAfter }) => Object.keys(tree(runAfter)).length > 0);
      const [name = ""] = Object.keys(tree(each["runAfter"]));
      tree(each["runAfter"])[name] = ["Success"];
    },
    "RUN.SETTING_INVALID",
  ],
  [
    "an action under another name",
    registration,
    (flow) => {
      const text = JSON.stringify(flow);
      const [name, each, block] = first(flow, (_each, called) => text.includes(`('${called}')`));
      block["Renamed"] = each;
      delete block[name];
    },
    "RUN.REFERENCE_UNKNOWN",
  ],
  [
    "reading what runs at the same time",
    creation,
    (flow) => {
      const [, each] = first(
        flow,
        (other, name) =>
          name !== "" &&
          /outputs\('|body\('/.test(JSON.stringify(other["inputs"] ?? "")) &&
          Object.keys(tree(other["runAfter"])).length > 0,
      );
      each["runAfter"] = {};
    },
    "CLOUDFLOW.OUT_OF_ORDER",
  ],
  [
    "reading what runs later",
    registration,
    add({ Seed: compose("@outputs('Seed_2')"), Seed_2: compose(1, "Seed") }),
    "CLOUDFLOW.OUT_OF_ORDER",
  ],
  [
    "an item outside of its loop",
    registration,
    add({
      Seed: action("Foreach", { foreach: "@createArray(1)", actions: {} }),
      Seed_2: compose("@items('Seed')", "Seed"),
    }),
    "RUN.REFERENCE_MISPLACED",
  ],
  [
    "a variable that nobody makes",
    registration,
    add({ Seed: compose("@variables('Seed')") }),
    "RUN.REFERENCE_UNKNOWN",
  ],
  [
    "setting a variable that nobody makes",
    registration,
    add({ Seed: action("SetVariable", { inputs: { name: "Seed", value: 1 } }) }),
    "RUN.REFERENCE_UNKNOWN",
  ],
  [
    "setting a variable from itself",
    registration,
    add({
      Seed: variable("s", "string"),
      Seed_2: action("SetVariable", { inputs: { name: "s", value: "@concat(variables('s'), 'a')" } }, "Seed"),
    }),
    "RUN.REFERENCE_MISPLACED",
  ],
  [
    "a variable inside of a scope",
    registration,
    add({ Seed: action("Scope", { actions: { Seed_2: variable("s", "string") } }) }),
    "RUN.PLACE_FORBIDDEN",
  ],
  [
    "an end inside of a loop",
    registration,
    add({
      Seed: action("Foreach", {
        foreach: "@createArray(1)",
        actions: { Seed_2: action("Terminate", { inputs: { runStatus: "Failed" } }) },
      }),
    }),
    "RUN.PLACE_FORBIDDEN",
  ],
  [
    "an action behind the end",
    registration,
    add({ Seed: action("Terminate", { inputs: { runStatus: "Failed" } }), Seed_2: compose(1, "Seed") }),
    "CLOUDFLOW.NEVER_REACHED",
  ],
];

const values: readonly Defect[] = [
  [
    "the length of a number",
    merger,
    change("Compose", (each) => put(each, "inputs", "@length(5)")),
    "CLOUDFLOW.KIND_WRONG",
  ],
  [
    "a condition that is a text",
    merger,
    change("If", (each) => put(each, "expression", "@concat('true')")),
    "CLOUDFLOW.KIND_WRONG",
  ],
  [
    "a loop over a text",
    merger,
    change("Foreach", (each) => put(each, "foreach", "@string(triggerBody())")),
    "CLOUDFLOW.KIND_WRONG",
  ],
  [
    "a division by zero",
    merger,
    change("Compose", (each) => put(each, "inputs", "@div(1, 0)")),
    "CLOUDFLOW.ALWAYS_FAILS",
  ],
  [
    "a variable of another type",
    registration,
    add({ Seed: variable("s", "integer", "@createArray(1)") }),
    "CLOUDFLOW.VARIABLE_KIND",
  ],
  [
    "counting with a text",
    registration,
    add({
      Seed: variable("s", "string"),
      Seed_2: action("IncrementVariable", { inputs: { name: "s", value: 1 } }, "Seed"),
    }),
    "CLOUDFLOW.VARIABLE_KIND",
  ],
  [
    "a long expression",
    merger,
    change("Compose", (each) => put(each, "inputs", `@concat('${"a".repeat(8200)}')`)),
    "EXPR.TOO_LONG",
  ],
  [
    "a deep expression",
    merger,
    change("Compose", (each) => put(each, "inputs", `@${"not(".repeat(600)}true${")".repeat(600)}`)),
    "EXPR.TOO_DEEP",
  ],
];

describe.each([
  { part: "the form of a flow", defects: shapes },
  { part: "the ways through a flow", defects: ways },
  { part: "a value of a flow", defects: values },
])("in $part", ({ defects }) => {
  it.each(defects)("%s is found", (_what, file, edit, code) => {
    expect(codesAfter(file, edit)).toContain(code);
  });
});

it("finds nothing where nothing was sown", () => {
  expect(codesAfter(registration, () => {})).toEqual([]);
});
