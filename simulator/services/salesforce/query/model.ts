/** A query as the emulator runs it, whichever language it was written in. */
export interface SelectQuery {
  readonly object: string;
  readonly columns: readonly Column[];
  readonly where: Condition | undefined;
  readonly orderBy: readonly Order[];
  readonly limit: number | undefined;
  readonly offset: number;
  /** SELECT COUNT(): the answer is the number of rows. */
  readonly count: boolean;
  /** The text as written, for messages that point into it. */
  readonly text: string;
}

export type Column =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "children"; readonly relationship: string; readonly query: SelectQuery };

/** A field name, with the relationship names before it. */
export type Path = readonly string[];

export interface Order {
  readonly path: Path;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export type Operator = "=" | "!=" | "<" | ">" | "<=" | ">=" | "like";

export type Condition =
  | { readonly kind: "all" | "any"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "compare"; readonly path: Path; readonly operator: Operator; readonly literal: Literal }
  | {
      readonly kind: "in";
      readonly path: Path;
      readonly negated: boolean;
      readonly literals: readonly Literal[];
    }
  | {
      readonly kind: "includes";
      readonly path: Path;
      readonly negated: boolean;
      readonly literals: readonly Literal[];
    }
  | {
      readonly kind: "in-query";
      readonly path: Path;
      readonly negated: boolean;
      readonly query: SelectQuery;
    };

export type Literal =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "date"; readonly value: string }
  | { readonly kind: "datetime"; readonly milliseconds: number }
  /** TODAY and its kin: whole days counted from today, both ends included. */
  | { readonly kind: "days"; readonly from: number; readonly to: number };
