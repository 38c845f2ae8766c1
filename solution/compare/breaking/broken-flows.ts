import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { textOf } from "../../read/parse-xml.ts";
import type { ReadFlow, ReadSolution } from "../../read/solution-parts.ts";
import { breakCodes } from "../codes.ts";
import { flowKey } from "../describe/describe-flow.ts";
import { changedTrigger } from "./changed-trigger.ts";

/** Flows that somebody starts, or has edited. */
export function brokenFlows(
  before: ReadSolution,
  after: ReadSolution,
  current: readonly ReadSolution[],
): readonly Diagnostic[] {
  const flows = new Map(current.flatMap((each) => each.flows.map((flow) => [flowKey(flow), flow] as const)));
  return before.flows.flatMap((old) => {
    const { name: flow } = old;
    const now = flows.get(flowKey(old));
    if (now === undefined) {
      return [breakCodes.finding("FLOW_REMOVED", { flow }, { where: { file: before.source, path: [flow] } })];
    }
    const at = { where: { file: after.source, path: [now.name] } };
    return [
      ...changedTrigger(old, now).map((change) =>
        breakCodes.finding("TRIGGER_CHANGED", { flow, change }, at),
      ),
      ...(isOpen(old) && !isOpen(now) ? [breakCodes.finding("FLOW_LOCKED", { flow }, at)] : []),
    ];
  });
}

const isOpen = ({ element }: ReadFlow): boolean => textOf(element, "IsCustomizable") === "1";
