import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { parseJson } from "../read/parse-json.ts";
import { decode } from "../read/read-solution.ts";
import type { ReadConnector, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { objectOf, textIn } from "./json-values.ts";
import { at, type SolutionRule } from "./rule.ts";

/** Rules about flows and the custom connectors that lie in the same solution. */
export const operationRules: readonly SolutionRule[] = [{ codes: ["OPERATION_UNKNOWN"], check: operations }];

function operations(solution: ReadSolution): readonly Diagnostic[] {
  const known = new Map(
    solution.connectors.map((connector) => [connector.name, operationsOf(solution, connector)] as const),
  );
  if (known.size === 0) return [];
  return solution.flows.flatMap(({ name: flow, file, content }) => {
    const properties = objectOf(objectOf(content)["properties"]);
    const references = objectOf(properties["connectionReferences"]);
    const unknown = callsIn(properties["definition"]).flatMap(({ connection, operation }) => {
      const connector = textIn(objectOf(objectOf(references[connection])["api"])["logicalName"]);
      const defined = known.get(connector);
      return defined === undefined || defined.has(operation.toLowerCase())
        ? []
        : [solutionCodes.finding("OPERATION_UNKNOWN", { flow, operation, connector }, at(solution, file))];
    });
    return [...new Map(unknown.map((each) => [each.message, each])).values()];
  });
}

/** Ids of the operations of a definition, in lower case; undefined where it cannot be read. */
function operationsOf(solution: ReadSolution, { files }: ReadConnector): ReadonlySet<string> | undefined {
  const bytes = solution.files.get(files.openapidefinition);
  const read = bytes === undefined ? undefined : parseJson(decode(bytes));
  if (!read?.ok) return undefined;
  const paths = Object.values(objectOf(objectOf(read.value)["paths"]));
  const methods = paths.flatMap((path) => Object.values(objectOf(path)));
  return new Set(methods.map((method) => textIn(objectOf(method)["operationId"]).toLowerCase()));
}

interface Call {
  readonly connection: string;
  readonly operation: string;
}

/** Every trigger and action below a node that calls an operation of a connector. */
function callsIn(node: unknown): readonly Call[] {
  if (Array.isArray(node)) return node.flatMap(callsIn);
  const tree = objectOf(node);
  const host = objectOf(objectOf(tree["inputs"])["host"]);
  const connection = textIn(host["connectionName"]);
  const operation = textIn(host["operationId"]);
  const own = connection === "" || operation === "" ? [] : [{ connection, operation }];
  return [...own, ...Object.values(tree).flatMap(callsIn)];
}
