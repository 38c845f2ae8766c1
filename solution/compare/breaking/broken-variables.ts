import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import type { ReadSolution } from "../../read/solution-parts.ts";
import { breakCodes } from "../codes.ts";
import { typeName } from "../describe/describe-solution.ts";

/** Environment variables that administrators have set. A variable that moves to another solution of the release stays. */
export function brokenVariables(
  before: ReadSolution,
  current: readonly ReadSolution[],
): readonly Diagnostic[] {
  const after = new Map(
    current.flatMap(({ variables }) =>
      variables.map((each) => [each.schemaName.toLowerCase(), each] as const),
    ),
  );
  return before.variables.flatMap(({ schemaName: variable, type }) => {
    const at = { where: { file: before.source, path: [variable] } };
    const now = after.get(variable.toLowerCase());
    if (now === undefined) return [breakCodes.finding("VARIABLE_REMOVED", { variable }, at)];
    if (now.type === type) return [];
    const data = { variable, before: typeName(type), after: typeName(now.type) };
    return [breakCodes.finding("VARIABLE_TYPE_CHANGED", data, at)];
  });
}
