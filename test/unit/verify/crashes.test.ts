import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { filesOf, zipAt } from "../solution/default-solution.ts";
import { action, codesOf, compose, found } from "./flow-file.ts";

// Inputs that once ended in an exception instead of a finding, found by changing real and own files at random. Words
// that every object of JavaScript answers to are the favourites.

it("types of actions that are called like a member of every object", () => {
  for (const type of ["constructor", "toString", "__proto__", "valueOf"]) {
    expect(found({ actions: { A: action(type, {}) } })).toEqual(["CLOUDFLOW.TYPE_UNKNOWN"]);
  }
});

it("actions, parameters and variables of such names", () => {
  const actions = {
    constructor: compose("@parameters('toString')"),
    B: compose("@outputs('valueOf')", "constructor"),
    C: compose("@variables('hasOwnProperty')", "B"),
  };
  expect(found({ actions })).toEqual([
    "RUN.REFERENCE_UNKNOWN",
    "RUN.REFERENCE_UNKNOWN",
    "SOL.PARAMETER_UNKNOWN",
  ]);
});

it("a policy made from a template of such a name", () => {
  const policy = { templateId: "Constructor", title: "a", parameters: {} };
  const properties = {
    iconBrandColor: "#0b5cab",
    connectionParameters: {},
    policyTemplateInstances: [policy],
  };
  expect(codesOf({ properties })).toEqual(["CONN.RULE_DOUBTED"]);
});

it("an environment variable of such a type", () => {
  const files = filesOf(zipAt("single/CosellSync_1_0_0_0.zip"));
  const path = "environmentvariabledefinitions/csl_activestagename/environmentvariabledefinition.xml";
  const text = new TextDecoder().decode(files.get(path)).replace("100000000", "constructor");
  files.set(path, strToU8(text));
  const bytes = zipSync(Object.fromEntries(files), { level: 0 });
  const { diagnostics } = verify([{ kind: "file", name: "a.zip", bytes }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["SOL.VARIABLE_TYPE_UNKNOWN"]);
});

it("definitions that refer to one another thousands of steps deep", () => {
  const definitions = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      `D${index}`,
      { type: "object", properties: { next: { $ref: `#/definitions/D${index + 1}` } } },
    ]),
  );
  const paths = {
    "/a": {
      get: {
        operationId: "A",
        responses: { 200: { description: "a", schema: { $ref: "#/definitions/D0" } } },
      },
    },
  };
  const codes = codesOf({ swagger: "2.0", info: { title: "Deals", version: "1" }, paths, definitions });
  expect(codes).toContain("CONN.RULE_BROKEN");
});

it("fifty definitions that all lead to one another, in each of two thousand operations", () => {
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  const properties = Object.fromEntries(
    numbers.map((number) => [`p${number}`, { $ref: `#/definitions/D${number}` }]),
  );
  const definitions = Object.fromEntries(
    numbers.map((number) => [`D${number}`, { type: "object", properties }]),
  );
  const paths = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => {
      const schema = { $ref: `#/definitions/D${index % 50}` };
      return [
        `/a${index}`,
        { get: { operationId: `A${index}`, responses: { 200: { description: "a", schema } } } },
      ];
    }),
  );
  const codes = codesOf({ swagger: "2.0", info: { title: "Deals", version: "1" }, paths, definitions });
  // Too many operations, and each of them with too many schemas.
  expect(codes.filter((code) => code === "CONN.RULE_BROKEN")).toHaveLength(2001);
});

it("an expression that is nested as deep as JSON may be", () => {
  const deep = `@${"f(".repeat(4000)}`;
  expect(found({ actions: { A: compose(deep) } })).toEqual(["EXPR.TOO_DEEP"]);
});

it("a chain of actions without end, each of which reads the first", () => {
  const chain = Array.from({ length: 30_000 }, (_, index) => [
    `A${index}`,
    index === 0 ? compose(1) : compose("@outputs('A0')", `A${index - 1}`),
  ]);
  const answer = action("Response", { inputs: { statusCode: 200 } }, "A29999");
  expect(found({ actions: { ...Object.fromEntries(chain.toReversed()), answer } })).toEqual([
    "RUN.LIMIT_EXCEEDED",
  ]);
});
