import { canEdit, canRead, mayUse, type Org, type User } from "../org.ts";
import type { Field, ObjectType } from "../schema/catalog.ts";

/** The list of objects the user can see. */
export function describeGlobal(org: Org, user: User, apiVersion: string) {
  const objects = org.catalog.objects.filter((type) => right(user, type, "read"));
  return {
    encoding: "UTF-8",
    maxBatchSize: 200,
    sobjects: objects.map((type) => summary(user, type, apiVersion)),
  };
}

/** The description of one object, with the columns the user can see. */
export function describe(org: Org, user: User, type: ObjectType, apiVersion: string) {
  return {
    ...summary(user, type, apiVersion),
    fields: type.fields
      .filter((field) => canRead(user, field))
      .map((field) => describeField(org, user, type, field)),
    childRelationships: type.children.map(({ child, field, name }) => ({
      cascadeDelete: field.onParentDelete === "cascade",
      childSObject: child.name,
      deprecatedAndHidden: false,
      field: field.name,
      relationshipName: name ?? null,
      restrictedDelete: field.onParentDelete === "restrict",
    })),
    recordTypeInfos: [],
  };
}

function summary(user: User, type: ObjectType, apiVersion: string) {
  const base = `/services/data/v${apiVersion}/sobjects/${type.name}`;
  return {
    name: type.name,
    label: type.label,
    labelPlural: type.labelPlural,
    keyPrefix: type.keyPrefix,
    custom: type.custom,
    customSetting: false,
    queryable: true,
    retrieveable: true,
    searchable: true,
    createable: !type.readOnly && right(user, type, "create"),
    updateable: !type.readOnly && right(user, type, "edit"),
    deletable: !type.readOnly && right(user, type, "delete"),
    undeletable: false,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

function right(user: User, type: ObjectType, name: "read" | "create" | "edit" | "delete"): boolean {
  return mayUse(user, type, name);
}

const wireTypes: Readonly<Record<string, string>> = { autonumber: "string", summary: "double" };

function describeField(org: Org, user: User, type: ObjectType, field: Field) {
  const editable = canEdit(user, field) && !type.readOnly;
  const required = field.required === true;
  const stages = type.name === "Opportunity" && field.name === "StageName" ? org.options.stages : undefined;
  const values =
    stages?.map(({ name, active }) => ({
      value: name,
      label: name,
      active: active !== false,
      default: false,
    })) ??
    field.picklist ??
    [];
  return {
    name: field.name,
    label: field.label,
    type: wireTypes[field.type] ?? field.type,
    length: field.length ?? 0,
    byteLength: (field.length ?? 0) * 3,
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    custom: field.name.endsWith("__c"),
    createable: editable,
    updateable:
      editable && field.createOnly !== true && (field.masterDetail !== true || field.reparentable === true),
    nillable: !required && field.type !== "boolean" && field.type !== "id",
    defaultedOnCreate: field.default !== undefined || field.type === "boolean" || field.readOnly === true,
    calculated: field.type === "summary",
    autoNumber: field.type === "autonumber",
    nameField: field.name === "Name",
    unique: field.unique === true,
    caseSensitive: field.caseSensitive === true,
    externalId: field.externalId === true,
    idLookup: field.externalId === true || field.name === "Id",
    filterable: field.type !== "textarea" || (field.length ?? 0) <= 255,
    sortable: field.type !== "textarea" && field.type !== "multipicklist",
    restrictedPicklist: field.restricted === true,
    picklistValues: values.map((entry) => ({
      active: entry.active !== false,
      defaultValue: entry.default === true,
      label: entry.label ?? entry.value,
      validFor: null,
      value: entry.value,
    })),
    referenceTo: field.referenceTo ?? [],
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail === true ? 0 : null,
    cascadeDelete: field.onParentDelete === "cascade",
    writeRequiresMasterRead: false,
  };
}
