import { saveFault } from "../fault.ts";
import { toSalesforceText } from "../records/instants.ts";
import type { StoredRecord } from "../records/store.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";
import type { SummarySchema } from "../schema/model.ts";
import type { FieldValues, Value } from "../types.ts";
import { round } from "./coerce.ts";
import type { SaveContext } from "./context.ts";

/** What a saved or deleted record does to others. `after` is undefined for a deletion. */
export function react(
  context: SaveContext,
  type: ObjectType,
  id: string,
  before: FieldValues | undefined,
  after: FieldValues | undefined,
): void {
  rollUp(context, type, before, after);
  if (type.name === "OpportunityContactRole" && after?.["IsPrimary"] === true)
    onePrimary(context, type, id, after);
  if (type.name === "PermissionSetAssignment") assign(context, before, after);
  if (type.name === "OpportunityLineItem") totalLines(context, after ?? before);
}

/** The row of an assignment gives a user the permission set, and takes it along. */
function assign({ org }: SaveContext, before: FieldValues | undefined, after: FieldValues | undefined): void {
  const row = after ?? before;
  const user = org.usersById.get(String(row?.["AssigneeId"]));
  const set = org.store.get(org.type("PermissionSet"), String(row?.["PermissionSetId"]))?.values["Name"];
  if (user === undefined || typeof set !== "string") return;
  const sets = new Set(user.permissionSets);
  if (after !== undefined && before === undefined && sets.has(set)) {
    const message = `Duplicate PermissionSetAssignment. Assignee: ${user.id}; Permission Set: ${String(row?.["PermissionSetId"])}`;
    throw saveFault("DUPLICATE_VALUE", message);
  }
  if (after === undefined) sets.delete(set);
  else sets.add(set);
  org.grant(user, sets);
}

/** Recalculates the summary fields of the masters this record belongs to or belonged to. */
function rollUp(
  context: SaveContext,
  child: ObjectType,
  before: FieldValues | undefined,
  after: FieldValues | undefined,
): void {
  for (const field of child.fields) {
    if (field.masterDetail !== true) continue;
    const master = context.org.catalog.object(field.referenceTo?.[0] ?? "");
    if (master === undefined) continue;
    const touched = new Set([before?.[field.name], after?.[field.name]]);
    for (const summary of master.summaries) {
      const definition = summary.summary;
      if (definition === undefined || definition.childObject.toLowerCase() !== child.name.toLowerCase())
        continue;
      if (definition.childReference.toLowerCase() !== field.name.toLowerCase()) continue;
      for (const id of touched) {
        if (typeof id === "string") recalculate(context, master, id, summary, definition, child, field);
      }
    }
  }
}

function recalculate(
  context: SaveContext,
  master: ObjectType,
  masterId: string,
  summary: Field,
  definition: SummarySchema,
  child: ObjectType,
  reference: Field,
): void {
  const { store } = context.org;
  const record = store.get(master, masterId);
  if (record === undefined) return;
  const ids = store.table(child).lookup(reference, masterId);
  const value = summarise(definition, ids.size, () =>
    [...ids].map((id) => store.get(child, id)?.values[definition.childField ?? ""] ?? null),
  );
  if (record.values[summary.name] === value) return;
  const touches = context.org.quirks["summary-touches-parent"] === "SystemModstamp";
  store.put(master, {
    ...record,
    values: {
      ...record.values,
      [summary.name]: value,
      ...(touches ? { SystemModstamp: toSalesforceText(context.org.clock.now()) } : {}),
    },
  });
}

function summarise(definition: SummarySchema, count: number, read: () => readonly Value[]): Value {
  if (definition.operation === "count") return count;
  const numbers = read().filter((value) => typeof value === "number");
  switch (definition.operation) {
    case "sum":
      return round(
        numbers.reduce((total, value) => total + value, 0),
        2,
      );
    case "min":
      return numbers.length === 0 ? null : Math.min(...numbers);
    case "max":
      return numbers.length === 0 ? null : Math.max(...numbers);
  }
}

/** One contact role of an opportunity is primary. */
function onePrimary(context: SaveContext, type: ObjectType, id: string, after: FieldValues): void {
  const reference = type.field("OpportunityId");
  if (reference === undefined) return;
  const { store, quirks } = context.org;
  for (const other of [...store.table(type).lookup(reference, after["OpportunityId"] ?? null)]) {
    const record = other === id ? undefined : store.get(type, other);
    if (record?.values["IsPrimary"] !== true) continue;
    if (quirks["second-primary-contact"] === "refused") {
      throw saveFault(
        "FIELD_INTEGRITY_EXCEPTION",
        "There is already a primary contact for this opportunity.",
        ["IsPrimary"],
      );
    }
    touch(context, type, record, { IsPrimary: false });
  }
}

/** The amount of an opportunity with products is the sum of its lines. */
function totalLines(context: SaveContext, line: FieldValues | undefined): void {
  const { org } = context;
  const opportunity = org.type("Opportunity");
  const lines = org.type("OpportunityLineItem");
  const reference = lines.field("OpportunityId");
  const id = line?.["OpportunityId"];
  const record = typeof id === "string" ? org.store.get(opportunity, id) : undefined;
  if (record === undefined || reference === undefined) return;
  const totals = [...org.store.table(lines).lookup(reference, record.id)].map(
    (lineId) => org.store.get(lines, lineId)?.values["TotalPrice"] ?? 0,
  );
  const amount = round(
    totals.reduce<number>((sum, value) => sum + Number(value), 0),
    2,
  );
  const probability = Number(record.values["Probability"] ?? 0);
  touch(context, opportunity, record, {
    HasOpportunityLineItem: totals.length > 0,
    ...(totals.length > 0 ? { Amount: amount, ExpectedRevenue: round((amount * probability) / 100, 2) } : {}),
  });
}

/** A change that the platform makes in the name of the user. */
function touch(context: SaveContext, type: ObjectType, record: StoredRecord, values: FieldValues): void {
  const now = context.org.now();
  context.org.store.put(type, {
    ...record,
    values: {
      ...record.values,
      ...values,
      LastModifiedDate: now,
      LastModifiedById: context.user.id,
      SystemModstamp: now,
    },
  });
}
