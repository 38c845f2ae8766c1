import type { Org, User } from "../org.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import type { FieldValues, Value } from "../types.ts";

/** Who saves, and by which way in. */
export interface SaveContext {
  readonly org: Org;
  readonly user: User;
  /** The screen shows an alert of a duplicate rule and lets the user go on; the API is refused. */
  readonly source: "api" | "screen";
  /** Sforce-Duplicate-Rule-Header: allowSave=true. */
  readonly allowDuplicates: boolean;
  /** The record was made with the Clone button of the screen. */
  readonly isClone?: true;
}

/** What a request assigns, field by field, in the form the store keeps. */
export type Assignment = Map<Field, Value>;

/** A record on its way into the store; rules add to `values`. */
export interface Draft {
  readonly type: ObjectType;
  readonly id: string;
  readonly before: FieldValues | undefined;
  readonly values: Record<string, Value>;
  readonly assigned: ReadonlyMap<Field, Value>;
}

/** Whether the request itself set the field. */
export function assigns(draft: Draft, name: string): boolean {
  const field = draft.type.field(name);
  return field !== undefined && draft.assigned.has(field);
}

/** Whether the save leaves another value than there was. */
export function changes(draft: Draft, name: string): boolean {
  return (draft.before?.[name] ?? null) !== (draft.values[name] ?? null) || draft.before === undefined;
}
