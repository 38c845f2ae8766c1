import type { Model } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements, type Shape } from "../metadata/element.ts";
import type { PackageField } from "./opportunity-fields.ts";
import { integrationPermission } from "./validation-rules.ts";

type Level = "view" | "sell" | "integrate";

/**
 * Fields that a deployment makes are visible to nobody until a permission set says so. Each set speaks of all fields of
 * the package, also of those that existed before.
 */
export function permissionSets(model: Model, fields: readonly PackageField[]): readonly Component[] {
  return [
    permissionSet(
      model,
      fields,
      "Cosell_Viewer",
      "view",
      "Sees what is shared with Partner Center, and changes nothing.",
    ),
    permissionSet(model, fields, "Cosell_Seller", "sell", "Shares opportunities with Partner Center."),
    permissionSet(
      model,
      fields,
      "Cosell_Integration",
      "integrate",
      "The user of the Power Automate connection: keeps the fields of the synchronization.",
    ),
  ];
}

function permissionSet(
  model: Model,
  fields: readonly PackageField[],
  name: string,
  level: Level,
  description: string,
): Component {
  const granted = fields
    .filter(({ required }) => required !== true)
    .map(({ component, editor }) => ({
      editable: (level === "integrate" && editor !== "nobody") || (level === "sell" && editor === "seller"),
      field: component.name,
      readable: true,
    }))
    .sort((one, other) => (one.field < other.field ? -1 : 1));
  return {
    type: "PermissionSet",
    name,
    origin: ["crm"],
    content: elements({
      customPermissions: level === "integrate" ? { enabled: true, name: integrationPermission } : undefined,
      description,
      fieldPermissions: granted,
      hasActivationRequired: false,
      label: name.replaceAll("_", " "),
      objectPermissions: objectPermissions(model, level),
      userPermissions: level === "integrate" ? { enabled: true, name: "ApiEnabled" } : undefined,
    }),
  };
}

/** Rows of the solution object need at least read access to their master; the integration also makes the others. */
function objectPermissions({ crm, sets, flowOptions }: Model, level: Level): readonly Shape[] {
  const { opportunity, account, contact, lead, solution } = crm.objects;
  const read = [opportunity, account];
  const made = [account, contact, opportunity, ...(flowOptions.leads ? [lead] : [])];
  const rows = new Map<string, Shape>();
  for (const object of read) rows.set(object, access(object, "read"));
  if (level === "integrate") for (const object of made) rows.set(object, access(object, "write"));
  if (sets.solutions.direction !== "never") {
    rows.set(solution, access(solution, level === "view" ? "read" : "delete"));
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function access(object: string, upTo: "read" | "write" | "delete"): Shape {
  return {
    allowCreate: upTo !== "read",
    allowDelete: upTo === "delete",
    allowEdit: upTo !== "read",
    allowRead: true,
    modifyAllRecords: false,
    object,
    viewAllRecords: false,
  };
}
