import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import type { OrgOptions } from "../types.ts";
import { restrictedPicklist } from "./fields.ts";
import type {
  FieldSchema,
  ObjectSchema,
  PermissionSetSchema,
  SchemaSource,
  ValidationRule,
} from "./model.ts";

/** A field of an object that exists in the org. */
export interface Field extends FieldSchema {
  /** `opportunity.referral_identifier__c`: how permission sets and indexes name it. */
  readonly key: string;
}

export interface ChildRelationship {
  readonly name: string | undefined;
  readonly child: ObjectType;
  readonly field: Field;
}

/** An object that exists in the org, with everything that names it resolved. */
export interface ObjectType {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly readOnly: boolean;
  readonly access: "open" | "granted";
  readonly fields: readonly Field[];
  readonly rules: readonly ValidationRule[];
  readonly field: (name: string) => Field | undefined;
  /** The reference field behind a name in a path (`Account`, `Opportunity__r`). */
  readonly parent: (relationshipName: string) => Field | undefined;
  /** Filled once all objects are known. */
  readonly children: ChildRelationship[];
  readonly summaries: Field[];
}

/** The schema of one org: sources merged, org switches applied. It never changes; another org setting makes another. */
export interface Catalog {
  readonly objects: readonly ObjectType[];
  readonly object: (name: string) => ObjectType | undefined;
  readonly byKeyPrefix: (id: string) => ObjectType | undefined;
  readonly permissionSets: readonly PermissionSetSchema[];
  readonly permissionSet: (name: string) => PermissionSetSchema | undefined;
}

/** Objects that have no currency of their own in a multicurrency org. */
const withoutCurrency = new Set([
  "Organization",
  "OpportunityStage",
  "CurrencyType",
  "PermissionSet",
  "PermissionSetAssignment",
]);

export function buildCatalog(sources: readonly SchemaSource[], org: OrgOptions): Catalog {
  const merged = mergeObjects(sources);
  const objects: ObjectType[] = [];
  const byName = new Map<string, ObjectType>();
  const byPrefix = new Map<string, ObjectType>();
  let customObjects = 0;
  for (const schema of merged.values()) {
    refuseHomeless(schema);
    if (schema.name === "CurrencyType" && org.currency.kind === "single") continue;
    if (schema.name === "OpportunityTeamMember" && !org.opportunityTeams) continue;
    const prefix = schema.keyPrefix ?? `a0${String.fromCharCode(65 + customObjects++)}`;
    const type = objectType(schema, prefix, fieldsFor(schema, org));
    objects.push(type);
    byName.set(schema.name.toLowerCase(), type);
    byPrefix.set(prefix, type);
  }
  linkChildren(objects, byName);
  const permissionSets = new Map<string, PermissionSetSchema>();
  for (const set of sources.flatMap((source) => source.permissionSets)) {
    permissionSets.set(set.name.toLowerCase(), set);
  }
  return {
    objects,
    object: (name) => byName.get(name.toLowerCase()),
    byKeyPrefix: (id) => byPrefix.get(id.slice(0, 3)),
    permissionSets: [...permissionSets.values()],
    permissionSet: (name) => permissionSets.get(name.toLowerCase()),
  };
}

/** Fields of an object that nobody defines: a real org refuses to deploy them. */
function refuseHomeless(schema: ObjectSchema): void {
  if (schema.fields.some(({ name }) => name === "Id")) return;
  const problem = `the object ${schema.name} exists neither in the org nor in the package`;
  throw new Failure(
    emulatorCodes.finding("METADATA_UNREADABLE", { file: `objects/${schema.name}`, problem }),
  );
}

function mergeObjects(sources: readonly SchemaSource[]): ReadonlyMap<string, ObjectSchema> {
  const merged = new Map<string, ObjectSchema>();
  for (const object of sources.flatMap((source) => source.objects)) {
    const key = object.name.toLowerCase();
    const before = merged.get(key);
    if (before === undefined) {
      merged.set(key, object);
      continue;
    }
    const fields = new Map(before.fields.map((field) => [field.name.toLowerCase(), field]));
    for (const field of object.fields) fields.set(field.name.toLowerCase(), field);
    const rules = new Map((before.validationRules ?? []).map((rule) => [rule.name, rule]));
    for (const rule of object.validationRules ?? []) rules.set(rule.name, rule);
    merged.set(key, { ...before, fields: [...fields.values()], validationRules: [...rules.values()] });
  }
  return merged;
}

/** The fields an org really has: currency and country columns depend on its switches. */
function fieldsFor(schema: ObjectSchema, org: OrgOptions): readonly FieldSchema[] {
  const extra: FieldSchema[] = [];
  if (org.currency.kind === "multi" && !withoutCurrency.has(schema.name)) {
    extra.push(
      restrictedPicklist("CurrencyIsoCode", "Currency ISO Code", org.currency.active, {
        length: 3,
        default: org.currency.corporate,
      }),
    );
  }
  if (org.stateCountryPicklists) {
    for (const { name, label } of schema.fields) {
      if (!/^(?:Billing|Shipping|Mailing)?(?:Country|State)$/.test(name)) continue;
      extra.push({ name: `${name}Code`, label: `${label} Code`, type: "picklist", length: 10 });
    }
  }
  return [...schema.fields, ...extra];
}

function objectType(schema: ObjectSchema, keyPrefix: string, list: readonly FieldSchema[]): ObjectType {
  const fields: Field[] = list.map((field) => ({
    ...field,
    key: `${schema.name}.${field.name}`.toLowerCase(),
  }));
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const parents = new Map<string, Field>();
  for (const field of fields) {
    if (field.relationshipName !== undefined) parents.set(field.relationshipName.toLowerCase(), field);
  }
  return {
    name: schema.name,
    label: schema.label,
    labelPlural: schema.labelPlural,
    keyPrefix,
    custom: schema.custom === true,
    readOnly: schema.readOnly === true,
    access: schema.access ?? "open",
    fields,
    rules: (schema.validationRules ?? []).filter((rule) => rule.active),
    field: (name) => byName.get(name) ?? byName.get(name.toLowerCase()),
    parent: (name) => parents.get(name.toLowerCase()),
    children: [],
    summaries: fields.filter((field) => field.summary !== undefined),
  };
}

function linkChildren(objects: readonly ObjectType[], byName: ReadonlyMap<string, ObjectType>): void {
  for (const child of objects) {
    for (const field of child.fields) {
      for (const target of field.referenceTo ?? []) {
        byName.get(target.toLowerCase())?.children.push({ name: field.childRelationshipName, child, field });
      }
    }
  }
}
