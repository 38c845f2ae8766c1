import { checkConnector } from "../../connector/rules/check-connector.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";

/** Findings about a file of a custom connector; undefined where the JSON is none. */
export function connectorFindings(file: string, text: string): readonly Diagnostic[] | undefined {
  return checkConnector(file, JSON.parse(text));
}
