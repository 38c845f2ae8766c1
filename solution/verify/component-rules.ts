import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { apiPrefix, componentType, flowStates } from "../facts.ts";
import { child, childrenOf, textOf } from "../read/parse-xml.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { at, bare, repeated, type SolutionRule } from "./rule.ts";

/** Rules about the components that solution.xml lists and customizations.xml describes. */
export const componentRules: readonly SolutionRule[] = [
  { codes: ["ROOT_WITHOUT_NODE", "NODE_WITHOUT_ROOT"], check: rootComponents },
  { codes: ["ROOT_TYPE_WRONG"], check: rootTypes },
  { codes: ["ID_FORM"], check: idForms },
  { codes: ["ID_TWICE"], check: idsTwice },
  { codes: ["FLOW_STATE"], check: flowStatesPaired },
];

/**
 * Both ways, for the two kinds that have a number of their own. A list may name a workflow of any category, and one of
 * another solution that this one requires; one that belongs to a table, such as a business rule, need not be listed.
 */
function rootComponents(solution: ReadSolution): readonly Diagnostic[] {
  const idsOf = (type: number): readonly string[] =>
    solution.rootComponents.filter((root) => root.type === String(type)).map(({ id }) => bare(id));
  const listedFlows = idsOf(componentType.workflow);
  const listedConnectors = idsOf(componentType.connector);
  const workflows = solution.workflows.map(({ id }) => bare(id));
  const connectors = solution.connectors.map(({ id }) => bare(id));
  const missing = [
    ...without(listedFlows, [...workflows, ...idsElsewhere(solution)]),
    ...without(listedConnectors, connectors),
  ];
  const unlisted = [
    ...without(
      solution.flows.map(({ id }) => bare(id)),
      listedFlows,
    ),
    ...without(connectors, listedConnectors),
  ];
  const { manifestPath, customizationsPath } = solution;
  return [
    ...missing.map((id) => solutionCodes.finding("ROOT_WITHOUT_NODE", { id }, at(solution, manifestPath))),
    ...unlisted.map((id) =>
      solutionCodes.finding("NODE_WITHOUT_ROOT", { id }, at(solution, customizationsPath)),
    ),
  ];
}

/**
 * Workflows that another solution brings, and business process flows of which only the table is in the solution: both may
 * be listed (measured). The name of the table ends with the id of the process.
 */
function idsElsewhere({ required, customizations }: ReadSolution): readonly string[] {
  const workflow = String(componentType.workflow);
  const tables = childrenOf(child(customizations, "Entities"), "Entity").map((entity) =>
    /_bpf_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(textOf(entity, "Name")),
  );
  return [
    ...required.filter(({ type }) => type === workflow).map(({ id }) => bare(id)),
    ...tables.flatMap((found) => (found === null ? [] : [found.slice(1).join("-").toLowerCase()])),
  ];
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return [...new Set(ids)].filter((id) => !known.has(id));
}

/** Environment variables, their values and connection references are in no measured list of root components. */
function rootTypes(solution: ReadSolution): readonly Diagnostic[] {
  return solution.rootComponents
    .filter(({ type }) => type === "380" || type === "381" || type === "connectionreference")
    .map(({ type }) =>
      solutionCodes.finding("ROOT_TYPE_WRONG", { type }, at(solution, solution.manifestPath)),
    );
}

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const braced = new RegExp(`^\\{${guid}\\}$`);
const naked = new RegExp(`^${guid}$`);

const apiForm = new RegExp(`^${apiPrefix}shared_[^/]+$`, "i");

function idForms(solution: ReadSolution): readonly Diagnostic[] {
  const look = (pattern: RegExp, form: string, ids: readonly string[], file: string) =>
    [...new Set(ids)]
      .filter((id) => !pattern.test(id))
      .map((id) => solutionCodes.finding("ID_FORM", { id, form }, at(solution, file)));
  const roots = solution.rootComponents.map(({ id }) => id).filter((id) => id !== "");
  const flows = solution.flows.map(({ id }) => id);
  // A reference that the export lists by its name alone says nothing of an api (measured).
  const apis = solution.references.filter(({ element }) => element.children.length > 0).map(({ api }) => api);
  const links = solution.references.map(({ customConnectorId: id }) => id).filter((id) => id !== "");
  return [
    ...look(braced, "a lower-case GUID in braces", roots, solution.manifestPath),
    ...look(braced, "a lower-case GUID in braces", flows, solution.customizationsPath),
    ...look(
      naked,
      "a lower-case GUID without braces",
      [...solution.connectors.map(({ id }) => id), ...links],
      solution.customizationsPath,
    ),
    ...look(apiForm, `${apiPrefix}shared_ and a name`, apis, solution.customizationsPath),
  ];
}

function idsTwice(solution: ReadSolution): readonly Diagnostic[] {
  const look = (ids: readonly string[], file: string): readonly Diagnostic[] =>
    repeated(ids).map((id) => solutionCodes.finding("ID_TWICE", { id }, at(solution, file)));
  const { workflows, connectors, references, rootComponents: roots } = solution;
  return [
    ...look(
      roots.filter(({ id }) => id !== "").map(({ type, id }) => `${type} ${bare(id)}`),
      solution.manifestPath,
    ),
    ...look(
      [
        ...workflows.map(({ id }) => bare(id)),
        ...connectors.map(({ id }) => bare(id)),
        ...references.map(({ name }) => name.toLowerCase()),
      ],
      solution.customizationsPath,
    ),
  ];
}

/** State and status come in pairs (Dataverse table reference, workflow). */
function flowStatesPaired(solution: ReadSolution): readonly Diagnostic[] {
  return solution.flows.flatMap(({ element, name: flow, path }) => {
    const state = textOf(element, "StateCode");
    const status = textOf(element, "StatusCode");
    return flowStates.some((pair) => pair.state === state && pair.status === status)
      ? []
      : [solutionCodes.finding("FLOW_STATE", { flow, state, status }, at(solution, path))];
  });
}
