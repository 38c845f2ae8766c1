import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { componentType } from "../facts.ts";
import { decode } from "../read/read-solution.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { objectOf, textIn } from "./json-values.ts";
import { at, bare, type SolutionRule } from "./rule.ts";

/** Rules about what a solution may carry to somebody else, and what it must find there. */
export const releaseRules: readonly SolutionRule[] = [
  { codes: ["VALUE_SHIPPED"], check: values },
  { codes: ["SECRET_SHIPPED"], check: secrets },
  { codes: ["DEPENDENCY_MISSING"], check: dependencies },
  { codes: ["DEPENDENT_UNLISTED"], check: dependents },
];

function values(solution: ReadSolution): readonly Diagnostic[] {
  return solution.variables
    .filter(({ hasValue }) => hasValue)
    .map(({ schemaName }) => {
      const path = `environmentvariabledefinitions/${schemaName}/environmentvariablevalues.json`;
      return solutionCodes.finding("VALUE_SHIPPED", { variable: schemaName }, at(solution, path));
    });
}

function secrets(solution: ReadSolution): readonly Diagnostic[] {
  return solution.connectors
    .map(({ files }) => files.connectionparameters)
    .filter((file) => /"clientSecret"\s*:\s*"[^"]+"/i.test(textAt(solution, file)))
    .map((file) => solutionCodes.finding("SECRET_SHIPPED", { file }, at(solution, file)));
}

const textAt = (solution: ReadSolution, file: string): string => {
  const bytes = solution.files.get(file);
  return bytes === undefined ? "" : decode(bytes);
};

/** A reference to a custom connector that is not in the solution must be named among the missing dependencies. */
function dependencies(solution: ReadSolution): readonly Diagnostic[] {
  const own = new Set(solution.connectors.map(({ id }) => bare(id)));
  return solution.references.flatMap(({ name, customConnectorId }) => {
    const id = bare(customConnectorId);
    if (id === "" || own.has(id)) return [];
    const isNamed = solution.required.some((each) => bare(each.id) === id && each.dependent === name);
    const data = { name, connector: id };
    return isNamed
      ? []
      : [solutionCodes.finding("DEPENDENCY_MISSING", data, at(solution, solution.manifestPath))];
  });
}

/** Flows that use a connector of another solution are listed beside the reference, once each. */
function dependents(solution: ReadSolution): readonly Diagnostic[] {
  const own = new Set(solution.connectors.map(({ name }) => name));
  const required = solution.required.filter(
    ({ type, name }) => type === String(componentType.connector) && !own.has(name),
  );
  const names = new Set(required.map(({ name }) => name));
  const pairs = new Set(required.map(({ name, dependent }) => `${name} ${bare(dependent)}`));
  return solution.flows.flatMap(({ name, id, content }) =>
    [...new Set(connectorsUsed(content))]
      .filter((connector) => names.has(connector) && !pairs.has(`${connector} ${bare(id)}`))
      .map((connector) =>
        solutionCodes.finding(
          "DEPENDENT_UNLISTED",
          { flow: name, connector },
          at(solution, solution.manifestPath),
        ),
      ),
  );
}

/** Logical names of the custom connectors that a flow uses. */
function connectorsUsed(content: unknown): readonly string[] {
  const references = objectOf(objectOf(objectOf(content)["properties"])["connectionReferences"]);
  return Object.values(references)
    .map((entry) => textIn(objectOf(objectOf(entry)["api"])["logicalName"]))
    .filter((name) => name !== "");
}
