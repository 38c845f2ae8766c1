import type { ReadSolution } from "../../read/solution-parts.ts";
import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import { jsonOf, operationsOf } from "../describe/describe-connector.ts";

/** What an action or a trigger calls of a connector. */
export interface CalledOperation {
  /** Logical name of a custom connector, or the name in the address of another: `shared_salesforce`. */
  readonly connector: string;
  readonly operation: string;
  readonly parameters: JsonTree;
}

/** Nothing where it calls none. */
export function calledOperation(node: JsonTree, references: JsonTree): CalledOperation | undefined {
  const inputs = objectOf(node["inputs"]);
  const host = objectOf(inputs["host"]);
  const operation = textIn(host["operationId"]);
  if (operation === "") return undefined;
  const api = objectOf(objectOf(references[textIn(host["connectionName"])])["api"]);
  const address = textIn(host["apiId"]).split("/").at(-1) ?? "";
  return {
    connector: textIn(api["logicalName"]) || textIn(api["name"]) || address,
    operation,
    parameters: objectOf(inputs["parameters"]),
  };
}

/** The methods of the operations of custom connectors, by `connector/operation`. */
export function methodsOf(solutions: readonly ReadSolution[]): ReadonlyMap<string, string> {
  return new Map(
    solutions.flatMap((solution) =>
      solution.connectors.flatMap((connector) =>
        operationsOf(jsonOf(solution, connector, "openapidefinition")).map(
          ({ id, method }) => [`${connector.name}/${id}`, method] as const,
        ),
      ),
    ),
  );
}
