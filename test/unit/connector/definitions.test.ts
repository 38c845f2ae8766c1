import SwaggerParser from "@apidevtools/swagger-parser";
import type { OpenAPIV2 } from "openapi-types";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Definition } from "../../../connector/definition/openapi.ts";
import { emitConnectors } from "../../../connector/index.ts";
import type { ConnectorOperation } from "../../../connector/operation.ts";
import { eventOperations, referralOperations } from "../../../connector/operations.ts";
import { defaultModel } from "./model.ts";
import { operationsOf, resolvedParameters } from "./read-definition.ts";

const connectors = emitConnectors(defaultModel());
const tables = { referrals: referralOperations, events: eventOperations };

it("emits one connector for referrals and one for events", () => {
  expect(connectors.map(({ connector }) => [connector.role, connector.name])).toEqual([
    ["referrals", "csl_cosellreferrals"],
    ["events", "csl_cosellevents"],
  ]);
});

it("emits none where the mapping uses Microsoft's own", () => {
  const model = defaultModel((text) => text.replace("mode: custom #", "mode: certified #"));
  expect(model.connectors.mode).toBe("certified");
  expect(emitConnectors(model)).toEqual([]);
});

it("writes definitions of a type that public typings of OpenAPI accept", () => {
  // Those typings say that items are never objects with properties, which OpenAPI 2.0 allows.
  type Typing<Type> = {
    -readonly [Key in keyof Type]: Key extends "items" ? OpenAPIV2.ItemsObject : Typing<Type[Key]>;
  };
  const accepted = (definition: Typing<Definition>): OpenAPIV2.Document => definition;
  expectTypeOf(accepted).returns.toEqualTypeOf<OpenAPIV2.Document>();
});

describe.each(connectors.map((connector) => [connector.connector.role, connector] as const))(
  "%s",
  (role, { definition, connectionParameters, policies }) => {
    const table: readonly ConnectorOperation[] = Object.values(tables[role]);

    it("is a valid OpenAPI 2.0 document by an independent parser", async () => {
      const document = JSON.parse(JSON.stringify(definition));
      await expect(SwaggerParser.validate(document)).resolves.toBeDefined();
    });

    it("has exactly the operations of the table: paths, parameters, types, needs and bodies", () => {
      const found = operationsOf(definition).map(({ method, path, operation }) => ({
        operationId: operation["operationId"],
        method,
        path,
        parameters: resolvedParameters(definition, operation).map((parameter) => ({
          name: parameter["name"],
          in: parameter["in"],
          required: parameter["required"],
          type: parameter["type"] ?? typeOfBody(definition, parameter["schema"]),
          internal: parameter["x-ms-visibility"] === "internal",
        })),
      }));
      const wanted = table.map(({ operationId, method, path, parameters, body }) => ({
        operationId,
        method,
        path,
        parameters: [
          ...parameters,
          ...(body === undefined ? [] : [{ ...body, in: "body", internal: false }]),
        ],
      }));
      expect(found).toEqual(expect.arrayContaining(wanted));
      expect(found).toHaveLength(wanted.length);
    });

    it("answers every operation with a schema, and no error with one", () => {
      for (const { operation } of operationsOf(definition)) {
        const answers = Object.entries(operation["responses"] ?? {});
        const withSchema = answers.filter(([, answer]) => "schema" in Object(answer));
        expect([operation["operationId"], withSchema.map(([status]) => status)]).toEqual([
          operation["operationId"],
          ["200"],
        ]);
        expect(answers.map(([status]) => status)).toEqual(
          expect.arrayContaining(["400", "404", "429", "500"]),
        );
      }
    });

    it("uses every definition and shared parameter", () => {
      const text = JSON.stringify(definition);
      for (const kind of ["definitions", "parameters"] as const) {
        const unused = Object.keys(Object(definition[kind])).filter(
          (name) => !text.includes(`"$ref":"#/${kind}/${name}"`),
        );
        expect(unused).toEqual([]);
      }
    });

    it("carries no secret", () => {
      expect(JSON.stringify([definition, connectionParameters, policies])).not.toMatch(/secret/i);
    });
  },
);

describe("the three changes of a referral", () => {
  const referrals = connectors[0];

  it("have paths of their own, which the policy leads to the one that the service knows", () => {
    const routed = table("PATCH").filter(({ path }) => path !== "/referrals/{id}");
    expect(routed).toHaveLength(2);
    expect(referrals?.policies).toEqual([
      {
        templateId: "routerequesttoendpoint",
        title: expect.any(String),
        parameters: {
          "x-ms-apimTemplate-operationName": routed.map(({ operationId }) => operationId),
          "x-ms-apimTemplateParameter.newPath": "/referrals/{id}",
          "x-ms-apimTemplateParameter.httpMethod": "@Request.OriginalHTTPMethod",
        },
      },
    ]);
  });

  it("take If-Match and Prefer, and answer 412", () => {
    for (const { operationId, parameters } of table("PATCH")) {
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(["If-Match", "Prefer"]));
      const written = operationsOf(referrals?.definition).find(
        ({ operation }) => operation["operationId"] === operationId,
      );
      expect(Object.keys(Object(written?.operation["responses"]))).toContain("412");
    }
  });

  function table(method: string): readonly ConnectorOperation[] {
    return Object.values(referralOperations).filter((operation) => operation.method === method);
  }
});

function typeOfBody(document: unknown, schema: unknown): unknown {
  const { $ref, type } = Object(schema);
  if (typeof $ref !== "string") return type;
  return Object(document).definitions[$ref.replace("#/definitions/", "")].type;
}
