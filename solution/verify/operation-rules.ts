import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { decode } from "../read/read-solution.ts";
import type { ReadConnector, ReadFlow, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import type { FlowParts, Operation } from "./flow/parts.ts";
import { type JsonTree, objectOf, textIn } from "./json-values.ts";
import type { KnownTexts } from "./known-texts.ts";
import { type DefinedOperation, definedOperations } from "./operations/defined-operations.ts";
import { type ParameterProblem, parameterProblems } from "./operations/parameter-problems.ts";
import { at, type SolutionRule } from "./rule.ts";

/** Rules about flows and the custom connectors that lie in the same solution. */
export const operationRules: readonly SolutionRule[] = [
  {
    codes: [
      "OPERATION_UNKNOWN",
      "OPERATION_PARAMETER_UNKNOWN",
      "OPERATION_PARAMETER_MISSING",
      "OPERATION_PARAMETER_KIND",
    ],
    check: operations,
  },
];

type Operations = ReadonlyMap<string, DefinedOperation>;

function operations(solution: ReadSolution, known: KnownTexts): readonly Diagnostic[] {
  const definitions = new Map(
    solution.connectors.map(
      (connector) => [connector.name, operationsOf(solution, known, connector)] as const,
    ),
  );
  if (definitions.size === 0) return [];
  return solution.flows.flatMap((flow) => {
    const { parts } = known.flow(flow.text ?? "", flow.content);
    if (parts === undefined) return [];
    return [...parts.triggers, ...parts.actions].flatMap((operation) => {
      const connector = connectorOf(parts, operation);
      const defined = definitions.get(connector);
      return defined === undefined ? [] : callFindings(solution, flow, connector, defined, operation);
    });
  });
}

/** The logical name of the custom connector that an action goes to; an empty text where it goes to none. */
function connectorOf({ connectionReferences = {} }: FlowParts, operation: Operation): string {
  const connection = textIn(hostOf(operation)["connectionName"]);
  return textIn(objectOf(objectOf(connectionReferences[connection])["api"])["logicalName"]);
}

const hostOf = ({ value }: Operation): JsonTree => objectOf(objectOf(value["inputs"])["host"]);

/** The operations of a definition by their ids in lower case; undefined where it cannot be read. */
function operationsOf(
  solution: ReadSolution,
  known: KnownTexts,
  { files }: ReadConnector,
): Operations | undefined {
  const bytes = solution.files.get(files.openapidefinition);
  const read = bytes === undefined ? undefined : known.json(decode(bytes));
  return read?.ok ? definedOperations(objectOf(read.value)) : undefined;
}

function callFindings(
  solution: ReadSolution,
  { name: flow, file }: ReadFlow,
  connector: string,
  defined: Operations,
  call: Operation,
): readonly Diagnostic[] {
  const operation = textIn(hostOf(call)["operationId"]);
  if (operation === "") return [];
  const path = [...call.path, "inputs"];
  const definition = defined.get(operation.toLowerCase());
  if (definition === undefined) {
    const place = at(solution, file, [...path, "host", "operationId"]);
    return [solutionCodes.finding("OPERATION_UNKNOWN", { flow, operation, connector }, place)];
  }
  const given = objectOf(objectOf(call.value["inputs"])["parameters"]);
  return parameterProblems(definition, given).map((problem) => {
    const way = [...path, "parameters", ...(problem.kind === "missing" ? [] : [problem.parameter])];
    return problemFinding({ flow, operation }, problem, at(solution, file, way));
  });
}

function problemFinding(
  call: { readonly flow: string; readonly operation: string },
  problem: ParameterProblem,
  place: ReturnType<typeof at>,
): Diagnostic {
  const data = { ...call, parameter: problem.parameter };
  switch (problem.kind) {
    case "unknown":
      return solutionCodes.finding("OPERATION_PARAMETER_UNKNOWN", data, place);
    case "missing":
      return solutionCodes.finding("OPERATION_PARAMETER_MISSING", data, place);
    case "type":
      return solutionCodes.finding("OPERATION_PARAMETER_KIND", { ...data, type: problem.type }, place);
  }
}
