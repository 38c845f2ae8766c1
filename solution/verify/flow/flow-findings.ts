import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { checkFlow } from "../../../simulator/expressions/index.ts";
import { maximumReading } from "../../facts.ts";
import { flowCodes } from "./codes.ts";
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
      : checkFlow({ file, text: text.replace(emptyList, "createArray(1)") }).findings.filter(
          ({ where }) => where?.path === undefined || doubtful.has(where.path.join("/")),
        );
  return [
    ...mistakes,
    ...(doubtful.size === 0 ? [] : emptyLists(file, flow)),
    ...flowRules.flatMap((rule) => rule.check(flow, file)),
  ];
}

/** In the text of a file, where a line break inside of an expression is written out. */
const emptyList = /\bcreateArray\((?:\s|\\[nrt])*\)/gi;

/**
 * The engine refuses createArray() without arguments, as was measured; flows that are published and were exported by the
 * platform have it where it is seldom evaluated. So it is a doubt, and everything around it is looked at all the same.
 */
function emptyLists(file: string, { texts }: FlowParts): readonly Diagnostic[] {
  const reason = "it expects at least one argument, json('[]') is an empty list";
  return texts
    .filter(({ screened, text }) => !screened.isSound && text.search(emptyList) !== -1)
    .map(({ path }) =>
      flowCodes.finding("ALWAYS_FAILS", { call: "createArray()", reason }, { where: { file, path } }),
    );
}
