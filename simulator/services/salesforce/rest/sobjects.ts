import { fault, notFound, SalesforceFault } from "../fault.ts";
import { normaliseId } from "../ids.ts";
import { canRead, mayUse, type Org, type User } from "../org.ts";
import { attributes } from "../query/run.ts";
import { toHttpDate } from "../records/instants.ts";
import type { StoredRecord } from "../records/store.ts";
import { coerce } from "../save/coerce.ts";
import type { SaveContext } from "../save/context.ts";
import { existing, insert, remove, update } from "../save/save.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import { describe, describeGlobal } from "./describe.ts";
import { checkUnmodified, isUnmodified, lastModified } from "./preconditions.ts";
import {
  allowsDuplicates,
  objectBody,
  type RestAnswer,
  type RestContext,
  type RestRequest,
} from "./request.ts";

/** Everything below `/sobjects`; undefined when there is no such resource. */
export function sobjects(context: RestContext, request: RestRequest): RestAnswer | undefined {
  const { org } = context;
  const [object, second, third, ...more] = request.segments.slice(1);
  if (more.length > 0) return undefined;
  if (object === undefined) {
    return request.method === "GET" ? ok(describeGlobal(org, request.user, request.apiVersion)) : undefined;
  }
  const type = visibleType(org, request.user, object);
  if (second === undefined) return objectResource(org, type, request);
  if (second.toLowerCase() === "describe" && third === undefined && request.method === "GET") {
    return ok(describe(org, request.user, type, request.apiVersion));
  }
  // /sobjects/X/{id}/{relationship} walks to related records; Salesforce has it, the emulator does not.
  if (third !== undefined && normaliseId(second) !== undefined && type.field(second) === undefined)
    return undefined;
  return third === undefined ? row(org, type, second, request) : keyedRow(org, type, second, third, request);
}

