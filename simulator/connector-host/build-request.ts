import type { ServiceRequest } from "../world/service.ts";
import { assignParameters } from "./assign-parameters.ts";
import { firstProblem, typeName } from "./check-value.ts";
import type { ConnectorDefinition, Operation, Parameter } from "./definition.ts";
import { conversionRefused, maximumUrlLength, parameterRefused } from "./facts.ts";
import { isObject } from "./json.ts";
import { applyPolicies, type Draft } from "./policies.ts";
import type { Quirks } from "./quirks.ts";

/** A request, or why the platform makes none: the values of the parameters do not fit the definition. */
export type Building =
  | { readonly ok: true; readonly request: Omit<ServiceRequest, "user"> }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Turns the parameters of an action into the request that the definition and its policies ask for. */
export function buildRequest(
  connector: ConnectorDefinition,
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  connectionId: string,
  quirks: Quirks,
): Building {
  const { values, body } = assignParameters(operation, given);
  const draft: Draft = {
    method: operation.method,
    path: operation.path,
    headers: new Map(),
    pathValues: new Map(),
  };
  const query: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const value = values.has(parameter) ? values.get(parameter) : sentByDefault(parameter);
    if (value === undefined) continue;
    const text = convert(parameter, value, quirks);
    if (text === undefined) continue;
    if (typeof text !== "string") return text;
    place(draft, query, parameter, text);
  }
  const problem = operation.body === undefined ? undefined : bodyProblem(operation, body, quirks);
  if (problem !== undefined) return { ok: false, code: parameterRefused, message: problem };
  applyPolicies(draft, operation.policies);
  const path = `${platformPrefix(connector, connectionId)}${fillPath(draft)}`;
  const length =
    path.length + Object.entries(query).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > maximumUrlLength) {
    return {
      ok: false,
      code: "InvalidTemplate",
      message: `The request URL is longer than ${maximumUrlLength} characters.`,
    };
  }
  const content = readContent(operation, body);
  if (content !== undefined && !draft.headers.has("content-type"))
    draft.headers.set("content-type", "application/json");
  const headers = Object.fromEntries(draft.headers);
  return { ok: true, request: { method: draft.method, path, query, headers, body: content } };
}

/** Microsoft's own connectors stand behind one address that names the connection; a custom one goes straight to its host. */
function platformPrefix({ basePath }: ConnectorDefinition, connectionId: string): string {
  return basePath.startsWith("/apim/") ? `${basePath}/${encodeURIComponent(connectionId)}` : basePath;
}

/** What the designer fills in: hidden parameters always, required visible ones where the flow leaves them out. */
function sentByDefault({ internal, required, default: value }: Parameter): unknown {
  return internal || required ? value : undefined;
}

function convert(
  parameter: Parameter,
  value: unknown,
  quirks: Quirks,
): string | undefined | (Building & { ok: false }) {
  const { name, type } = parameter;
  if (value === null) {
    if (parameter.required || parameter.in === "path") {
      return refusal(`Input parameter '${name}' is required and must not be null.`);
    }
    return quirks["optional-null-parameter"] === "left-out" ? undefined : "";
  }
  const text = textOf(type, value);
  if (text === undefined) {
    const wanted = type.charAt(0).toUpperCase() + type.slice(1);
    return {
      ok: false,
      code: conversionRefused,
      message: `Input parameter '${name}' is required to be of type '${wanted}'. The runtime value '${show(value)}' to be converted doesn't have the expected format '${wanted}'.`,
    };
  }
  // An empty path value would address another resource: the list in place of the row.
  if (text === "" && parameter.in === "path") return refusal(`Input parameter '${name}' must not be empty.`);
  return text;
}

function refusal(message: string): Building & { readonly ok: false } {
  return { ok: false, code: parameterRefused, message };
}

/** The text of a value on the wire; undefined when it cannot be turned into the declared type. */
function textOf(type: Parameter["type"], value: unknown): string | undefined {
  switch (type) {
    case "string":
      return isPrimitive(value) ? primitiveText(value) : undefined;
    case "boolean":
      return /^(?:true|false)$/i.test(String(value)) ? String(value).toLowerCase() : undefined;
    case "integer":
      return isPrimitive(value) && /^[+-]?\d+$/.test(String(value)) ? String(value) : undefined;
    case "number":
      return isPrimitive(value) && String(value) !== "" && Number.isFinite(Number(value))
        ? String(value)
        : undefined;
    case "array":
      return Array.isArray(value) && value.every(isPrimitive)
        ? value.map(primitiveText).join(",")
        : undefined;
  }
}

type Primitive = string | number | bigint | boolean;

function isPrimitive(value: unknown): value is Primitive {
  return ["String", "Boolean", "Integer", "Float"].includes(typeName(value));
}

/** Booleans are written as the platform turns them into text everywhere else. */
function primitiveText(value: Primitive): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? Number(each) : each)) ?? "";
}

function place(
  draft: Draft,
  query: Record<string, string>,
  { name, in: where, encoding }: Parameter,
  text: string,
): void {
  switch (where) {
    case "query":
      query[name] = text;
      return;
    case "header":
      draft.headers.set(name.toLowerCase().replace(/:$/, ""), text);
      return;
    case "path": {
      const once = encodeURIComponent(text);
      draft.pathValues.set(name, encoding === "double" ? encodeURIComponent(once) : once);
      return;
    }
  }
}

function fillPath({ path, pathValues }: Draft): string {
  return path.replace(/\{([^{}]+)\}/g, (whole, name: string) => pathValues.get(name) ?? whole);
}

function bodyProblem(operation: Operation, body: unknown, quirks: Quirks): string | undefined {
  if (operation.body === undefined || body === undefined) return undefined;
  const { name, schema, required } = operation.body;
  if (body === null && required)
    return `The API operation '${operation.operationId}' is missing required property '${name}'.`;
  return firstProblem(operation.operationId, name, body, schema, {
    nullTolerated: quirks["null-where-typed"] === "tolerated",
    requiredAsked: true,
  });
}

/** A binary body is passed on as it stands; content in the platform's envelope is unwrapped. */
function readContent(operation: Operation, body: unknown): unknown {
  if (operation.body?.schema.format !== "binary" || !isObject(body)) return body ?? undefined;
  const content = body["$content"];
  return typeof content === "string" ? Buffer.from(content, "base64").toString("utf8") : body;
}
