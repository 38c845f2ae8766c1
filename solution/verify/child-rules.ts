import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { componentType } from "../facts.ts";
import type { ReadFlow, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import type { FlowParts } from "./flow/parts.ts";
import { objectOf, textIn } from "./json-values.ts";
import type { KnownTexts } from "./known-texts.ts";
import { at, bare, isRequired, type SolutionRule } from "./rule.ts";

/** Rules about flows that call other flows. */
export const childRules: readonly SolutionRule[] = [
  {
    codes: ["CHILD_UNKNOWN", "CHILD_NOT_CALLABLE", "CHILD_SILENT", "CHILD_RUN_ONLY"],
    check: (solution, known) => callers(solution, known).flatMap((caller) => calls(solution, known, caller)),
  },
  { codes: ["CHILD_CIRCLE"], check: circles },
];

interface Caller {
  readonly flow: ReadFlow;
  /** Ids of the flows it calls, each once, and where it does. */
  readonly children: ReadonlyMap<string, FlowParts["base"]>;
}

function callers(solution: ReadSolution, known: KnownTexts): readonly Caller[] {
  return solution.flows.flatMap((flow) => {
    const { parts } = known.flow(flow.text ?? "", flow.content);
    const workflows = (parts?.actions ?? []).filter((action) => action.kind === "workflow");
    const children = workflows.map(({ value, path }) => {
      const id = textIn(objectOf(objectOf(value["inputs"])["host"])["workflowReferenceName"]);
      return [bare(id), path.map(String)] as const;
    });
    const named = children.filter(([id]) => id !== "" && !id.includes("@"));
    return named.length === 0 ? [] : [{ flow, children: new Map(named) }];
  });
}

function calls(solution: ReadSolution, known: KnownTexts, { flow, children }: Caller): readonly Diagnostic[] {
  return [...children].flatMap(([id, path]) => {
    const place = at(solution, flow.file, path);
    const child = solution.flows.find((each) => bare(each.id) === id);
    if (child === undefined) {
      return isRequired(solution, String(componentType.workflow), id)
        ? []
        : [solutionCodes.finding("CHILD_UNKNOWN", { flow: flow.name, child: id }, place)];
    }
    const { parts } = known.flow(child.text ?? "", child.content);
    return parts === undefined ? [] : childFindings({ flow: flow.name, child: child.name }, parts, place);
  });
}

function childFindings(
  names: { readonly flow: string; readonly child: string },
  { triggers, actions, connectionReferences = {} }: FlowParts,
  place: ReturnType<typeof at>,
): readonly Diagnostic[] {
  const isCallable = triggers.some((trigger) => trigger.kind === "request");
  if (!isCallable) return [solutionCodes.finding("CHILD_NOT_CALLABLE", names, place)];
  const answers = actions.some((action) => action.kind === "response");
  const borrowed = Object.entries(connectionReferences).filter(([, reference]) =>
    /^invoker$/i.test(textIn(objectOf(reference)["runtimeSource"])),
  );
  return [
    ...(answers ? [] : [solutionCodes.finding("CHILD_SILENT", names, place)]),
    ...borrowed.map(([connection]) =>
      solutionCodes.finding("CHILD_RUN_ONLY", { ...names, connection }, place),
    ),
  ];
}

/** Takes away, again and again, flows that call none that is left or are called by none; what remains goes round. */
function circles(solution: ReadSolution, known: KnownTexts): readonly Diagnostic[] {
  let left = callers(solution, known);
  for (;;) {
    const ids = new Set(left.map(({ flow }) => bare(flow.id)));
    const called = new Set(left.flatMap(({ children }) => [...children.keys()]));
    const inside = left.filter(
      ({ flow, children }) => called.has(bare(flow.id)) && [...children.keys()].some((id) => ids.has(id)),
    );
    if (inside.length === left.length) break;
    left = inside;
  }
  const [first] = left;
  if (first === undefined) return [];
  const flows = left.map(({ flow }) => flow.name).join(", ");
  return [solutionCodes.finding("CHILD_CIRCLE", { flows }, at(solution, first.flow.file))];
}
