import { describe, expect, it } from "vitest";
import { action, compose, type FlowParts, found, variable } from "./flow-file.ts";

// What a flow may read when, and how much of everything there may be.

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
type Case = readonly [what: string, parts: FlowParts, code: string];

describe("what comes when", () => {
  it.each<Case>([
    [
      "what runs at the same time",
      { actions: { A: compose(1), B: compose("@outputs('A')") } },
      "CLOUDFLOW.OUT_OF_ORDER",
    ],
    [
      "what runs later",
      { actions: { A: compose("@body('B')"), B: compose(1, "A") } },
      "CLOUDFLOW.OUT_OF_ORDER",
    ],
    [
      "itself",
      { actions: { A: scope({ B: compose("@outputs('C')"), C: compose(1) }) } },
      "CLOUDFLOW.OUT_OF_ORDER",
    ],
    [
      "what is in the other branch",
      { actions: { A: condition({ B: compose(1) }, { C: compose("@outputs('B')") }) } },
      "CLOUDFLOW.OUT_OF_ORDER",
    ],
    [
      "what is inside of it",
      { actions: { A: action("Foreach", { foreach: "@body('B')", actions: { B: compose([]) } }) } },
      "CLOUDFLOW.OUT_OF_ORDER",
    ],
    [
      "an item of a loop beside it",
      { actions: { Start: compose(1), L: each({}), B: compose("@items('L')", "L") } },
      "RUN.REFERENCE_MISPLACED",
    ],
    [
      "a variable while it is set",
      { actions: { Start: variable("string", ""), A: set("@concat(variables('V'), 'a')", "Start") } },
      "RUN.REFERENCE_MISPLACED",
    ],
    ["a variable that nobody has made", { actions: { A: set("a") } }, "RUN.REFERENCE_UNKNOWN"],
    [
      "an action, from the outputs",
      { outputs: { o: { type: "String", value: "@outputs('A')" } } },
      "RUN.REFERENCE_UNKNOWN",
    ],
  ])("%s cannot be read", (_what, parts, code) => {
    expect(found(parts)).toEqual([code]);
  });

  it.each<readonly [what: string, actions: object]>([
    [
      "what ran before what ran before",
      { A: compose(1), B: compose(1, "A"), C: compose("@outputs('A')", "B") },
    ],
    ["what is inside of what ran before", { A: scope({ B: compose(1) }), C: compose("@outputs('B')", "A") }],
    [
      "what ran before the action around it",
      { A: compose(1), B: scope({ C: compose("@outputs('A')") }, "A") },
    ],
    ["the action around it", { A: scope({ B: compose("@actions('A')?['startTime']") }) }],
    [
      "what is inside, from an Until",
      {
        A: action("Until", {
          expression: "@equals(outputs('B'), 1)",
          limit: { count: 2 },
          actions: { B: compose(1) },
        }),
      },
    ],
    [
      "an item of a loop around the loop around it",
      {
        Start: compose(1),
        L: each({
          M: action("Foreach", {
            foreach: "@createArray(items('L'))",
            actions: { N: compose("@items('L')") },
          }),
        }),
      },
    ],
    ["the trigger by its name", { A: compose("@outputs('manual')") }],
  ])("%s can be read", (_what, actions) => {
    expect(found({ actions })).toEqual([]);
  });

  it("ends with the run", () => {
    const behind = (statuses: readonly string[]) =>
      found({ actions: { A: stop("Failed"), B: { ...compose(1), runAfter: { A: statuses } } } });
    expect(behind(["Succeeded", "Failed"])).toEqual(["CLOUDFLOW.NEVER_REACHED"]);
    expect(behind(["Skipped"])).toEqual([]);
  });
});

describe("limits", () => {
  const cases = Object.fromEntries(
    Array.from({ length: 26 }, (_, index) => [`C${index}`, { case: index, actions: {} }]),
  );
  const variables = Object.fromEntries(
    Array.from({ length: 251 }, (_, index) => [
      `A${index}`,
      action("InitializeVariable", { inputs: { variables: [{ name: `v${index}`, type: "string" }] } }),
    ]),
  );

  it.each<Case>([
    [
      "cases",
      { actions: { A: action("Switch", { expression: "@triggerBody()", cases }) } },
      "RUN.LIMIT_EXCEEDED",
    ],
    ["variables", { actions: variables }, "RUN.LIMIT_EXCEEDED"],
    ["characters of a name", { actions: { ["A".repeat(81)]: compose(1) } }, "CLOUDFLOW.NAME_LONG"],
    [
      "characters of an expression",
      { actions: { A: compose(`@concat('${"a".repeat(8200)}')`) } },
      "EXPR.TOO_LONG",
    ],
  ])("too many %s are found", (_what, parts, code) => {
    expect(found(parts)).toEqual([code]);
  });
});
