/** A column as the Web API names it. */
export interface Column {
  readonly name: string;
  readonly kind: "id" | "text" | "number" | "boolean" | "datetime" | "lookup" | "managed-property";
  /** The longest text, in UTF-16 units. */
  readonly length?: number;
  readonly required?: boolean;
  /** Set by the platform only. */
  readonly readOnly?: boolean;
  /** Lookups: the name to bind by, and the table it points to. */
  readonly navigation?: string;
  readonly target?: string;
  /** Texts of numeric choices. */
  readonly choices?: Readonly<Record<number, string>>;
}

/** A relationship seen from the one side: `$expand` of the children. */
export interface Children {
  readonly navigation: string;
  readonly table: string;
  readonly column: string;
}

export interface Table {
  /** The entity set, as it stands in URLs. */
  readonly set: string;
  readonly logicalName: string;
  readonly id: string;
  /** The alternate key of a row, beside its id. */
  readonly key?: string;
  readonly columns: readonly Column[];
  readonly children?: readonly Children[];
  /** Rows come from imports and actions only. */
  readonly readOnly?: boolean;
}

export const text = (name: string, length: number, more: Partial<Column> = {}): Column => ({
  name,
  kind: "text",
  length,
  ...more,
});
export const number = (name: string, choices?: Readonly<Record<number, string>>): Column =>
  choices === undefined ? { name, kind: "number" } : { name, kind: "number", choices };
export const flag = (name: string): Column => ({ name, kind: "boolean", readOnly: true });
export const customizable: Column = { name: "iscustomizable", kind: "managed-property", readOnly: true };
export const state: readonly Column[] = [
  number("statecode", { 0: "Active", 1: "Inactive" }),
  number("statuscode", { 1: "Active", 2: "Inactive" }),
];
export const common: readonly Column[] = [
  { name: "createdon", kind: "datetime", readOnly: true },
  { name: "modifiedon", kind: "datetime", readOnly: true },
  { name: "versionnumber", kind: "number", readOnly: true },
];
export const id = (name: string): Column => ({ name, kind: "id" });
