import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { textOf } from "../read/parse-xml.ts";
import type { ReadFlow, ReadSolution } from "../read/solution-parts.ts";
import type { FlowParts } from "./flow/parts.ts";
import { isObject, objectOf, textIn } from "./json-values.ts";

/**
 * Findings about a flow, as far as its solution says more of them. The platform exports a flow that is turned off and has
 * lost its connections without them, and imports it so: somebody has to choose new ones before it is turned on. That is
 * known where the flow lists no connection at all, or the solution has no reference to the connector.
 */
export function easedByDraft(
  solution: ReadSolution,
  { element }: ReadFlow,
  parts: FlowParts | undefined,
  findings: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (parts === undefined || textOf(element, "StateCode") !== "0") return findings;
  const listsNone = Object.keys(objectOf(parts.connectionReferences)).length === 0;
  const apis = new Set(solution.references.map(({ api }) => api.toLowerCase()));
  const isLost = ({ where }: Diagnostic): boolean => {
    const { apiId } = objectOf(valueAt(parts, where?.path?.slice(0, -1) ?? []));
    return listsNone || (textIn(apiId) !== "" && !apis.has(textIn(apiId).toLowerCase()));
  };
  return findings.map((finding) =>
    finding.code === "RUN.CONNECTION_UNKNOWN" && isLost(finding)
      ? { ...finding, severity: "warning" }
      : finding,
  );
}

/** What lies at a path into the file of a flow. */
function valueAt({ definition, base }: FlowParts, path: readonly (string | number)[]): unknown {
  let found: unknown = definition;
  for (const step of path.slice(base.length)) {
    found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}
