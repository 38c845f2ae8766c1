/** The types of fields, named as describe names them; `summary` and `autonumber` answer as their display types. */
export type FieldType =
  | "id"
  | "string"
  | "textarea"
  | "boolean"
  | "currency"
  | "double"
  | "int"
  | "percent"
  | "date"
  | "datetime"
  | "email"
  | "phone"
  | "url"
  | "picklist"
  | "multipicklist"
  | "reference"
  | "autonumber"
  | "summary";

export interface PicklistValue {
  readonly value: string;
  readonly label?: string;
  readonly active?: boolean;
  readonly default?: boolean;
}

/** What happens to a child when the record it points to is deleted. */
export type OnParentDelete = "cascade" | "clear" | "restrict";

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** In UTF-16 units, for text types. */
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Must hold a value after every save. */
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly caseSensitive?: boolean;
  readonly externalId?: boolean;
  /** Nobody writes it: a formula, a system field, a derived field. */
  readonly readOnly?: boolean;
  /** May be set on insert only. */
  readonly createOnly?: boolean;
  readonly default?: string | number | boolean;
  readonly picklist?: readonly PicklistValue[];
  /** An unknown value is refused; otherwise it is stored as an inactive entry. */
  readonly restricted?: boolean;
  readonly referenceTo?: readonly string[];
  /** The name of the parent in SOQL paths (`Account`, `Opportunity__r`). */
  readonly relationshipName?: string;
  /** The name of the children in subqueries of the parent (`OpportunityContactRoles`, `Microsoft_Solutions__r`). */
  readonly childRelationshipName?: string;
  readonly masterDetail?: boolean;
  readonly reparentable?: boolean;
  readonly onParentDelete?: OnParentDelete;
  /** Auto numbers: the text around the number. */
  readonly displayFormat?: string;
  readonly startingNumber?: number;
  /** Summary fields: how many (or what sum of) children point here. */
  readonly summary?: SummarySchema;
  /** `granted` fields exist for a user only if a permission set says so; `open` ones for everybody. */
  readonly access?: "open" | "granted";
}

export interface SummarySchema {
  readonly operation: "count" | "sum" | "min" | "max";
  readonly childObject: string;
  readonly childReference: string;
  readonly childField?: string;
}

export interface ValidationRule {
  readonly name: string;
  readonly formula: string;
  readonly message: string;
  /** The field the message is shown at. */
  readonly field?: string;
  readonly active: boolean;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix?: string;
  readonly custom?: boolean;
  /** Rows come from the org itself; the API does not write them. */
  readonly readOnly?: boolean;
  readonly fields: readonly FieldSchema[];
  readonly validationRules?: readonly ValidationRule[];
  readonly access?: "open" | "granted";
}

export interface FieldPermission {
  readonly field: string;
  readonly readable: boolean;
  readonly editable: boolean;
}

export interface ObjectPermission {
  readonly object: string;
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}

export interface PermissionSetSchema {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly FieldPermission[];
  readonly objects: readonly ObjectPermission[];
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
}

/**
 * Something that adds to the schema of an org: the built-in tables, or an emitted metadata package.
 * An object that already exists receives the fields and rules; everything else about it stays.
 */
export interface SchemaSource {
  readonly objects: readonly ObjectSchema[];
  readonly permissionSets: readonly PermissionSetSchema[];
}
