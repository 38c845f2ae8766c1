import { maximumCollection } from "../facts.ts";
import { fault, SalesforceFault } from "../fault.ts";
import { normaliseId } from "../ids.ts";
import { canRead, type Org } from "../org.ts";
import { attributes } from "../query/run.ts";
import { insert, remove, update } from "../save/save.ts";
import type { ObjectType } from "../schema/catalog.ts";
import { objectBody, type RestAnswer, type RestContext, type RestRequest } from "./request.ts";
import { saveContext, visibleType } from "./sobjects.ts";

/** The result of one record of a collection. */
interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
  readonly created?: boolean;
}

/** `/composite/sobjects…`: up to 200 records of one call; the answer is 200 whatever became of each. */
export function collections(context: RestContext, request: RestRequest): RestAnswer | undefined {
  const { org } = context;
  const [object, key] = request.segments.slice(2);
  if (object !== undefined && key !== undefined) {
    return request.method === "PATCH" ? upsertRows(org, object, key, request) : undefined;
  }
  if (object !== undefined) return retrieve(org, object, request);
  switch (request.method) {
    case "POST":
      return saveRows(org, request, (type, record) => ({
        id: insert(saveContext(org, request), type, record),
        success: true,
        errors: [],
      }));
    case "PATCH":
      return saveRows(org, request, (type, { id, Id, ...record }) => {
        const target = rowIdOf(id ?? Id);
        update(saveContext(org, request), type, target, record);
        return { id: target, success: true, errors: [] };
      });
    case "DELETE":
      return deleteRows(org, request);
    default:
      return undefined;
  }
}

type Row = Readonly<Record<string, unknown>>;

function saveRows(
  org: Org,
  request: RestRequest,
  save: (type: ObjectType, record: Row) => RowResult,
): RestAnswer {
  const body = objectBody(request.body);
  const records = limited(Array.isArray(body["records"]) ? body["records"] : []);
  return inCollection(org, body["allOrNone"] === true, records, (record) => {
    const row = objectBody(record);
    const type = visibleType(org, request.user, typeOf(row));
    return save(type, row);
  });
}

function upsertRows(org: Org, object: string, keyName: string, request: RestRequest): RestAnswer {
  const type = visibleType(org, request.user, object);
  const key = type.field(keyName);
  if (key?.externalId !== true || !canRead(request.user, key)) {
    throw fault(
      404,
      "NOT_FOUND",
      `Provided external ID field does not exist or is not accessible: ${keyName}`,
    );
  }
  return saveRows(org, request, (_type, record) => {
    const value = record[key.name];
    const ids = typeof value === "string" ? [...org.store.table(type).lookup(key, value)] : [];
    if (ids.length > 1)
      throw fault(300, "DUPLICATE_EXTERNAL_ID", "The external id matches more than one record.", [key.name]);
    const [id] = ids;
    if (id === undefined) {
      return {
        id: insert(saveContext(org, request), type, record),
        success: true,
        errors: [],
        created: true,
      };
    }
    const { [key.name]: _key, ...rest } = record;
    update(saveContext(org, request), type, id, rest);
    return { id, success: true, errors: [], created: false };
  });
}

function deleteRows(org: Org, request: RestRequest): RestAnswer {
  const ids = limited((request.query["ids"] ?? "").split(",").filter((id) => id !== ""));
  return inCollection(org, request.query["allOrNone"] === "true", ids, (text) => {
    const id = rowIdOf(text);
    const type = org.catalog.byKeyPrefix(id);
    if (type === undefined) throw fault(400, "MALFORMED_ID", `malformed id ${String(text)}`, []);
    remove(saveContext(org, request), type, id);
    return { id, success: true, errors: [] };
  });
}

/** Reads rows by id; one that does not exist is null. */
function retrieve(org: Org, object: string, request: RestRequest): RestAnswer | undefined {
  const type = visibleType(org, request.user, object);
  const source = request.method === "POST" ? objectBody(request.body) : undefined;
  if (request.method !== "GET" && source === undefined) return undefined;
  const ids = limited(texts(source?.["ids"] ?? request.query["ids"]?.split(",")));
  const names = texts(source?.["fields"] ?? request.query["fields"]?.split(","));
  const fields = names.map((name) => {
    const field = type.field(name);
    if (field !== undefined && canRead(request.user, field)) return field;
    throw fault(400, "INVALID_FIELD", `No such column '${name}' on sobject of type ${type.name}`);
  });
  const rows = ids.map((text) => {
    const record = org.store.get(type, normaliseId(text) ?? "");
    if (record === undefined) return null;
    const row: Record<string, unknown> = { attributes: attributes(type.name, record.id, request.apiVersion) };
    for (const field of fields) row[field.name] = record.values[field.name] ?? null;
    row["Id"] = record.id;
    return row;
  });
  return { status: 200, body: rows };
}

/** Saves one by one; with allOrNone a failure takes all others back. */
function inCollection<Item>(
  org: Org,
  allOrNone: boolean,
  items: readonly Item[],
  save: (item: Item) => RowResult,
): RestAnswer {
  const start = org.store.savepoint();
  const results = items.map((item) => attempt(org, () => save(item)));
  if (!allOrNone || results.every(({ success }) => success)) return { status: 200, body: results };
  org.store.rollback(start);
  return { status: 200, body: results.map((result) => (result.success ? rolledBack : result)) };
}

const rolledBack: RowResult = {
  success: false,
  errors: [
    {
      statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK",
      message:
        "Record rolled back because not all records were valid and the request was using AllOrNone header",
      fields: [],
    },
  ],
};

function attempt(org: Org, save: () => RowResult): RowResult {
  try {
    return org.atomically(save);
  } catch (error) {
    if (!(error instanceof SalesforceFault)) throw error;
    return {
      success: false,
      errors: error.errors.map(({ errorCode, message, fields, ...more }) => ({
        statusCode: errorCode,
        message,
        fields: fields ?? [],
        ...more,
      })),
    };
  }
}

/** Whether an answer of this resource holds a record that failed. */
export function hasFailedRecord(body: unknown): boolean {
  return (
    Array.isArray(body) &&
    body.some(
      (row: unknown) => typeof row === "object" && row !== null && "success" in row && row.success === false,
    )
  );
}

function limited<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= maximumCollection) return items;
  throw fault(
    400,
    "EXCEEDED_ID_LIMIT",
    `record limit reached. cannot submit more than ${maximumCollection} records in this call`,
  );
}

function typeOf(row: Row): string {
  const given = row["attributes"];
  if (typeof given === "object" && given !== null && "type" in given && typeof given.type === "string")
    return given.type;
  throw fault(400, "INVALID_INPUT", "Include an attributes element with a type in every record", []);
}

function rowIdOf(text: unknown): string {
  const id = typeof text === "string" ? normaliseId(text) : undefined;
  if (id === undefined) throw fault(400, "MALFORMED_ID", `malformed id ${String(text)}`, ["Id"]);
  return id;
}

function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
}
