import type { Catalog } from "./schema/catalog.ts";

export type ObjectRight = "read" | "create" | "edit" | "delete";

/** What the permission sets of a user add up to. */
export interface UserAccess {
  readonly readable: ReadonlySet<string>;
  readonly editable: ReadonlySet<string>;
  /** `object:right`, in lower case. */
  readonly objects: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  readonly userPermissions: ReadonlySet<string>;
}

/** `withheld` names fields that were taken from a permission set, as `set:object.field` in lower case. */
export function accessOf(
  catalog: Catalog,
  permissionSets: Iterable<string>,
  withheld: ReadonlySet<string>,
): UserAccess {
  const readable = new Set<string>();
  const editable = new Set<string>();
  const objects = new Set<string>();
  const customPermissions = new Set<string>();
  const userPermissions = new Set<string>();
  for (const name of permissionSets) {
    const set = catalog.permissionSet(name);
    if (set === undefined) continue;
    for (const permission of set.fields) {
      const key = permission.field.toLowerCase();
      if (withheld.has(`${name.toLowerCase()}:${key}`)) continue;
      if (permission.readable || permission.editable) readable.add(key);
      if (permission.editable) editable.add(key);
    }
    for (const permission of set.objects) {
      const object = permission.object.toLowerCase();
      if (permission.read) objects.add(`${object}:read`);
      if (permission.create) objects.add(`${object}:create`);
      if (permission.edit) objects.add(`${object}:edit`);
      if (permission.delete) objects.add(`${object}:delete`);
    }
    for (const permission of set.customPermissions) customPermissions.add(permission.toLowerCase());
    for (const permission of set.userPermissions) userPermissions.add(permission.toLowerCase());
  }
  return { readable, editable, objects, customPermissions, userPermissions };
}
