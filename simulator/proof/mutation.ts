import type { JsonObject } from "./definition.ts";

/** One way to break a flow definition. */
export interface Mutation {
  /** The operator: `dropInput`, `replaceCall` … */
  readonly kind: string;
  /** Where it breaks the flow, for whoever has to find the place again. */
  readonly site: string;
  /** Breaks the definition in place; answers how many places it changed. */
  readonly apply: (definition: JsonObject) => number;
}

/** A broken flow that some scenario has to notice. */
export interface Mutant {
  /** Never changes, so that reports of different days can be compared. */
  readonly id: string;
  /** Display name of the flow. */
  readonly flow: string;
  /** The rule that holds no longer, in words. */
  readonly breaks: string;
  readonly mutation: Mutation;
  /** Scenarios that are played first, because they are the ones that should notice. */
  readonly likely: readonly string[];
}
