import type { Environment } from "../environment.ts";
import { errorCodes } from "../facts.ts";
import { DataverseFault } from "../fault.ts";
import { customizeFlow } from "../flows/customize-flow.ts";
import { turnOff, turnOn } from "../flows/switch-flow.ts";
import { uninstallSolution } from "../import/import-solution.ts";
import type { Table } from "../tables.ts";
import type { Row, TurnOnOutcome } from "../types.ts";
import { bad, isGuid, readItem } from "./read-item.ts";

/** Creates a row. Its id may come with the body. */
export function createRow(environment: Environment, table: Table, body: unknown, givenId?: string): Row {
  if (table.readOnly === true || table.set === "workflows") throw notSupported("Create", table);
  const values = readItem(environment, table, body);
  const id = givenId ?? values[table.id] ?? environment.nextId(table.logicalName);
  if (typeof id !== "string" || !isGuid(id)) throw bad(`'${String(id)}' is no GUID.`);
  if (environment.row(table.set, id) !== undefined) throw duplicate("Cannot insert duplicate key.");
  const missing = table.columns.find(
    ({ name, required }) => required === true && (values[name] ?? undefined) === undefined,
  );
  if (missing !== undefined) throw bad(`The column '${missing.name}' of '${table.logicalName}' is required.`);
  checkUnique(environment, table, id, values);
  return environment.put(table.set, id, { statecode: 0, statuscode: 1, ismanaged: false, ...values });
}

/** Changes a row. State and definition of a flow go the way a maker's click goes. */
export function updateRow(environment: Environment, table: Table, row: Row, body: unknown): Row {
  if (table.readOnly === true) throw notSupported("Update", table);
  const id = String(row[table.id]);
  const values = readItem(environment, table, body);
  if (table.set === "workflows") {
    updateFlow(environment, id, values);
    return environment.row(table.set, id) ?? row;
  }
  checkUnique(environment, table, id, values);
  return environment.put(table.set, id, values);
}

export function deleteRow(environment: Environment, table: Table, row: Row): void {
  if (table.set === "solutions") {
    const [blocked] = uninstallSolution(environment, String(row["uniquename"]));
    if (blocked !== undefined) throw new DataverseFault(400, blocked.code, blocked.message);
    return;
  }
  if (table.readOnly === true || table.set === "workflows") throw notSupported("Delete", table);
  if (row["ismanaged"] === true) {
    throw new DataverseFault(
      400,
      errorCodes.managedDelete,
      `The ${table.logicalName} component cannot be deleted because it is part of a managed solution.`,
    );
  }
  environment.delete(table.set, String(row[table.id]));
}

/** Before the switch comes the definition, so that a flow is turned on with what was saved with it. */
function updateFlow(environment: Environment, id: string, values: Readonly<Record<string, unknown>>): void {
  const { clientdata, statecode, statuscode, ...others } = values;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw bad(`The column '${other}' of a flow is not changed through the Web API here.`);
  if (typeof clientdata === "string") answered(customizeFlow(environment, id, clientdata));
  const isOn = statecode ?? (typeof statuscode === "number" ? statuscode - 1 : undefined);
  if (isOn === 1) answered(turnOn(environment, id));
  else if (isOn === 0) answered(turnOff(environment, id));
}

function answered(outcome: TurnOnOutcome): void {
  if (outcome.ok) return;
  throw new DataverseFault(400, outcome.error.xrmCode ?? errorCodes.badRequest, outcome.error.message);
}

function checkUnique(
  environment: Environment,
  table: Table,
  id: string,
  values: Readonly<Record<string, unknown>>,
): void {
  const key = table.key === undefined ? undefined : values[table.key];
  if (typeof key === "string") {
    const other = environment.find(table.set, key);
    if (other !== undefined && other[table.id] !== id) {
      throw duplicate(`A record that has the attribute value ${table.key ?? ""} '${key}' already exists.`);
    }
  }
  // One variable has one value [environment variables overview].
  const definition = values["_environmentvariabledefinitionid_value"];
  if (table.set === "environmentvariablevalues" && definition !== undefined) {
    const other = environment
      .rows(table.set)
      .find((row) => row["_environmentvariabledefinitionid_value"] === definition);
    if (other !== undefined && other[table.id] !== id) {
      throw duplicate("An environment variable value already exists for this definition.");
    }
  }
}

function duplicate(message: string): DataverseFault {
  return new DataverseFault(412, errorCodes.duplicate, message);
}

function notSupported(verb: string, table: Table): DataverseFault {
  return new DataverseFault(
    400,
    errorCodes.notSupported,
    `The '${verb}' method does not support entities of type '${table.logicalName}'.`,
  );
}
