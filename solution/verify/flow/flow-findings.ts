import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { checkFlow } from "../../../simulator/expressions/index.ts";
import type { FlowParts } from "./parts.ts";
import { flowRules } from "./rules.ts";

/**
 * What is to be said of a flow without its solution. The expression engine is asked, since it compiles everything, only
 * where a text may be wrong; it finds the texts by itself and knows their places.
 */
export function flowFindings(file: string, text: string, flow: FlowParts): readonly Diagnostic[] {
  const areSound = flow.texts.every(({ screened }) => screened.isSound);
  return [
    ...(areSound ? [] : checkFlow({ file, text }).findings),
    ...flowRules.flatMap((rule) => rule.check(flow, file)),
  ];
}
