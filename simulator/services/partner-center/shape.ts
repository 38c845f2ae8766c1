/**
 * A shape says what a JSON value of the service looks like: one declaration gives the TypeScript type, the names a
 * request may use, the values of an enum, what only the service may set, and the empty value of every property.
 */
export type Shape =
  | TextShape
  | NumberShape
  | FlagShape
  | InstantShape
  | ListShape<Shape>
  | RecordShape<Fields>
  | OptionalShape<RecordShape<Fields>>;

export type Fields = Readonly<Record<string, Shape>>;

interface Settable {
  /** Set by the service alone. A request that sets it is refused or has it ignored, see the quirk `readOnlyInCreate`. */
  readonly readOnly?: true;
}

export interface TextShape extends Settable {
  readonly kind: "text";
  /** The closed set of values, spelled as the service spells them. */
  readonly values?: readonly string[];
  /** GUIDs compare without regard to case, and a filter may leave out their quotes. */
  readonly guid?: true;
}

export interface NumberShape extends Settable {
  readonly kind: "number";
}

export interface FlagShape extends Settable {
  readonly kind: "flag";
}

export interface InstantShape extends Settable {
  readonly kind: "instant";
}

export interface ListShape<Item extends Shape> extends Settable {
  readonly kind: "list";
  readonly item: Item;
}

export interface RecordShape<Members extends Fields> extends Settable {
  readonly kind: "record";
  readonly fields: Members;
}

/** A record that may be null. */
export interface OptionalShape<Inner extends RecordShape<Fields>> extends Settable {
  readonly kind: "optional";
  readonly of: Inner;
}

/** The type of a value of a shape: scalars may be null, lists and records may not, optional records may. */
export type ValueOf<S> = S extends { readonly kind: "list"; readonly item: infer Item }
  ? readonly ValueOf<Item>[]
  : S extends { readonly kind: "record"; readonly fields: infer Members }
    ? { readonly [Name in keyof Members]: ValueOf<Members[Name]> }
    : S extends { readonly kind: "optional"; readonly of: infer Inner }
      ? ValueOf<Inner> | null
      : S extends { readonly kind: "text" | "instant" }
        ? string | null
        : S extends { readonly kind: "number" }
          ? number | null
          : S extends { readonly kind: "flag" }
            ? boolean | null
            : never;

export const text = { kind: "text" } as const;
export const guid = { kind: "text", guid: true } as const;
export const number = { kind: "number" } as const;
export const flag = { kind: "flag" } as const;
export const instant = { kind: "instant" } as const;

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return { kind: "text", values } as const;
}

export function list<const Item extends Shape>(item: Item) {
  return { kind: "list", item } as const;
}

export function record<const Members extends Fields>(fields: Members) {
  return { kind: "record", fields } as const;
}

export function optional<const Inner extends RecordShape<Fields>>(inner: Inner) {
  return { kind: "optional", of: inner } as const;
}

export function readOnly<const S extends Shape>(shape: S) {
  return { ...shape, readOnly: true } as const;
}
