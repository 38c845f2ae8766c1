import type { FieldSchema, FieldType, PicklistValue } from "./model.ts";

/** What a field table says about a field beside its name, label and type. */
type More = Partial<Omit<FieldSchema, "name" | "label" | "type">>;

function field(name: string, label: string, type: FieldType, more: More = {}): FieldSchema {
  return { name, label, type, ...more };
}

export const text = (name: string, label: string, length: number, more: More = {}): FieldSchema =>
  field(name, label, "string", { length, ...more });

export const longText = (name: string, label: string, length: number, more: More = {}): FieldSchema =>
  field(name, label, "textarea", { length, ...more });

export const checkbox = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "boolean", { default: false, ...more });

export const currency = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "currency", { precision: 18, scale: 2, ...more });

export const number = (
  name: string,
  label: string,
  precision: number,
  scale: number,
  more: More = {},
): FieldSchema => field(name, label, "double", { precision, scale, ...more });

export const percent = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "percent", { precision: 3, scale: 0, ...more });

export const integer = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "int", { precision: 8, scale: 0, ...more });

export const date = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "date", more);

export const dateTime = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "datetime", more);

export const email = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "email", { length: 80, ...more });

export const phone = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "phone", { length: 40, ...more });

export const url = (name: string, label: string, more: More = {}): FieldSchema =>
  field(name, label, "url", { length: 255, ...more });

/** A picklist without restriction, as the standard ones are: the API stores a value it does not know. */
export const picklist = (
  name: string,
  label: string,
  values: readonly string[],
  more: More = {},
): FieldSchema => field(name, label, "picklist", { length: 255, picklist: picklistValues(values), ...more });

export const restrictedPicklist = (
  name: string,
  label: string,
  values: readonly string[],
  more: More = {},
): FieldSchema => picklist(name, label, values, { restricted: true, ...more });

/** A lookup. The relationship name is the field name without its `Id`. */
export const lookup = (name: string, label: string, to: string, more: More = {}): FieldSchema =>
  field(name, label, "reference", {
    referenceTo: [to],
    relationshipName: name.replace(/Id$/, ""),
    onParentDelete: "clear",
    ...more,
  });

export function picklistValues(values: readonly string[]): readonly PicklistValue[] {
  return values.map((value) => ({ value }));
}

/** The columns that the platform keeps on every record. */
export const systemFields: readonly FieldSchema[] = [
  field("Id", "Record ID", "id", { readOnly: true, length: 18 }),
  checkbox("IsDeleted", "Deleted", { readOnly: true }),
  dateTime("CreatedDate", "Created Date", { readOnly: true }),
  lookup("CreatedById", "Created By ID", "User", { readOnly: true }),
  dateTime("LastModifiedDate", "Last Modified Date", { readOnly: true }),
  lookup("LastModifiedById", "Last Modified By ID", "User", { readOnly: true }),
  dateTime("SystemModstamp", "System Modstamp", { readOnly: true }),
];

/** The owner; the saving user when it is left out. */
export const ownerField: FieldSchema = lookup("OwnerId", "Owner ID", "User");

/** The parts of an address under a prefix, with the lengths of salesforce.md §4.5. */
export function address(prefix: string, label: string): readonly FieldSchema[] {
  return [
    longText(`${prefix}Street`, `${label} Street`, 255),
    text(`${prefix}City`, `${label} City`, 40),
    text(`${prefix}State`, `${label} State/Province`, 80),
    text(`${prefix}PostalCode`, `${label} Zip/Postal Code`, 20),
    text(`${prefix}Country`, `${label} Country`, 80),
  ];
}
