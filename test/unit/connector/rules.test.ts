import { describe, expect, it } from "vitest";
import {
  checkDefinition,
  checkProperties,
  definitionRules,
  propertiesRules,
} from "../../../connector/rules/rules.ts";
import { type Edits, edited } from "./edit.ts";
import {
  type Breakage,
  documentBreakages,
  extensionBreakages,
  operationBreakages,
  parameterBreakages,
  propertiesBreakages,
  referenceBreakages,
  responseBreakages,
  schemaBreakages,
  webhookBreakages,
} from "./rule-breakages.ts";
import { sampleDefinition, sampleProperties } from "./sample-definition.ts";

const breakages: readonly Breakage[] = [
  ...documentBreakages,
  ...operationBreakages,
  ...parameterBreakages,
  ...responseBreakages,
  ...schemaBreakages,
  ...referenceBreakages,
  ...extensionBreakages,
  ...webhookBreakages,
];

it("finds nothing in a connector that keeps every rule", () => {
  expect(checkDefinition(sampleDefinition)).toEqual([]);
  expect(checkProperties(sampleProperties, sampleDefinition)).toEqual([]);
});

describe("each rule is told by the one edit that breaks it", () => {
  it.each(breakages)("$says", ({ says, pointer, edits }) => {
    expect(checkDefinition(edited(sampleDefinition, edits))).toContainEqual(
      expect.objectContaining({ says, pointer }),
    );
  });

  it.each(propertiesBreakages)("$says", ({ says, pointer, edits }) => {
    expect(checkProperties(edited(sampleProperties, edits), sampleDefinition)).toContainEqual(
      expect.objectContaining({ says, pointer }),
    );
  });

  it("no rule is left out, and every sentence is its own", () => {
    const sentences = (all: readonly { readonly says: string }[]) => all.map(({ says }) => says).sort();
    expect(sentences(breakages)).toEqual(sentences(definitionRules));
    expect(sentences(propertiesBreakages)).toEqual(sentences(propertiesRules));
    const every = sentences([...definitionRules, ...propertiesRules]);
    expect(new Set(every).size).toBe(every.length);
  });
});

describe("what only looks like a mistake", () => {
  const said = (edits: Edits) => checkDefinition(edited(sampleDefinition, edits)).map(({ rule }) => rule);
  const text = { type: "string", "x-ms-summary": "Text", description: "A text." };

  it.each(["enum", "required", "oneOf", "$ref", "items", "constructor", "x-ms-oddity", "type"])(
    "a property may be called %s, as a keyword is",
    (name) => {
      expect(said({ [`/definitions/NewDeal/properties/${name}`]: text })).toEqual([]);
    },
  );

  it("a definition may hold itself", () => {
    expect(said({ "/definitions/NewDeal/properties/parent": { $ref: "#/definitions/NewDeal" } })).toEqual([]);
  });

  it("a name in a reference may be escaped", () => {
    expect(
      said({
        "/definitions/a~1b c": { type: "object", properties: {} },
        "/paths/~1deals/post/parameters/0/schema": { $ref: "#/definitions/a~1b%20c" },
      }),
    ).toEqual([]);
  });

  it("a trigger that polls needs no callback, even by POST", () => {
    expect(
      said({
        "/paths/~1deals/post/x-ms-trigger": "batch",
        "/paths/~1deals/post/summary": "When a deal is new",
        "/paths/~1deals/post/x-ms-trigger-hint": "Create a deal.",
      }),
    ).toEqual([]);
  });

  it("what is required may be in an object that is open, or made of parts", () => {
    expect(
      said({
        "/definitions/NewDeal/required": ["name", "other"],
        "/definitions/NewDeal/additionalProperties": true,
        "/definitions/Deal/required": ["name", "other"],
        "/definitions/Deal/allOf": [{ type: "object", properties: { other: text } }],
      }),
    ).toEqual([]);
  });
});

describe("what is no definition at all", () => {
  it.each([null, 1, "text", [], {}, { paths: [] }, { swagger: "2.0", paths: { "/a": { get: null } } }])(
    "%j is refused, not stumbled over",
    (value) => {
      expect(checkDefinition(value).map(({ severity }) => severity)).toContain("error");
    },
  );

  it("ends where references and nesting do not", () => {
    // Each definition holds the next twice: two to the power of 40 schemas, if all of them were followed.
    const doubled = Array.from({ length: 40 }, (_, index) => {
      const next = { $ref: `#/definitions/D${index + 1}` };
      return [`/definitions/D${index}`, { type: "object", properties: { a: next, b: next } }] as const;
    });
    let nested: unknown = { type: "string" };
    for (let depth = 0; depth < 2_000; depth += 1) nested = { type: "array", items: nested };
    const definition = edited(sampleDefinition, {
      ...Object.fromEntries(doubled),
      "/definitions/D40": { type: "string" },
      "/definitions/Deep": nested,
      "/paths/~1deals/post/parameters/0/schema": { $ref: "#/definitions/D0" },
      "/paths/~1deals/get/responses/200/schema": { $ref: "#/definitions/Deep" },
    });
    const rules = checkDefinition(definition).map(({ rule }) => rule);
    expect(rules).toContain("SchemaTooDeep");
    expect(rules).toContain("BodySchemaCountExceedsMaxAllowed");
  });
});
