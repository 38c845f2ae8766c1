import { maximumParentLevels } from "../facts.ts";
import { fault } from "../fault.ts";
import { canRead, mayUse, type Org, type User } from "../org.ts";
import type { StoredRecord } from "../records/store.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import type { Value } from "../types.ts";
import type { Path } from "./model.ts";

/** A path whose every step exists for the user. */
export interface ResolvedPath {
  readonly steps: readonly { readonly field: Field; readonly target: ObjectType }[];
  readonly field: Field;
}

export function resolvePath(org: Org, user: User, from: ObjectType, path: Path, text: string): ResolvedPath {
  const steps: { field: Field; target: ObjectType }[] = [];
  let type = from;
  const names = path.slice(0, -1);
  if (names.length > maximumParentLevels) throw tooDeep(text);
  for (const name of names) {
    const field = type.parent(name);
    const target = field === undefined ? undefined : org.catalog.object(field.referenceTo?.[0] ?? "");
    if (
      field === undefined ||
      target === undefined ||
      !canRead(user, field) ||
      !mayUse(user, target, "read")
    ) {
      throw noRelation(type, name, text);
    }
    steps.push({ field, target });
    type = target;
  }
  const name = path.at(-1) ?? "";
  const field = type.field(name);
  if (field === undefined || !canRead(user, field)) throw noColumn(type, name, text);
  return { steps, field };
}

export function readPath(org: Org, record: StoredRecord, path: ResolvedPath): Value {
  let current: StoredRecord | undefined = record;
  for (const { field, target } of path.steps) {
    current = parentOf(org, current, field, target);
    if (current === undefined) return null;
  }
  return current.values[path.field.name] ?? null;
}

export function parentOf(
  org: Org,
  record: StoredRecord,
  field: Field,
  target: ObjectType,
): StoredRecord | undefined {
  const id = record.values[field.name];
  return typeof id === "string" ? org.store.get(target, id) : undefined;
}

/** The words that every client shows: the query, a caret under the place, and the place in numbers. */
export function pointAt(text: string, name: string, message: string): string {
  const offset = Math.max(0, text.toLowerCase().indexOf(name.toLowerCase()));
  return `\n${text}\n${" ".repeat(offset)}^\nERROR at Row:1:Column:${offset + 1}\n${message}`;
}

function noColumn(type: ObjectType, name: string, text: string): Error {
  return fault(
    400,
    "INVALID_FIELD",
    pointAt(
      text,
      name,
      `No such column '${name}' on entity '${type.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    ),
  );
}

function noRelation(type: ObjectType, name: string, text: string): Error {
  return fault(
    400,
    "INVALID_FIELD",
    pointAt(
      text,
      name,
      `Didn't understand relationship '${name}' in field path on entity '${type.name}'. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    ),
  );
}

function tooDeep(text: string): Error {
  return fault(
    400,
    "MALFORMED_QUERY",
    `\n${text}\nERROR at Row:1:Column:1\ntoo many levels of relationships`,
  );
}
