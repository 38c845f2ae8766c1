import { maximumCascadeDepth } from "../facts.ts";
import { fault, notFound, saveFault } from "../fault.ts";
import { mayUse } from "../org.ts";
import type { StoredRecord } from "../records/store.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { FieldValues, Value } from "../types.ts";
import type { ObjectRight } from "../user-access.ts";
import { react } from "./after.ts";
import type { Assignment, Draft, SaveContext } from "./context.ts";
import { settleCountries } from "./countries.ts";
import { derive } from "./derive.ts";
import { checkLocks, checkRefusals } from "./locks.ts";
import { readInput } from "./read-input.ts";
import { checkRules } from "./rules.ts";

type Input = Readonly<Record<string, unknown>>;

/** Creates a record and returns its id. Throws a SalesforceFault; the caller opens the savepoint. */
export function insert(context: SaveContext, type: ObjectType, input: Input): string {
  demandRight(context, type, "create");
  const assigned = readInput(context, type, input, "insert");
  const { org, user } = context;
  const id = org.ids.next(type.keyPrefix);
  const now = org.now();
  const values: Record<string, Value> = {
    ...defaults(context, type, assigned),
    Id: id,
    IsDeleted: false,
    CreatedDate: now,
    CreatedById: user.id,
    LastModifiedDate: now,
    LastModifiedById: user.id,
    SystemModstamp: now,
  };
  for (const [field, value] of assigned) values[field.name] = value;
  if (type.field("OwnerId") !== undefined) values["OwnerId"] ??= user.id;
  store(context, { type, id, before: undefined, values, assigned });
  if (type.name === "Opportunity") contactRole(context, id, values["ContactId"] ?? null);
  return id;
}

/** Changes a record. A change of nothing still moves its time stamps, as in Salesforce. */
export function update(context: SaveContext, type: ObjectType, id: string, input: Input): void {
  const record = existing(context, type, id);
  demandRight(context, type, "edit");
  const assigned = readInput(context, type, input, "update");
  const { org, user } = context;
  if (type.name === "Opportunity" && record.values["HasOpportunityLineItem"] === true)
    dropAmount(type, assigned);
  const now = org.now();
  const values: Record<string, Value> = {
    ...record.values,
    LastModifiedDate: now,
    LastModifiedById: user.id,
    SystemModstamp: now,
  };
  for (const [field, value] of assigned) values[field.name] = value;
  store(context, { type, id: record.id, before: record.values, values, assigned });
}

/** Deletes a record into the recycle bin, with everything that hangs on it. */
export function remove(context: SaveContext, type: ObjectType, id: string): void {
  const record = existing(context, type, id);
  demandRight(context, type, "delete");
  checkLocks(context.org, { type, id: record.id, values: { ...record.values } });
  removeRecord(context, type, record, 0);
}

/** The live record behind an id of a request. */
export function existing(context: Pick<SaveContext, "org">, type: ObjectType, id: string): StoredRecord {
  const record = context.org.store.table(type).get(id);
  if (record === undefined) throw notFound();
  if (record.deleted) throw fault(404, "ENTITY_IS_DELETED", "entity is deleted", []);
  return record;
}

function store(context: SaveContext, draft: Draft): void {
  const { org } = context;
  if (org.options.stateCountryPicklists) settleCountries(draft);
  derive(org, draft);
  checkRules(context, draft);
  checkLocks(org, draft);
  checkRefusals(context, draft);
  const record = { id: draft.id, type: draft.type.name, values: draft.values, deleted: false };
  org.store.put(draft.type, record);
  org.countWrite(draft.type);
  react(context, draft.type, draft.id, draft.before, draft.values);
}

/** Null for every column, else its default: the schema's, the number of an auto number, false, a count of zero. */
function defaults(context: SaveContext, type: ObjectType, assigned: Assignment): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const field of type.fields) {
    if (assigned.has(field)) continue;
    if (field.type === "autonumber") {
      const number = context.org.numbering.get(field.key) ?? field.startingNumber ?? 1;
      context.org.numbering.set(field.key, number + 1);
      values[field.name] = numbered(field.displayFormat ?? "{0}", number);
    } else if (field.type === "summary") {
      values[field.name] =
        field.summary?.operation === "count" || field.summary?.operation === "sum" ? 0 : null;
    } else {
      const listed = field.picklist?.find((entry) => entry.default === true)?.value;
      values[field.name] = field.default ?? listed ?? (field.type === "boolean" ? false : null);
    }
  }
  return values;
}

function numbered(format: string, number: number): string {
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, "0"));
}

/** Salesforce ignores the amount of an opportunity with products without a word. */
function dropAmount(type: ObjectType, assigned: Assignment): void {
  for (const name of ["Amount", "TotalOpportunityQuantity"]) {
    const field = type.field(name);
    if (field !== undefined) assigned.delete(field);
  }
}

function contactRole(context: SaveContext, opportunityId: string, contactId: Value): void {
  if (contactId === null || context.org.quirks["contact-id-on-create"] === "ignored") return;
  insert(context, context.org.type("OpportunityContactRole"), {
    OpportunityId: opportunityId,
    ContactId: contactId,
    IsPrimary: true,
  });
}

function removeRecord(context: SaveContext, type: ObjectType, record: StoredRecord, depth: number): void {
  if (depth > maximumCascadeDepth) throw saveFault("DELETE_FAILED", "The deletion reaches too many levels.");
  const { org } = context;
  for (const { child, field } of type.children) {
    for (const id of [...org.store.table(child).lookup(field, record.id)]) {
      const dependent = org.store.get(child, id);
      if (dependent !== undefined) release(context, child, dependent, field, depth);
    }
  }
  const now = org.now();
  const values: FieldValues = {
    ...record.values,
    IsDeleted: true,
    LastModifiedDate: now,
    SystemModstamp: now,
  };
  org.store.put(type, { ...record, values, deleted: true });
  org.countWrite(type);
  react(context, type, record.id, record.values, undefined);
}

/** What the deletion of its parent does to a child. */
function release(
  context: SaveContext,
  child: ObjectType,
  record: StoredRecord,
  field: ObjectType["fields"][number],
  depth: number,
): void {
  switch (field.onParentDelete) {
    case "cascade":
      removeRecord(context, child, record, depth + 1);
      return;
    case "restrict":
      throw saveFault(
        "DELETE_FAILED",
        `Your attempt to delete the record could not be completed because it is associated with the following ${child.labelPlural}: ${record.id}`,
      );
    default:
      if (field.readOnly === true) return;
      context.org.store.put(child, { ...record, values: { ...record.values, [field.name]: null } });
  }
}

function demandRight(context: SaveContext, type: ObjectType, right: ObjectRight): void {
  if (type.readOnly) {
    throw saveFault("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", `entity type cannot be ${right}d: ${type.name}`);
  }
  if (mayUse(context.user, type, right)) return;
  throw fault(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", []);
}
