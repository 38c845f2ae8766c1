import { checkConnector } from "../../connector/rules/check-connector.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { parseJson } from "../read/parse-json.ts";

/** Findings about a file of a custom connector, or why it is none. */
export function connectorFindings(file: string, text: string): readonly Diagnostic[] | string {
  const read = parseJson(text);
  if (!read.ok) return read.reason;
  return checkConnector(file, read.value) ?? "it is no OpenAPI 2.0 definition";
}
