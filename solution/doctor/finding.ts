import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";

/** A finding of the doctor: besides what every finding says, what was found there and what was expected. */
export interface DoctorFinding extends Diagnostic {
  readonly found: string;
  readonly expected: string;
}

/** Adds to a finding what was seen and what should have been. */
export function seen(diagnostic: Diagnostic, found: string, expected: string): DoctorFinding {
  return { ...diagnostic, found, expected };
}

/** "a, b, c and 4 more": a list for one line. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
