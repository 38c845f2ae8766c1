import { SalesforceFault, saveFault } from "../fault.ts";
import { canEdit, canRead } from "../org.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import type { SalesforceError } from "../types.ts";
import { coerce } from "./coerce.ts";
import type { Assignment, SaveContext } from "./context.ts";

/**
 * Turns the JSON of a request into assignments. Refuses columns that do not exist for the user, columns the user
 * may not write, and values that do not fit their field.
 */
export function readInput(
  context: SaveContext,
  type: ObjectType,
  input: Readonly<Record<string, unknown>>,
  mode: "insert" | "update",
): Assignment {
  const assignment: Assignment = new Map();
  const forbidden: string[] = [];
  const errors: SalesforceError[] = [];
  for (const [name, given] of Object.entries(input)) {
    if (name === "attributes") continue;
    const target = resolve(context, type, name, given);
    const { field } = target;
    if (!writable(context, field, mode)) {
      forbidden.push(field.name);
      continue;
    }
    const coerced = coerce(context.org, context.user, field, target.value);
    if (coerced.ok) assignment.set(field, coerced.value);
    else if (coerced.error.errorCode === "JSON_PARSER_ERROR") throw new SalesforceFault(400, [coerced.error]);
    else errors.push(coerced.error);
  }
  if (forbidden.length > 0) {
    throw saveFault(
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      `Unable to create/update fields: ${forbidden.join(", ")}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      forbidden,
    );
  }
  if (errors.length > 0) throw new SalesforceFault(400, errors);
  return assignment;
}

function writable(context: SaveContext, field: Field, mode: "insert" | "update"): boolean {
  if (!canEdit(context.user, field)) return false;
  if (mode === "insert") return true;
  return field.createOnly !== true && !(field.masterDetail === true && field.reparentable !== true);
}

/** Finds the column; a parent given as an object (`Account: {Key__c: "x"}`) is looked up by its external id. */
function resolve(
  context: SaveContext,
  type: ObjectType,
  name: string,
  given: unknown,
): { readonly field: Field; readonly value: unknown } {
  const field = type.field(name);
  if (field !== undefined) {
    if (canRead(context.user, field)) return { field, value: given };
    throw unknownColumn(context, type, name);
  }
  const reference = type.parent(name);
  if (reference === undefined || typeof given !== "object" || given === null) {
    throw unknownColumn(context, type, name);
  }
  return { field: reference, value: foreignKey(context, reference, Object.entries(given)) };
}

function foreignKey(
  context: SaveContext,
  reference: Field,
  given: readonly (readonly [string, unknown])[],
): string {
  const keys = given.filter(([key]) => key !== "attributes");
  const [name, value] = keys[0] ?? ["", ""];
  const target = context.org.catalog.object(reference.referenceTo?.[0] ?? "");
  const key = target?.field(name);
  if (target === undefined || keys.length !== 1 || key?.externalId !== true) {
    throw saveFault("INVALID_FIELD", `Foreign key external ID field expected for ${reference.name}`);
  }
  const ids = [...context.org.store.table(target).lookup(key, String(value))];
  const [id] = ids;
  if (id === undefined || ids.length > 1) {
    throw saveFault(
      "INVALID_FIELD",
      `Foreign key external ID: ${String(value).toLowerCase()} not found for field ${key.name} in entity ${target.name}`,
    );
  }
  return id;
}

function unknownColumn(context: SaveContext, type: ObjectType, name: string): SalesforceFault {
  if (
    context.org.quirks["unknown-column-on-write"] === "INVALID_FIELD_FOR_INSERT_UPDATE" &&
    type.field(name) !== undefined
  ) {
    return saveFault(
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      [name],
    );
  }
  return new SalesforceFault(400, [
    { message: `No such column '${name}' on sobject of type ${type.name}`, errorCode: "INVALID_FIELD" },
  ]);
}
