import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { checkFlow } from "../../../simulator/expressions/index.ts";
import { maximumReading } from "../../facts.ts";
import { graphRules } from "./graph-rules.ts";
import type { FlowParts } from "./parts.ts";
import { flowRules } from "./rules.ts";

/**
 * What is to be said of a flow without its solution. The expression engine is asked, since it compiles everything, only
 * where a text may be wrong, and only what it says of such texts counts; it knows their places in the file.
 */
export function flowFindings(file: string, text: string, flow: FlowParts): readonly Diagnostic[] {
  // Far beyond what the platform takes it is enough to say so: comparing all with all would have no end.
  if (flow.actions.length > maximumReading.flowActions) {
    return graphRules
      .filter(({ codes }) => codes.includes("RUN.LIMIT_EXCEEDED"))
      .flatMap((rule) => rule.check(flow, file));
  }
  const doubtful = new Set(
    flow.texts.filter(({ screened }) => !screened.isSound).map(({ path }) => path.join("/")),
  );
  const mistakes =
    doubtful.size === 0
      ? []
      : checkFlow({ file, text }).findings.filter(
          ({ where }) => where?.path === undefined || doubtful.has(where.path.join("/")),
        );
  return [...mistakes, ...flowRules.flatMap((rule) => rule.check(flow, file))];
}
