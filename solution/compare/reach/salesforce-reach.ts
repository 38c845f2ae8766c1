import type { Component } from "../component.ts";
import { lookingPermissions } from "../facts.ts";
import type { Reach } from "./reach.ts";

/** The fields that people and reports see, and what permission sets let their users do. */
export function salesforceReach(salesforce: readonly Component[]): readonly Reach[] {
  return salesforce.flatMap((component) => {
    switch (component.kind) {
      case "Salesforce object":
        return fieldsOf(component);
      case "Salesforce permission set":
        return permissionsOf(component);
      default:
        return [];
    }
  });
}

function fieldsOf({ name: object, parts }: Component): readonly Reach[] {
  return parts
    .filter(({ kind }) => kind === "field")
    .map(({ name }) => ({
      audience: "Salesforce",
      kind: "field",
      key: `${object}.${name}`,
      text: `${object}.${name}`,
    }));
}

function permissionsOf({ name: set, parts }: Component): readonly Reach[] {
  return parts.flatMap(({ name, fields }) =>
    [...fields]
      .filter(([, value]) => value === "true")
      .map(([permission]) => ({
        audience: "Salesforce",
        kind: "permission",
        key: `${set} ${permission} ${name}`,
        text: `users with ${set} may ${verbOf(permission)} ${name}`,
      })),
  );
}

/** `allowEdit` → `edit`; a permission that has no word of its own is called as Salesforce calls it. */
function verbOf(permission: string): string {
  const verbs: Readonly<Record<string, string>> = {
    allowCreate: "create",
    allowEdit: "edit",
    allowDelete: "delete",
    modifyAllRecords: "edit all records of",
    editable: "edit",
    enabled: "use",
  };
  return verbs[permission] ?? (lookingPermissions.has(permission) ? "see" : permission);
}
