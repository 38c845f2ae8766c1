import type { OperationId } from "../facts.ts";
import { decode } from "../rest/request.ts";

/** A call of the connector, told apart by method and path. */
export interface ConnectorCall {
  readonly operation: OperationId;
  readonly path: Readonly<Record<string, string>>;
  /** The first part of the path, where the host of the platform puts the id of the connection. */
  readonly connectionId: string | undefined;
}

export type Recognised =
  | { readonly kind: "call"; readonly call: ConnectorCall }
  | { readonly kind: "unsupported"; readonly operation: string }
  | { readonly kind: "unknown" };

interface Template {
  readonly operation: string;
  readonly supported: boolean;
  readonly method: string;
  readonly parts: readonly string[];
}

const prefix = ["apim", "salesforce"];

/** Wire paths from the connector's own definition; the names in braces are its path parameters. */
const templates: readonly Template[] = [
  template("GetOnNewItems", "GET", "datasets/default/tables/{table}/onnewitems"),
  template("GetOnUpdatedItems", "GET", "datasets/default/tables/{table}/onupdateditems"),
  template("GetItems", "GET", "datasets/default/tables/{table}/items"),
  template("GetTables", "GET", "datasets/default/tables"),
  template("GetItem_V2", "GET", "v2/datasets/default/tables/{table}/items/{id}"),
  template("PostItem_V2", "POST", "v2/datasets/default/tables/{table}/items"),
  template("PatchItem_V3", "PATCH", "v3/datasets/default/tables/{table}/items/{id}"),
  template(
    "PatchItemByExternalIdV2",
    "PATCH",
    "v2/datasets/default/tables/{table}/externalIdFields/{externalIdField}/{externalId}",
  ),
  template(
    "GetItemByExternalId",
    "GET",
    "datasets/default/tables/{table}/externalIdFields/{externalIdField}/{externalId}",
  ),
  template("DeleteItem", "DELETE", "datasets/default/tables/{table}/items/{id}"),
  template("ExecuteSoqlQuery", "POST", "soql/executesoqlquery"),
  template("HttpRequest", "POST", "codeless/httprequest"),
  refused("PostItem", "POST", "datasets/default/tables/{table}/items"),
  refused("PatchItem", "PATCH", "datasets/default/tables/{table}/items/{id}"),
  refused("PatchItem_V2", "PATCH", "v2/datasets/default/tables/{table}/items/{id}"),
  refused("GetItem", "GET", "datasets/default/tables/{table}/items/{id}"),
  refused(
    "PatchItemByExternalId",
    "PATCH",
    "datasets/default/tables/{table}/externalIdFields/{externalIdField}/{externalId}",
  ),
  refused("GetExternalIdFields", "GET", "datasets/default/tables/{table}/externalIdFields"),
  refused("GetOnDeletedItems", "GET", "datasets/default/tables/{table}/ondeleteditems"),
  refused("ExecuteSOSLQuery", "GET", "codeless/search"),
  refused("CreateJobV2", "POST", "bulk/createjob"),
  refused("GetInstanceUrl", "GET", "codeless/getinstanceurl"),
  refused("GetCurrentUserInfo", "GET", "codeless/getcurrentuserinfo"),
  refused("TestConnection", "GET", "testconnection"),
];

/** Finds the operation of a request; path values are URL-encoded twice on the wire. */
export function recognise(method: string, path: string): Recognised {
  const key = `${method} ${path}`;
  const known = recognised.get(key);
  if (known !== undefined) return known;
  const found = match(method, path);
  if (recognised.size >= mostRecognised) recognised.clear();
  recognised.set(key, found);
  return found;
}

/** Triggers ask for the same path minute by minute. */
const recognised = new Map<string, Recognised>();
const mostRecognised = 1000;

function match(method: string, path: string): Recognised {
  const parts = path.split("/").filter((part) => part !== "");
  if (!prefix.every((name, index) => parts[index]?.toLowerCase() === name)) return { kind: "unknown" };
  const rest = parts.slice(prefix.length);
  for (const [offset, connectionId] of [
    [0, undefined],
    [1, rest[0]],
  ] as const) {
    for (const candidate of templates) {
      const values = candidate.method === method ? valuesOf(candidate.parts, rest.slice(offset)) : undefined;
      if (values === undefined) continue;
      if (!candidate.supported) return { kind: "unsupported", operation: candidate.operation };
      // Only the names of supported operations carry `supported`, and those are the operation ids of facts.ts.
      const operation = candidate.operation as OperationId;
      return { kind: "call", call: { operation, path: values, connectionId } };
    }
  }
  return { kind: "unknown" };
}

function valuesOf(
  template: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (template.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const given = parts[index] ?? "";
    if (expected.startsWith("{")) values[expected.slice(1, -1)] = decode(decode(given));
    else if (expected.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return values;
}

function template(operation: OperationId, method: string, path: string): Template {
  return { operation, supported: true, method, parts: path.split("/") };
}

function refused(operation: string, method: string, path: string): Template {
  return { operation, supported: false, method, parts: path.split("/") };
}