function objectResource(org: Org, type: ObjectType, request: RestRequest): RestAnswer | undefined {
  if (request.method === "GET") {
    const {
      fields: _fields,
      childRelationships: _children,
      ...summary
    } = describe(org, request.user, type, request.apiVersion);
    return ok({ objectDescribe: summary, recentItems: [] });
  }
  if (request.method !== "POST") return undefined;
  const input = objectBody(request.body);
  if ("Id" in input || "id" in input) {
    throw fault(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"]);
  }
  return created(type, insert(saveContext(org, request), type, input), request);
}

function row(org: Org, type: ObjectType, idText: string, request: RestRequest): RestAnswer | undefined {
  const id = rowId(type, idText);
  switch (request.method) {
    case "GET":
      return readRow(org, type, existing({ org }, type, id), request);
    case "PATCH":
      return patchRow(org, type, id, request);
    case "DELETE":
      remove(saveContext(org, request), type, id);
      return { status: 204 };
    default:
      return undefined;
  }
}

function patchRow(org: Org, type: ObjectType, id: string, request: RestRequest): RestAnswer {
  const input = objectBody(request.body);
  if (Object.keys(input).some((name) => name.toLowerCase() === "id")) {
    throw fault(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"]);
  }
  checkUnmodified(org, existing({ org }, type, id), request.headers);
  update(saveContext(org, request), type, id, input);
  return { status: 204 };
}

function readRow(org: Org, type: ObjectType, record: StoredRecord, request: RestRequest): RestAnswer {
  if (isUnmodified(org, record, request.headers)) return { status: 304 };
  checkUnmodified(org, record, request.headers);
  const chosen = request.query["fields"]?.split(",").map((name) => name.trim());
  const fields =
    chosen === undefined
      ? readable(request.user, type)
      : chosen.map((name) => column(request.user, type, name));
  const body: Record<string, unknown> = { attributes: attributes(type.name, record.id, request.apiVersion) };
  for (const field of fields) body[field.name] = record.values[field.name] ?? null;
  if (chosen !== undefined) body["Id"] ??= record.id;
  return { status: 200, headers: { "last-modified": toHttpDate(lastModified(org, record)) }, body };
}

export function readable(user: User, type: ObjectType): readonly Field[] {
  return type.fields.filter((field) => canRead(user, field));
}

function column(user: User, type: ObjectType, name: string): Field {
  const field = type.field(name);
  if (field !== undefined && canRead(user, field)) return field;
  throw fault(400, "INVALID_FIELD", `No such column '${name}' on sobject of type ${type.name}`);
}

/** `/sobjects/X/Key__c/value`: read, upsert and delete by external id. */
function keyedRow(
  org: Org,
  type: ObjectType,
  keyName: string,
  value: string,
  request: RestRequest,
): RestAnswer | undefined {
  if (keyName.toLowerCase() === "id") return row(org, type, value, request);
  const key = type.field(keyName);
  if (key?.externalId !== true || !canRead(request.user, key)) {
    throw fault(
      404,
      "NOT_FOUND",
      `Provided external ID field does not exist or is not accessible: ${keyName}`,
    );
  }
  const ids = [...org.store.table(type).lookup(key, value)].sort();
  if (ids.length > 1) return ambiguous(org, type, ids, request);
  const [id] = ids;
  if (request.method === "PATCH") return upsert(org, type, key, value, id, request);
  if (id === undefined) throw notFound();
  return row(org, type, id, request);
}

function upsert(
  org: Org,
  type: ObjectType,
  key: Field,
  value: string,
  id: string | undefined,
  request: RestRequest,
): RestAnswer {
  const input = objectBody(request.body);
  for (const name of Object.keys(input)) {
    if (name.toLowerCase() !== key.name.toLowerCase() && name.toLowerCase() !== "id") continue;
    throw fault(400, "INVALID_FIELD", `The ${name} field should not be specified in the sobject data.`, [
      name,
    ]);
  }
  if (id !== undefined) {
    checkUnmodified(org, existing({ org }, type, id), request.headers);
    update(saveContext(org, request), type, id, input);
    if (org.quirks["upsert-update-status"] === "204") return { status: 204 };
    return { status: 200, body: { id, success: true, errors: [], created: false } };
  }
  if (request.query["updateOnly"] === "true") throw notFound();
  const coerced = coerce(org, request.user, key, value);
  if (!coerced.ok) throw new SalesforceFault(400, [coerced.error]);
  const newId = insert(saveContext(org, request), type, { ...input, [key.name]: coerced.value });
  const answer = created(type, newId, request);
  return { ...answer, body: { id: newId, success: true, errors: [], created: true } };
}

function ambiguous(org: Org, type: ObjectType, ids: readonly string[], request: RestRequest): RestAnswer {
  if (org.quirks["ambiguous-external-id-body"] === "urls") {
    return { status: 300, body: ids.map((id) => attributes(type.name, id, request.apiVersion).url) };
  }
  throw fault(300, "DUPLICATE_EXTERNAL_ID", "The external id matches more than one record.");
}

function created(type: ObjectType, id: string, request: RestRequest): RestAnswer {
  return {
    status: 201,
    headers: { location: attributes(type.name, id, request.apiVersion).url },
    body: { id, success: true, errors: [] },
  };
}

/** The id of a path; one of another object does not exist here. */
export function rowId(type: ObjectType, text: string): string {
  const id = normaliseId(text);
  if (id === undefined)
    throw fault(404, "NOT_FOUND", `Provided external ID field does not exist or is not accessible: ${text}`);
  if (!id.startsWith(type.keyPrefix)) throw notFound();
  return id;
}

export function visibleType(org: Org, user: User, name: string): ObjectType {
  const type = org.catalog.object(name);
  if (type === undefined || !mayUse(user, type, "read")) throw notFound();
  return type;
}

export function saveContext(org: Org, request: Pick<RestRequest, "user" | "headers">): SaveContext {
  return { org, user: request.user, source: "api", allowDuplicates: allowsDuplicates(request.headers) };
}

export function ok(body: unknown): RestAnswer {
  return { status: 200, body };
}
