import type { Model, PermissionSetKey } from "../../generator/model/model.ts";
import { type Component, splitName } from "../metadata/component.ts";
import { elements, type Shape } from "../metadata/element.ts";
import { labelOf } from "./labels.ts";
import type { PackageField } from "./opportunity-fields.ts";

type Level = "view" | "sell" | "integrate" | "report";

/**
 * Fields that a deployment makes are visible to nobody until a permission set says so. Each set speaks of all fields of
 * the package, also of those that existed before; only the one that reports knows no more than it needs.
 */
export function permissionSets(model: Model, fields: readonly PackageField[]): readonly Component[] {
  const { crm } = model;
  const set = (key: PermissionSetKey, level: Level, description: string) =>
    permissionSet(model, fields, key, level, description);
  return [
    set("viewer", "view", "Sees what is shared with Partner Center, and changes nothing."),
    set("seller", "sell", "Shares opportunities with Partner Center."),
    set(
      "integration",
      "integrate",
      "The user of the Power Automate connection: keeps the fields of the synchronization.",
    ),
    set(
      "integrationStatus",
      "report",
      `The same user beside ${labelOf(crm, crm.permissionSets.integration)}: without that one it can still say on the opportunity what is missing.`,
    ),
  ];
}

function permissionSet(
  model: Model,
  fields: readonly PackageField[],
  key: PermissionSetKey,
  level: Level,
  description: string,
): Component {
  const name = model.crm.permissionSets[key];
  const reports = reported(model, fields);
  const granted = fields
    .filter((field) => field.required !== true && (level !== "report" || reports.has(field.component.name)))
    .map(({ component, editor }) => ({
      editable:
        (level === "integrate" && editor !== "nobody") ||
        (level === "sell" && editor === "seller") ||
        (level === "report" && reports.get(component.name) === "edit"),
      field: component.name,
      readable: true,
    }))
    .sort((one, other) => (one.field < other.field ? -1 : 1));
  const isConnected = level === "integrate" || level === "report";
  return {
    type: "PermissionSet",
    name,
    origin: ["crm", "permissionSets", key],
    content: elements({
      customPermissions:
        level === "integrate" ? { enabled: true, name: model.crm.customPermission } : undefined,
      description,
      fieldPermissions: granted,
      hasActivationRequired: false,
      label: labelOf(model.crm, name),
      objectPermissions: objectPermissions(model, level),
      userPermissions: isConnected ? { enabled: true, name: "ApiEnabled" } : undefined,
    }),
  };
}

/**
 * What a run needs in order to start and to write down why it cannot go on: it reads what the trigger watches (all that
 * sellers edit, and the count of solutions), and writes audit, status, state and Seen.
 */
function reported({ crm }: Model, fields: readonly PackageField[]): ReadonlyMap<string, "read" | "edit"> {
  const { opportunity } = crm.objects;
  const { audit, status, state, seen, referralIdentifier, solutionCount } = crm.opportunity;
  const ofDeal = (name: string) => `${opportunity}.${name}`;
  const watched = fields
    .filter(
      ({ component, editor }) => editor === "seller" && splitName(component.name).object === opportunity,
    )
    .map(({ component }) => component.name);
  return new Map([
    ...[...watched, ofDeal(referralIdentifier), ofDeal(solutionCount)].map((name) => [name, "read"] as const),
    ...[audit, status, state, seen].map((name) => [ofDeal(name), "edit"] as const),
  ]);
}

/** Rows of the solution object need at least read access to their master; the integration also makes the others. */
function objectPermissions({ crm, flowOptions }: Model, level: Level): readonly Shape[] {
  const { opportunity, account, contact, lead, solution } = crm.objects;
  // Opportunities are granted only together with accounts, to read at least.
  const read = [opportunity, account];
  const made = [account, contact, opportunity, ...(flowOptions.leads ? [lead] : [])];
  const rows = new Map<string, Shape>();
  for (const object of read) rows.set(object, access(object, "read"));
  if (level === "report") rows.set(opportunity, access(opportunity, "edit"));
  if (level === "integrate") for (const object of made) rows.set(object, access(object, "write"));
  if (level !== "report") {
    rows.set(solution, access(solution, level === "view" ? "read" : "delete"));
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function access(object: string, upTo: "read" | "edit" | "write" | "delete"): Shape {
  return {
    allowCreate: upTo === "write" || upTo === "delete",
    allowDelete: upTo === "delete",
    allowEdit: upTo !== "read",
    allowRead: true,
    modifyAllRecords: false,
    object,
    viewAllRecords: false,
  };
}
