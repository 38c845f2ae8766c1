import type { Org } from "../org.ts";
import { put } from "./populate.ts";

/** Brings the rows of permission sets and of who has them into step with the metadata and the users. */
export function writePermissionRows(org: Org): void {
  const author = [...org.usersById.keys()][0] ?? "";
  const sets = idsByName(org);
  for (const { name, label } of org.catalog.permissionSets) {
    const known = sets.get(name);
    sets.delete(name);
    if (known !== undefined) continue;
    put(org, "PermissionSet", org.ids.next("0PS"), author, { Name: name, Label: label });
  }
  for (const id of sets.values()) remove(org, "PermissionSet", id);
  writeAssignments(org, author);
}

function writeAssignments(org: Org, author: string): void {
  const sets = idsByName(org);
  const rows = new Map(
    live(org, "PermissionSetAssignment").map(({ id, values }) => [
      `${String(values["AssigneeId"])} ${String(values["PermissionSetId"])}`,
      id,
    ]),
  );
  for (const user of org.usersById.values()) {
    for (const name of user.permissionSets) {
      const set = sets.get(name);
      if (set === undefined) continue;
      const key = `${user.id} ${set}`;
      if (!rows.delete(key)) {
        const row = { AssigneeId: user.id, PermissionSetId: set };
        put(org, "PermissionSetAssignment", org.ids.next("0Pa"), author, row);
      }
    }
  }
  for (const id of rows.values()) remove(org, "PermissionSetAssignment", id);
}

function idsByName(org: Org): Map<string, string> {
  return new Map(live(org, "PermissionSet").map(({ id, values }) => [String(values["Name"]), id]));
}

function live(org: Org, object: string) {
  return [...org.store.table(org.type(object)).all()].filter(({ deleted }) => !deleted);
}

function remove(org: Org, object: string, id: string): void {
  const type = org.type(object);
  const record = org.store.get(type, id);
  if (record !== undefined) org.store.put(type, { ...record, deleted: true });
}
