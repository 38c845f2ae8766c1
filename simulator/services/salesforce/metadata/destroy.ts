import type { Org } from "../org.ts";
import type { ObjectSchema } from "../schema/model.ts";
import type { Value } from "../types.ts";
import { componentsOf } from "./components.ts";
import type { ComponentResult } from "./deploy-package.ts";
import type { Member } from "./manifest.ts";

/** What speaks against deleting each of these; naming what is not there is only worth a warning. */
export function destructionProblems(org: Org, members: readonly Member[]): readonly ComponentResult[] {
  const there = new Set(componentsOf(org));
  return members.map(({ type, name }): ComponentResult => {
    if (!there.has(`${type}:${name}`)) {
      const problem = `No ${type} named: ${name} found`;
      return { type, name, problem, problemType: "Warning", change: "none" };
    }
    const holders = type === "PermissionSet" ? [...org.usersById.values()].filter(has(name)) : [];
    if (holders.length === 0) return { type, name, change: "deleted" };
    const problem = "You can't delete this permission set because it's assigned to users.";
    return { type, name, problem, problemType: "Error", change: "none" };
  });
}

const has =
  (set: string) =>
  ({ permissionSets }: { readonly permissionSets: ReadonlySet<string> }): boolean =>
    permissionSets.has(set);

/** Deletes components; the values of a field go with it, the records of an object too. */
export function destroy(org: Org, members: readonly Member[]): void {
  if (members.length === 0) return;
  const gone = new Set(members.map(({ type, name }) => `${type}:${name}`));
  const { objects, permissionSets } = org.deployed();
  for (const object of objects) forgetValues(org, object, gone);
  org.deploy({
    objects: objects
      .filter(({ name }) => !gone.has(`CustomObject:${name}`))
      .map((object) => ({
        ...object,
        fields: object.fields.filter(({ name }) => !gone.has(`CustomField:${object.name}.${name}`)),
        validationRules: (object.validationRules ?? []).filter(
          ({ name }) => !gone.has(`ValidationRule:${object.name}.${name}`),
        ),
      }))
      .filter(
        ({ custom, fields, validationRules }) =>
          custom === true || fields.length + validationRules.length > 0,
      ),
    permissionSets: permissionSets
      .filter(({ name }) => !gone.has(`PermissionSet:${name}`))
      .map((set) => ({
        ...set,
        fields: set.fields.filter(({ field }) => !gone.has(`CustomField:${field}`)),
        objects: set.objects.filter(({ object }) => !gone.has(`CustomObject:${object}`)),
      })),
  });
  for (const { type, name } of members) org.otherComponents.get(type)?.delete(name);
  // The page of an object goes with it.
  for (const name of org.otherComponents.get("Layout") ?? []) {
    if (gone.has(`CustomObject:${name.split("-")[0] ?? ""}`)) org.otherComponents.get("Layout")?.delete(name);
  }
  for (const name of org.otherComponents.get("ListView") ?? []) {
    if (gone.has(`CustomObject:${name.split(".")[0] ?? ""}`))
      org.otherComponents.get("ListView")?.delete(name);
  }
}

function forgetValues(org: Org, object: ObjectSchema, gone: ReadonlySet<string>): void {
  const type = org.catalog.object(object.name);
  if (type === undefined) return;
  const fields = object.fields.filter(({ name }) => gone.has(`CustomField:${object.name}.${name}`));
  const isWhole = gone.has(`CustomObject:${object.name}`);
  if (fields.length === 0 && !isWhole) return;
  const names = new Set(fields.map(({ name }) => name));
  for (const record of [...org.store.table(type).all()]) {
    const values: Record<string, Value> = {};
    for (const [name, value] of Object.entries(record.values)) if (!names.has(name)) values[name] = value;
    org.store.put(type, { ...record, values, deleted: record.deleted || isWhole });
  }
}
