import { Failure } from "../../generator/diagnostics/failure.ts";
import type { ServiceRequest } from "../world/service.ts";
import { hostCodes } from "./codes.ts";
import type {
  BodyParameter,
  ConnectorDefinition,
  Operation,
  Parameter,
  Policy,
  PrimitiveType,
  Schema,
} from "./definition.ts";
import { isObject, type JsonObject, member, textMember } from "./json.ts";
import { readPolicies } from "./read-policies.ts";
import { SchemaReader } from "./read-schema.ts";

const methods: readonly ServiceRequest["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Reads an OpenAPI 2.0 definition, and the policies beside it, as far as calling its operations needs them.
 * What cannot be read stops with HOST.DEFINITION_UNREADABLE.
 */
export function readDefinition(name: string, definition: unknown, policies: unknown): ConnectorDefinition {
  const unreadable = (problem: string): never => {
    throw new Failure(hostCodes.finding("DEFINITION_UNREADABLE", { connector: name, problem }));
  };
  if (!isObject(definition) || definition["swagger"] !== "2.0")
    return unreadable("it is no OpenAPI 2.0 document");
  const host = textMember(definition, "host") ?? unreadable("it names no host");
  const schemas = new SchemaReader(definition, (reference) => unreadable(`${reference} leads nowhere`));
  const reading: Reading = { document: definition, schemas, unreadable };
  const changes = readPolicies(name, policies);
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(objectAt(definition, "paths"))) {
    for (const method of methods) {
      const operation = member(item, method.toLowerCase());
      if (!isObject(operation)) continue;
      const id = textMember(operation, "operationId") ?? unreadable(`${method} ${path} has no operationId`);
      if (operations.has(id)) return unreadable(`the operation ${id} is there twice`);
      const place = { method, path, operationId: id, shared: member(item, "parameters") };
      operations.set(id, readOperation(reading, place, operation, changes(id)));
    }
  }
  return { name, host, basePath: (textMember(definition, "basePath") ?? "").replace(/\/+$/, ""), operations };
}

interface Reading {
  readonly document: JsonObject;
  readonly schemas: SchemaReader;
  readonly unreadable: (problem: string) => never;
}

interface OperationPlace {
  readonly method: ServiceRequest["method"];
  readonly path: string;
  readonly operationId: string;
  /** Parameters of the path item. */
  readonly shared: unknown;
}

function readOperation(
  reading: Reading,
  { method, path, operationId, shared }: OperationPlace,
  source: JsonObject,
  policies: readonly Policy[],
): Operation {
  const parameters: Parameter[] = [];
  let body: BodyParameter | undefined;
  for (const given of [...list(shared), ...list(source["parameters"])]) {
    const parameter = resolveParameter(reading, given);
    const name =
      textMember(parameter, "name") ?? reading.unreadable(`${operationId} has a parameter without a name`);
    const place = textMember(parameter, "in");
    if (place === "body") {
      body = {
        name,
        required: parameter["required"] === true,
        schema: reading.schemas.read(parameter["schema"]),
      };
    } else if (place === "path" || place === "query" || place === "header") {
      parameters.push(readParameter(name, place, parameter));
    } else {
      return reading.unreadable(`the parameter ${name} of ${operationId} is in ${String(place)}`);
    }
  }
  const response = readResponse(reading, source["responses"]);
  const trigger = textMember(source, "x-ms-trigger");
  return {
    operationId,
    method,
    path,
    parameters,
    ...(body === undefined ? {} : { body }),
    ...(response === undefined ? {} : { response }),
    ...(trigger === "single" || trigger === "batch" ? { trigger } : {}),
    policies,
  };
}

function readParameter(name: string, place: Parameter["in"], source: JsonObject): Parameter {
  return {
    name,
    in: place,
    type: primitive(source["type"]),
    required: source["required"] === true,
    internal: source["x-ms-visibility"] === "internal",
    ...(source["default"] === undefined ? {} : { default: source["default"] }),
    encoding: source["x-ms-url-encoding"] === "double" ? "double" : "single",
  };
}

function primitive(type: unknown): PrimitiveType {
  return type === "integer" || type === "number" || type === "boolean" || type === "array" ? type : "string";
}

function resolveParameter(reading: Reading, given: unknown): JsonObject {
  const reference = textMember(given, "$ref");
  const name = reference === undefined ? undefined : /^#\/parameters\/(.+)$/.exec(reference)?.[1];
  const target = reference === undefined ? given : member(member(reading.document, "parameters"), name ?? "");
  return isObject(target) ? target : reading.unreadable(`${reference ?? "a parameter"} leads nowhere`);
}

/** The schema of the first successful answer that has one. */
function readResponse(reading: Reading, responses: unknown): Schema | undefined {
  if (!isObject(responses)) return undefined;
  for (const code of Object.keys(responses)
    .filter((each) => /^2\d\d$/.test(each))
    .sort()) {
    const response = member(responses, code);
    const reference = /^#\/responses\/(.+)$/.exec(textMember(response, "$ref") ?? "")?.[1];
    const target =
      reference === undefined ? response : member(member(reading.document, "responses"), reference);
    const schema = member(target, "schema");
    if (schema !== undefined) return reading.schemas.read(schema);
  }
  return undefined;
}

function objectAt(value: unknown, name: string): JsonObject {
  const found = member(value, name);
  return isObject(found) ? found : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
