import type { Environment } from "../environment.ts";
import { errorCodes } from "../facts.ts";
import { DataverseFault } from "../fault.ts";
import { type Column, findTable, type Table } from "../tables.ts";
import type { Row } from "../types.ts";

/** Reads the body of a create or update: known columns, fitting values, lookups by `Navigation@odata.bind`. */
export function readItem(environment: Environment, table: Table, body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw bad("The body of the request must be a JSON object.");
  }
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith("@odata.")) continue;
    const navigation = /^(.+)@odata\.bind$/.exec(name)?.[1];
    if (navigation === undefined) {
      const column = table.columns.find((each) => each.name === name);
      if (column === undefined || column.kind === "lookup") throw undeclared(table, name);
      values[name] = checked(table, column, value);
    } else {
      const column = table.columns.find((each) => each.navigation === navigation);
      if (column === undefined) throw undeclared(table, navigation);
      values[column.name] = boundId(environment, column, value);
    }
  }
  return values;
}

function checked(table: Table, column: Column, value: unknown): unknown {
  if (column.readOnly === true)
    throw bad(`The column '${column.name}' of '${table.logicalName}' is read only.`);
  if (value === null) {
    if (column.required === true) throw bad(`The column '${column.name}' cannot be null.`);
    return null;
  }
  const isRight =
    column.kind === "number"
      ? typeof value === "number"
      : column.kind === "boolean"
        ? typeof value === "boolean"
        : column.kind === "managed-property"
          ? typeof value === "object"
          : typeof value === "string";
  if (!isRight) {
    const type =
      column.kind === "number" ? "Edm.Int32" : column.kind === "boolean" ? "Edm.Boolean" : "Edm.String";
    throw bad(`Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`);
  }
  if (column.length !== undefined && typeof value === "string" && value.length > column.length) {
    throw new DataverseFault(
      400,
      errorCodes.tooLong,
      `A validation error occurred. The length of the '${column.name}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${column.length}'.`,
    );
  }
  return column.kind === "id" ? String(value).replace(/[{}]/g, "").toLowerCase() : value;
}

/** The id in `/set(guid)`; the row must exist. */
function boundId(environment: Environment, column: Column, value: unknown): string | null {
  if (value === null) return null;
  const match = typeof value === "string" ? /^\/?(?:.*\/)?([a-z]+)\(([^()]+)\)$/i.exec(value) : null;
  const [, set = "", id = ""] = match ?? [];
  const target = findTable(set);
  if (target === undefined || target.set !== column.target) {
    throw bad(
      `The URI '${String(value)}' is not valid for the navigation property '${column.navigation ?? ""}'.`,
    );
  }
  return String(existing(environment, target, id)[target.id]);
}

/** The row with that id or alternate key, or the platform's 404. */
export function existing(environment: Environment, table: Table, idOrKey: string): Row {
  const row = lookUp(environment, table, idOrKey);
  if (row !== undefined) return row;
  throw new DataverseFault(
    404,
    errorCodes.notFound,
    `Entity '${table.logicalName}' With Id = ${idOrKey} Does Not Exist`,
  );
}

/** By GUID, or by `key='value'`. */
export function lookUp(environment: Environment, table: Table, idOrKey: string): Row | undefined {
  const key = /^(\w+)='(.*)'$/.exec(idOrKey);
  if (key !== null) {
    const [, name, value = ""] = key;
    if (name !== table.key) throw bad(`'${name ?? ""}' is no alternate key of '${table.logicalName}'.`);
    return environment.find(table.set, value.replaceAll("''", "'"));
  }
  const id = idOrKey.replace(/[{}]/g, "").toLowerCase();
  if (!isGuid(id)) throw bad(`Bad Request - Error in query syntax: '${idOrKey}' is no GUID.`);
  return environment.row(table.set, id);
}

export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
}

function undeclared(table: Table, name: string): DataverseFault {
  return new DataverseFault(
    400,
    errorCodes.undeclaredProperty,
    `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload of '${table.logicalName}'.`,
  );
}

export function bad(message: string): DataverseFault {
  return new DataverseFault(400, errorCodes.badRequest, message);
}
