import { describe, expect, it } from "vitest";
import { definedOperations } from "../../../solution/verify/operations/defined-operations.ts";
import { parameterProblems } from "../../../solution/verify/operations/parameter-problems.ts";

// Parameters of a call against the definition of the operation, with everything that a definition can leave open.

const definition = {
  swagger: "2.0",
  paths: {
    "/deals/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string" }],
      patch: {
        operationId: "UpdateDeal",
        parameters: [
          { $ref: "#/parameters/limit" },
          {
            name: "api-version",
            in: "query",
            required: true,
            type: "string",
            "x-ms-visibility": "internal",
            default: "1",
          },
          { name: "silent", in: "query", type: "boolean" },
          { name: "deal", in: "body", required: true, schema: { $ref: "#/definitions/Deal" } },
        ],
      },
      get: { operationId: "GetDeal" },
    },
    "/open": {
      post: {
        operationId: "Open",
        parameters: [{ name: "body", in: "body", required: true, schema: { type: "object" } }],
      },
    },
    "/hook": {
      post: {
        operationId: "Subscribe",
        parameters: [
          {
            name: "body",
            in: "body",
            required: true,
            schema: {
              type: "object",
              required: ["url", "event"],
              properties: {
                url: { type: "string", "x-ms-notification-url": true, "x-ms-visibility": "internal" },
                event: { type: "string" },
              },
            },
          },
        ],
      },
    },
  },
  parameters: { limit: { name: "limit", in: "query", type: "integer" } },
  definitions: {
    Deal: {
      type: "object",
      required: ["name", "owner", "kind"],
      properties: {
        name: { type: "string" },
        kind: { type: "string", default: "deal" },
        owner: { $ref: "#/definitions/Owner" },
        extra: { type: "object", additionalProperties: { type: "string" } },
        dynamic: { type: "object", properties: { a: {} }, "x-ms-dynamic-schema": { operationId: "Schema" } },
        "a/b": { type: "object", properties: { c: { type: "number" } } },
        parent: { $ref: "#/definitions/Deal" },
      },
    },
    Owner: {
      type: "object",
      required: ["mail"],
      properties: { mail: { type: "string" }, age: { type: "integer" } },
    },
  },
};

const operations = definedOperations(definition);

function problems(operation: string, given: object): readonly string[] {
  const defined = operations.get(operation.toLowerCase()) ?? expect.fail(`there is no ${operation}`);
  return parameterProblems(defined, { ...given }).map(({ kind, parameter }) => `${kind} ${parameter}`);
}

const whole = { id: "1", "deal/name": "a", "deal/owner/mail": "@triggerBody()" };

describe("parameters of a call", () => {
  it.each<readonly [what: string, operation: string, given: object, found: readonly string[]]>([
    ["all that is required", "UpdateDeal", whole, []],
    ["the body as a whole", "UpdateDeal", { id: "1", deal: "@triggerBody()" }, []],
    ["what is shared and referred to", "UpdateDeal", { ...whole, limit: 5 }, []],
    [
      "what is open inside",
      "UpdateDeal",
      { ...whole, "deal/extra/anything": 1, "deal/dynamic/whatever/else": 1 },
      [],
    ],
    ["a name with a slash", "UpdateDeal", { ...whole, "deal/a/b/c": 1 }, []],
    ["a property of itself", "UpdateDeal", { ...whole, "deal/parent/parent/name": "a" }, []],
    ["another name", "UpdateDeal", { ...whole, Limit: 5 }, ["unknown Limit"]],
    ["another name in the body", "UpdateDeal", { ...whole, "deal/title": "a" }, ["unknown deal/title"]],
    [
      "another name far inside",
      "UpdateDeal",
      { ...whole, "deal/owner/phone": "1" },
      ["unknown deal/owner/phone"],
    ],
    ["a way into a text", "UpdateDeal", { ...whole, "deal/name/first": "a" }, []],
    ["no parameter of the path", "GetDeal", {}, ["missing id"]],
    ["no body", "UpdateDeal", { id: "1" }, ["missing deal/name", "missing deal/owner/mail"]],
    ["a part of the body", "UpdateDeal", { id: "1", "deal/name": "a" }, ["missing deal/owner/mail"]],
    ["no body that may be anything", "Open", {}, []],
    ["a callback, which the platform fills in", "Subscribe", { "body/event": "a" }, []],
    ["no event", "Subscribe", {}, ["missing body/event"]],
    ["a text for a number", "UpdateDeal", { ...whole, limit: "many" }, ["type limit"]],
    ["a text that reads as a number", "UpdateDeal", { ...whole, limit: "5", "deal/owner/age": "7" }, []],
    ["a number that is computed", "UpdateDeal", { ...whole, limit: "@triggerBody()" }, []],
    ["a text for a boolean", "UpdateDeal", { ...whole, silent: "perhaps" }, ["type silent"]],
    [
      "a text for a number inside",
      "UpdateDeal",
      { ...whole, "deal/owner/age": "old" },
      ["type deal/owner/age"],
    ],
  ])("with %s", (_what, operation, given, found) => {
    expect(problems(operation, given)).toEqual(found);
  });

  it("does not follow references for ever", () => {
    const round = definedOperations({
      paths: { "/a": { get: { operationId: "A", parameters: [{ $ref: "#/parameters/x" }] } } },
      parameters: { x: { $ref: "#/parameters/y" }, y: { $ref: "#/parameters/x" } },
    });
    expect([...round.keys()]).toEqual(["a"]);
  });
});
