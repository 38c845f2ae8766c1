import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../simulator/proof/definition.ts";
import {
  dropArgument,
  everywhere,
  negate,
  replaceBy,
  replaceCall,
  replaceNumber,
  replaceText,
  swapArguments,
  trigger,
} from "../../../simulator/proof/expression-operators.ts";
import type { Mutation } from "../../../simulator/proof/mutation.ts";
import {
  changeRunAfter,
  dropAction,
  dropProperty,
  dropRunAfter,
  fixCondition,
  renameCase,
  setProperty,
  setTrigger,
  swapBranches,
  swapProperties,
} from "../../../simulator/proof/operators.ts";

const sample = (): JsonObject => ({
  triggers: { Poll: { type: "Recurrence", conditions: [{ expression: "@equals(triggerBody()?['a'], 1)" }] } },
  actions: {
    Read_it: { type: "Compose", runAfter: {}, inputs: { one: "@add(1, 2)", "a/b": "two" } },
    Choose: {
      type: "If",
      runAfter: { Read_it: ["Succeeded"] },
      expression: "@and(equals(1, 2), not(false))",
      actions: { Inner: { type: "Compose", runAfter: {}, inputs: "@if(equals('x', 'y'), 'yes', 'no')" } },
      else: { actions: { Other: { type: "Compose", runAfter: {}, inputs: "text" } } },
    },
    Switch_it: {
      type: "Switch",
      runAfter: { Choose: ["Succeeded"] },
      expression: "@outputs('Read_it')",
      cases: { One: { case: "One", actions: {} } },
    },
  },
});

/** How the definition differs afterwards, by the path of each change. */
function changes({ apply }: Mutation): Record<string, unknown> {
  const [before, after] = [sample(), sample()];
  apply(after);
  const flatten = (value: unknown, path = ""): [string, unknown][] =>
    typeof value === "object" && value !== null && Object.keys(value).length > 0
      ? Object.entries(value).flatMap(([key, each]) => flatten(each, path === "" ? key : `${path} ${key}`))
      : [[path, value]];
  const [old, changed] = [new Map(flatten(before)), new Map(flatten(after))];
  return Object.fromEntries(
    [...new Set([...old.keys(), ...changed.keys()])]
      .filter((path) => JSON.stringify(old.get(path)) !== JSON.stringify(changed.get(path)))
      .map((path) => [path, changed.get(path)]),
  );
}

describe("operators over the structure", () => {
  it.each<[string, Mutation, Record<string, unknown>]>([
    [
      "takes a property away whose name has a slash",
      dropProperty("Read it", "inputs/a~1b"),
      { "actions Read_it inputs a/b": undefined },
    ],
    [
      "sets a property of an inner action",
      setProperty("Inner", "inputs", 7),
      { "actions Choose actions Inner inputs": 7 },
    ],
    [
      "swaps properties",
      swapProperties("Read it", "inputs/one", "inputs/a~1b"),
      { "actions Read_it inputs one": "two", "actions Read_it inputs a/b": "@add(1, 2)" },
    ],
    [
      "changes what an action runs after",
      changeRunAfter("Choose", "Read it", ["Failed"]),
      { "actions Choose runAfter Read_it 0": "Failed" },
    ],
    [
      "lets an action start at once",
      dropRunAfter("Switch it"),
      { "actions Switch_it runAfter Choose 0": undefined, "actions Switch_it runAfter": {} },
    ],
    ["renames a case", renameCase("Switch it", "One", "Two"), { "actions Switch_it cases One case": "Two" }],
    [
      "takes the condition of the trigger away",
      setTrigger("conditions", undefined),
      { "triggers Poll conditions 0 expression": undefined },
    ],
  ])("%s", (_, mutation, expected) => {
    expect(changes(mutation)).toEqual(expected);
  });

  it("takes an action out and ties what followed it to what was before", () => {
    const definition = sample();
    expect(dropAction("Choose").apply(definition)).toBe(1);
    expect(Object.keys(Object(definition["actions"]))).toEqual(["Read_it", "Switch_it"]);
    expect(Object(definition["actions"])["Switch_it"]).toMatchObject({
      runAfter: { Read_it: ["Succeeded"] },
    });
  });

  it("swaps branches and fixes conditions", () => {
    const definition = sample();
    swapBranches("Choose").apply(definition);
    fixCondition("Choose", false).apply(definition);
    expect(Object(definition["actions"])["Choose"]).toMatchObject({
      actions: { Other: {} },
      else: { actions: { Inner: {} } },
      expression: { and: [{ equals: [true, false] }] },
    });
  });

  it("finds nothing where the name, the path or the case is gone", () => {
    const gone = [
      dropAction("Nobody"),
      dropProperty("Read it", "inputs/three"),
      setProperty("Read it", "inputs/three", 1),
      changeRunAfter("Choose", "Nobody", []),
      dropRunAfter("Read it"),
      renameCase("Switch it", "Three", "Four"),
      swapBranches("Read it"),
      setTrigger("splitOn", undefined),
    ];
    expect(gone.map(({ apply }) => apply(sample()))).toEqual(gone.map(() => 0));
  });
});

describe("operators over expressions", () => {
  const inner = "actions Choose actions Inner inputs";
  it.each<[string, Mutation, Record<string, unknown>]>([
    [
      "calls another function",
      replaceCall("Read it", "add", "1", "sub"),
      { "actions Read_it inputs one": "@sub(1, 2)" },
    ],
    [
      "turns the innermost test round",
      negate("Choose", "equals", "1"),
      { "actions Choose expression": "@and(not(equals(1, 2)), not(false))" },
    ],
    [
      "leaves an argument out",
      dropArgument("Choose", "and", "false"),
      { "actions Choose expression": "@and(equals(1, 2))" },
    ],
    [
      "swaps the answers of an if",
      swapArguments("Inner", "if", "'x'", [1, 2]),
      { [inner]: "@if(equals('x', 'y'), 'no', 'yes')" },
    ],
    [
      "replaces texts",
      replaceText(everywhere, "yes", "perhaps"),
      { [inner]: "@if(equals('x', 'y'), 'perhaps', 'no')" },
    ],
    ["replaces numbers", replaceNumber("Read it", 2, 3), { "actions Read_it inputs one": "@add(1, 3)" }],
    [
      "replaces a call of the trigger",
      replaceBy(trigger, "equals", "'a'", "equals(1, 1)"),
      { "triggers Poll conditions 0 expression": "@equals(1, 1)" },
    ],
  ])("%s", (_, mutation, expected) => {
    expect(changes(mutation)).toEqual(expected);
  });

  it("leaves the actions inside a container alone", () => {
    expect(replaceText("Choose", "yes", "no").apply(sample())).toBe(0);
  });
});
