/** A position in a text: `line` and `column` count from 1, `offset` counts UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Where a finding is: a file, optionally a range in its text, optionally a JSON pointer or mapping path. */
export interface Place {
  readonly file: string;
  readonly path?: readonly (string | number)[];
  readonly start?: Position;
  readonly end?: Position;
}

/** Finds the place of a path of the mapping in its text, or else the nearest around it. */
export type Locate = (path: readonly (string | number)[]) => Place;

/** What the user can do next. `edit` carries the replacement for a range of the file. */
export type NextAction =
  | { readonly kind: "edit-file"; readonly label: string; readonly edit?: TextEdit }
  | { readonly kind: "run-command"; readonly label: string; readonly command: string }
  | { readonly kind: "open-docs"; readonly label: string; readonly path: string };

/** Replace `length` characters at `offset` by `text`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export type Severity = "error" | "warning" | "info";

/** A finding: a user's mistake or a thing worth knowing, as data. Codes and data are stable, texts are not. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why?: string;
  readonly allowed?: readonly string[];
  readonly where?: Place;
  readonly nextActions: readonly NextAction[];
  /** The page that explains the code, relative to the project. */
  readonly docs: string;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
