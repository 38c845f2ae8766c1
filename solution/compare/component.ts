/** Values by their path inside the thing that has them, each as one text. */
export type Fields = ReadonlyMap<string, string>;

export type ComponentKind =
  | "solution"
  | "environment variable"
  | "connection reference"
  | "connector"
  | "flow"
  | "file"
  | "Salesforce object"
  | "Salesforce permission set"
  | "Salesforce file";

/** One thing that an upgrade adds, changes or removes, ready to be compared: whoever has made it, in whatever order. */
export interface Component {
  readonly kind: ComponentKind;
  /** The same before and after an upgrade, and of no other component of its kind. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  readonly fields: Fields;
  readonly parts: readonly Part[];
}

export type PartKind =
  | "trigger"
  | "action"
  | "parameter"
  | "connection"
  | "operation"
  | "field"
  | "rule"
  | "list view"
  | "permission";

/** A part of a component that has a name of its own: an action of a flow, an operation of a connector. */
export interface Part {
  readonly kind: PartKind;
  readonly name: string;
  readonly fields: Fields;
}
