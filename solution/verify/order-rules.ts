import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { child, type XmlElement } from "../read/parse-xml.ts";
import type { ReadNode, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import {
  connectorOrder,
  customizationsOrder,
  manifestOrder,
  publisherOrder,
  referenceOrder,
  variableOrder,
  workflowOrder,
} from "./element-orders.ts";
import { at, misplaced, type SolutionRule } from "./rule.ts";

/** Rules about what stands where in the XML. */
export const orderRules: readonly SolutionRule[] = [
  { codes: ["ELEMENT_ORDER"], check: documentOrder },
  { codes: ["ELEMENT_MISSING"], check: missingElements },
  { codes: ["NODE_ORDER"], check: nodeOrder },
];

/** The two lists of a solution, whose schema the import checks. */
function documentOrder(solution: ReadSolution): readonly Diagnostic[] {
  const { manifest, manifestPath, customizations, customizationsPath } = solution;
  const look = (parent: XmlElement | undefined, order: readonly string[], file: string) => {
    const found = misplaced(parent, order);
    return found === undefined
      ? []
      : [solutionCodes.finding("ELEMENT_ORDER", { file, ...found }, at(solution, file))];
  };
  return [
    ...look(child(manifest, "SolutionManifest"), manifestOrder, manifestPath),
    ...look(solution.publisher, publisherOrder, manifestPath),
    ...look(customizations, customizationsOrder, customizationsPath),
  ];
}

/** Every measured solution.xml has all of these but addresses, and both lists have the same root. */
function missingElements(solution: ReadSolution): readonly Diagnostic[] {
  const { manifest, manifestPath: file, customizations, customizationsPath } = solution;
  const roots = [
    { root: manifest, path: file },
    { root: customizations, path: customizationsPath },
  ].filter(({ root }) => root.name !== rootName);
  const look = (parent: XmlElement | undefined, wanted: readonly string[]): readonly Diagnostic[] =>
    wanted
      .filter((element) => child(parent, element) === undefined)
      .map((element) => solutionCodes.finding("ELEMENT_MISSING", { file, element }, at(solution, file)));
  return [
    ...roots.map(({ path }) =>
      solutionCodes.finding("ELEMENT_MISSING", { file: path, element: rootName }, at(solution, path)),
    ),
    ...look(child(manifest, "SolutionManifest"), manifestOrder),
    ...look(
      solution.publisher,
      publisherOrder.filter((element) => element !== "Addresses"),
    ),
  ];
}

const rootName = "ImportExportXml";

function nodeOrder(solution: ReadSolution): readonly Diagnostic[] {
  const look = (nodes: readonly ReadNode[], order: readonly string[]): readonly Diagnostic[] =>
    nodes.flatMap(({ element, path }) => {
      const found = misplaced(element, order);
      return found === undefined
        ? []
        : [
            solutionCodes.finding(
              "NODE_ORDER",
              { file: path, node: element.name, ...found },
              at(solution, path),
            ),
          ];
    });
  return [
    ...look(solution.flows, workflowOrder),
    ...look(solution.connectors, connectorOrder),
    ...look(solution.references, referenceOrder),
    ...look(solution.variables, variableOrder),
  ];
}
