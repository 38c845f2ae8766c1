import type { JsonObject } from "../../generator/model/emitted.ts";
import type { ConnectorModel } from "../../generator/model/model.ts";
import { loginUri, services } from "../facts.ts";
import type { ConnectorOperation, OperationTable } from "../operation.ts";
import type { OperationText } from "./operation-texts.ts";
import { writeParameter } from "./parameters.ts";
import type { Schema } from "./schema.ts";

export interface DefinitionParts {
  readonly connector: ConnectorModel;
  readonly description: string;
  readonly tenant: string;
  readonly operations: OperationTable;
  readonly texts: Readonly<Record<string, OperationText>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** An OpenAPI 2.0 document. The operation table decides paths, parameters and bodies; the texts say what they are. */
export function writeDefinition(parts: DefinitionParts): JsonObject {
  const { connector, description, tenant, operations, texts, schemas } = parts;
  const service = services[connector.role];
  const scope = `${service.resource}/.default`;
  return {
    swagger: "2.0",
    info: {
      title: connector.title,
      description,
      version: "1.0",
      "x-ms-api-annotation": { status: "Production" },
    },
    host: service.host,
    basePath: service.basePath,
    schemes: ["https"],
    consumes: ["application/json"],
    produces: ["application/json"],
    paths: paths(operations, texts),
    definitions: schemas,
    parameters: {},
    responses: {},
    securityDefinitions: {
      entra: {
        type: "oauth2",
        flow: "accessCode",
        authorizationUrl: `${loginUri}/${tenant}/oauth2/authorize`,
        tokenUrl: `${loginUri}/${tenant}/oauth2/token`,
        scopes: { [scope]: "Act as the user who signs in." },
      },
    },
    security: [{ entra: [scope] }],
    tags: [],
    "x-ms-connector-metadata": [
      { propertyName: "Website", propertyValue: "https://partner.microsoft.com" },
      { propertyName: "Privacy policy", propertyValue: "https://privacy.microsoft.com" },
      { propertyName: "Categories", propertyValue: "Sales and CRM;Productivity" },
    ],
  };
}

function paths(operations: OperationTable, texts: Readonly<Record<string, OperationText>>): JsonObject {
  const byPath: Record<string, Record<string, JsonObject>> = {};
  for (const operation of Object.values(operations)) {
    const text = texts[operation.operationId];
    if (text === undefined) continue;
    byPath[operation.path] = {
      ...byPath[operation.path],
      [operation.method.toLowerCase()]: writeOperation(operation, text),
    };
  }
  return byPath;
}

/** Errors carry no schema: the platform passes their bodies on as they are. */
const refusals = {
  "400": "The request is not understood.",
  "401": "The connection is not signed in.",
  "403": "The user of the connection may not do this.",
  "404": "There is no such thing.",
  "429": "Too many calls; try again later.",
  "500": "Partner Center has an error; the call may be repeated.",
};

function writeOperation(operation: ConnectorOperation, text: OperationText): JsonObject {
  const parameters = operation.parameters.map(writeParameter);
  const { body } = operation;
  const bodyParameter =
    body === undefined || text.body === undefined
      ? []
      : [
          {
            name: body.name,
            in: "body",
            required: body.required,
            schema: text.body.schema,
            "x-ms-summary": text.body.summary,
            description: text.body.description,
          },
        ];
  const guarded = operation.parameters.some(({ name }) => name.toLowerCase() === "if-match");
  return {
    operationId: operation.operationId,
    summary: text.summary,
    description: text.description,
    ...(text.deprecated === true ? { deprecated: true } : {}),
    ...(text.visibility === "none" ? {} : { "x-ms-visibility": text.visibility }),
    parameters: [...parameters, ...bodyParameter],
    responses: {
      "200": text.answer,
      ...described(text.also ?? {}),
      ...described(refusals),
      ...(guarded ? described({ "412": "Somebody has changed the referral since." }) : {}),
    },
  };
}

function described(answers: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(answers).map(([status, description]) => [status, { description }]),
  );
}
