import type { Environment } from "../environment.ts";
import { type Column, findTable, type Table } from "../tables.ts";
import type { Row } from "../types.ts";
import { applyQuery, type QueryOptions } from "./query-options.ts";

/** Which annotations the caller asked for. */
export interface Annotations {
  /** `odata.include-annotations` of the Prefer header names formatted values, or everything. */
  readonly formatted: boolean;
  /** `odata.metadata=full` of the Accept header. */
  readonly full: boolean;
}

export function readAnnotations(headers: Readonly<Record<string, string>>): Annotations {
  const prefer = headers["prefer"] ?? "";
  return {
    formatted: /include-annotations="?(?:\*|[^"]*FormattedValue)/i.test(prefer),
    full: /odata\.metadata=full/i.test(headers["accept"] ?? ""),
  };
}

/** A row as the Web API answers it. */
export function present(
  environment: Environment,
  table: Table,
  row: Row,
  options: Pick<QueryOptions, "select" | "expand">,
  annotations: Annotations,
): Row {
  const id = String(row[table.id]);
  const shown: Record<string, unknown> = {};
  if (annotations.full) {
    shown["@odata.type"] = `#Microsoft.Dynamics.CRM.${table.logicalName}`;
    shown["@odata.id"] = `https://${environment.host}/api/data/v9.1/${table.set}(${id})`;
    shown["@odata.editLink"] = `${table.set}(${id})`;
  }
  shown["@odata.etag"] = etag(row);
  const wanted = options.select === undefined ? undefined : new Set([...options.select, table.id]);
  for (const column of table.columns) {
    if (wanted !== undefined && !wanted.has(column.name)) continue;
    const value = row[column.name] ?? null;
    if (annotations.formatted) annotate(shown, column, value);
    shown[column.name] = value;
  }
  for (const { navigation, options: nested } of options.expand) {
    shown[navigation] = related(environment, table, row, navigation, nested, annotations);
  }
  return shown;
}

/** The version of a row in the form of the Web API. */
export function etag(row: Row): string {
  return `W/"${String(row["versionnumber"])}"`;
}

function annotate(shown: Record<string, unknown>, column: Column, value: unknown): void {
  const name = `${column.name}@OData.Community.Display.V1.FormattedValue`;
  if (column.kind === "number" && typeof value === "number") {
    shown[name] = column.choices?.[value] ?? String(value);
  } else if (column.kind === "boolean" && typeof value === "boolean") {
    shown[name] = value ? "Yes" : "No";
  } else if (column.kind === "lookup" && typeof value === "string") {
    shown[`${column.name}@Microsoft.Dynamics.CRM.associatednavigationproperty`] = column.navigation;
    shown[`${column.name}@Microsoft.Dynamics.CRM.lookuplogicalname`] = findTable(
      column.target ?? "",
    )?.logicalName;
  }
}

function related(
  environment: Environment,
  table: Table,
  row: Row,
  navigation: string,
  options: QueryOptions,
  annotations: Annotations,
): unknown {
  const child = table.children?.find((each) => each.navigation === navigation);
  if (child !== undefined) {
    const target = findTable(child.table);
    if (target === undefined) return [];
    const rows = environment.rows(child.table).filter((each) => each[child.column] === row[table.id]);
    return applyQuery(rows, options).rows.map((each) =>
      present(environment, target, each, options, annotations),
    );
  }
  const column = table.columns.find((each) => each.navigation === navigation);
  const target = findTable(column?.target ?? "");
  const parent =
    target === undefined ? undefined : environment.row(target.set, String(row[column?.name ?? ""]));
  if (target === undefined || parent === undefined) return null;
  return present(environment, target, parent, options, annotations);
}
