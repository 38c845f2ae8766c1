import type { Answer, Schema, Visibility } from "./openapi.ts";

/** What makers read of an operation, and what it takes and gives. */
export interface OperationText {
  /** Sentence case, at most 80 characters, no slash. */
  readonly summary: string;
  /** A sentence with its full stop that says more than the summary. */
  readonly description: string;
  readonly visibility?: Visibility;
  readonly deprecated?: true;
  /** Label, hint and schema of the body; present exactly where the operation table has a body. */
  readonly body?: { readonly label: string; readonly says: string; readonly schema: Schema };
  /** The answer with status 200: its schema is what makers pick dynamic content from. */
  readonly answer: Required<Answer>;
  /** Further successful answers, by status; they have no schema, for makers see only one. */
  readonly also?: Readonly<Record<string, string>>;
  /** What this operation refuses, besides what every operation does. */
  readonly refusals?: Readonly<Record<string, string>>;
}
