import { defaultApiVersion } from "../facts.ts";
import { fault } from "../fault.ts";
import { canRead, type Org, type User } from "../org.ts";
import type { SelectQuery } from "../query/model.ts";
import { runQuery } from "../query/run.ts";
import { fromSalesforceText } from "../records/instants.ts";
import type { StoredRecord } from "../records/store.ts";
import { readable } from "../rest/sobjects.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import type { UserAccess } from "../user-access.ts";
import { parseFilter, parseOrderBy } from "./odata-filter.ts";

export type Item = Readonly<Record<string, unknown>>;

/** The record as the connector shows it: columns without `attributes`, with the designer's two extra fields. */
export function toItem(org: Org, type: ObjectType, record: StoredRecord, fields: readonly Field[]): Item {
  const item: Record<string, unknown> = {};
  if (org.quirks["item-designer-fields"] === "present") {
    item["@odata.id"] =
      `https://${org.options.instance}/services/data/v${defaultApiVersion}/sobjects/${type.name}/${record.id}`;
    item["ItemInternalId"] = record.id;
  }
  const iso = org.quirks["connector-datetime"] === "iso";
  for (const field of fields) {
    const value = record.values[field.name] ?? null;
    item[field.name] =
      iso && field.type === "datetime" && typeof value === "string"
        ? new Date(fromSalesforceText(value)).toISOString().replace(".000Z", "Z")
        : value;
  }
  return item;
}

/** The columns of $select, else everything the user can read. */
export function selectedFields(type: ObjectType, user: User, select: string | undefined): readonly Field[] {
  const { access } = user;
  const last = lastSelected.get(type);
  if (last !== undefined && last.access === access && last.select === select) return last.fields;
  const fields = readSelect(type, user, select);
  lastSelected.set(type, { access, select, fields });
  return fields;
}

/** Triggers ask for the same columns minute by minute. What a user may see and what an org has is never changed in place. */
const lastSelected = new WeakMap<
  ObjectType,
  { readonly access: UserAccess; readonly select: string | undefined; readonly fields: readonly Field[] }
>();

function readSelect(type: ObjectType, user: User, select: string | undefined): readonly Field[] {
  if (select === undefined || select.trim() === "") return readable(user, type);
  const names = select.split(",").map((name) => name.trim());
  const fields = names.map((name) => {
    const field = type.field(name);
    if (field !== undefined && canRead(user, field)) return field;
    throw fault(400, "INVALID_FIELD", `No such column '${name}' on entity '${type.name}'.`);
  });
  const id = type.field("Id");
  return id === undefined || fields.includes(id) ? fields : [id, ...fields];
}

/** GetItems: $filter, $orderby, $top, $skip, $select over live records. */
export function listItems(
  org: Org,
  user: User,
  type: ObjectType,
  query: Readonly<Record<string, string>>,
): { readonly value: readonly Item[] } {
  const fields = selectedFields(type, user, query["$select"]);
  const select: SelectQuery = {
    object: type.name,
    columns: [{ kind: "path", path: ["Id"] }],
    where: filterOf(query),
    orderBy: query["$orderby"] === undefined ? [] : parseOrderBy(query["$orderby"]),
    limit: natural(query["$top"], "$top") ?? org.options.queryPageSize,
    offset: natural(query["$skip"], "$skip") ?? 0,
    count: false,
    text: query["$filter"] ?? "",
  };
  const { records } = runQuery(org, user, select, { apiVersion: defaultApiVersion });
  const rows = records.flatMap((row) => org.store.get(type, String(row["Id"])) ?? []);
  return { value: rows.map((record) => toItem(org, type, record, fields)) };
}

export function filterOf(query: Readonly<Record<string, string>>): SelectQuery["where"] {
  const filter = query["$filter"];
  return filter === undefined || filter.trim() === "" ? undefined : parseFilter(filter);
}

function natural(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw fault(400, "INVALID_QUERY_OPTION", `The value of ${name} is no number: ${text}`);
}

/** Create and Update of the connector do not take multi-select picklists [learn.microsoft.com/connectors/salesforce]. */
export function refuseMultiSelect(type: ObjectType, item: Item): void {
  for (const name of Object.keys(item)) {
    const field = type.field(name);
    if (field?.type !== "multipicklist") continue;
    throw fault(
      400,
      "INVALID_TYPE_ON_FIELD_IN_RECORD",
      `Custom fields of type Picklist (Multi-Select) are not supported: ${field.name}`,
      [field.name],
    );
  }
}
