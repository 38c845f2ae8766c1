import type { Shape } from "../shape.ts";

/** A parsed filter. Paths are already found in the shape, so that evaluating cannot fail. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "any"; readonly path: Path; readonly variable: string; readonly of: Filter | undefined }
  | { readonly kind: "compare"; readonly path: Path; readonly op: CompareOp; readonly literal: Literal };

export const compareOps = ["eq", "ne", "gt", "ge", "lt", "le"] as const;
export type CompareOp = (typeof compareOps)[number];

export interface Path {
  /** The variable of the `any` it starts from, undefined for the resource itself. */
  readonly from: string | undefined;
  readonly names: readonly string[];
  readonly shape: Shape;
}

/** A literal in the form in which values of the path's shape are compared; instants as milliseconds. */
export type Literal = string | number | boolean | null;
