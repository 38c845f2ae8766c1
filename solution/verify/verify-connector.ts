import { checkDefinition } from "../../connector/rules/check-definition.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";

/** Findings about the definition of a custom connector; undefined where the JSON is none. */
export function connectorFindings(file: string, text: string): readonly Diagnostic[] | undefined {
  const json: unknown = JSON.parse(text);
  if (typeof json !== "object" || json === null || !("swagger" in json)) return undefined;
  return checkDefinition(json).map((finding) => ({ ...finding, where: { file, ...finding.where } }));
}
