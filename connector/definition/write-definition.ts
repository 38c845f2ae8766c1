import { assert } from "../../generator/diagnostics/failure.ts";
import type { ConnectorModel, PublisherModel } from "../../generator/model/model.ts";
import { services } from "../facts.ts";
import type { ConnectorOperation, Method, OperationTable } from "../operation.ts";
import type {
  Answer,
  BodyParameter,
  Contact,
  Definition,
  OperationDefinition,
  PathItem,
  Properties,
} from "./openapi.ts";
import type { OperationText } from "./operation-text.ts";
import { parameterReference, sharedParameters } from "./parameters.ts";
import { security } from "./security.ts";

export interface DefinitionParts {
  readonly connector: ConnectorModel;
  readonly description: string;
  readonly publisher: PublisherModel;
  readonly tenant: string;
  readonly operations: OperationTable;
  readonly texts: Readonly<Record<string, OperationText>>;
  readonly schemas: Properties;
}

/** An OpenAPI 2.0 document. The operation table decides paths, parameters and bodies; the texts say what they are. */
export function writeDefinition(parts: DefinitionParts): Definition {
  const { connector, description, publisher, tenant, texts, schemas } = parts;
  const { host, basePath } = services[connector.role];
  const operations = Object.values(parts.operations);
  return {
    swagger: "2.0",
    info: {
      title: connector.title,
      description,
      version: "1.0",
      contact: contact(publisher),
      "x-ms-api-annotation": { status: "Production" },
    },
    host,
    basePath,
    schemes: ["https"],
    consumes: ["application/json"],
    produces: ["application/json"],
    paths: writePaths(operations, texts),
    definitions: schemas,
    parameters: sharedParameters(operations.flatMap(({ parameters }) => parameters)),
    responses: {},
    ...security(connector, tenant),
    tags: [],
    "x-ms-connector-metadata": [
      { propertyName: "Website", propertyValue: "https://partner.microsoft.com" },
      { propertyName: "Privacy policy", propertyValue: "https://privacy.microsoft.com" },
      { propertyName: "Categories", propertyValue: "Sales and CRM;Productivity" },
    ],
  };
}

function contact({ displayName, website, email }: PublisherModel): Contact {
  return {
    name: displayName,
    ...(website === undefined ? {} : { url: website }),
    ...(email === undefined ? {} : { email }),
  };
}

const keys = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "patch",
  DELETE: "delete",
} as const satisfies Record<Method, keyof PathItem>;

function writePaths(
  operations: readonly ConnectorOperation[],
  texts: Readonly<Record<string, OperationText>>,
): Definition["paths"] {
  const paths: Record<string, PathItem> = {};
  for (const operation of operations) {
    const text = texts[operation.operationId];
    assert(text !== undefined, `nothing is said of the operation ${operation.operationId}`);
    const before = paths[operation.path];
    paths[operation.path] = { ...before, [keys[operation.method]]: writeOperation(operation, text) };
  }
  return paths;
}

function writeOperation(operation: ConnectorOperation, text: OperationText): OperationDefinition {
  const { operationId, parameters } = operation;
  return {
    operationId,
    summary: text.summary,
    description: text.description,
    ...(text.deprecated === true ? { deprecated: true } : {}),
    ...(text.visibility === undefined ? {} : { "x-ms-visibility": text.visibility }),
    parameters: [...parameters.map(parameterReference), ...writeBody(operation, text)],
    responses: writeAnswers(text),
  };
}

function writeBody({ operationId, body }: ConnectorOperation, text: OperationText): readonly BodyParameter[] {
  assert(
    (body === undefined) === (text.body === undefined),
    `the operation ${operationId} has a body in one place only`,
  );
  if (body === undefined || text.body === undefined) return [];
  const { name, required } = body;
  const { label, says, schema } = text.body;
  return [{ name, in: "body", required, "x-ms-summary": label, description: says, schema }];
}

/** What every operation may refuse. Errors carry no schema: the platform passes their bodies on as they are. */
const refusals = {
  "400": "The request is not understood, or not allowed in the state of things.",
  "401": "The connection is not signed in.",
  "403": "The user of the connection may not do this.",
  "404": "There is no such thing.",
  "429": "Too many calls; try again later.",
  "500": "Partner Center has an error; the call may be repeated.",
};

function writeAnswers(text: OperationText): OperationDefinition["responses"] {
  const others = Object.entries({ ...text.also, ...refusals, ...text.refusals }).map(
    ([status, description]): [string, Answer] => [status, { description }],
  );
  return { "200": text.answer, ...Object.fromEntries(others) };
}
