import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { checkFlow } from "../../simulator/expressions/index.ts";
import { apiPrefix, componentType, variableType } from "../facts.ts";
import type { ReadFlow, ReadReference, ReadSolution } from "../read/solution-parts.ts";
import type { CleanTexts } from "./clean-texts.ts";
import { solutionCodes } from "./codes.ts";
import { graphFindings } from "./flow-graph.ts";
import { type JsonTree, objectOf, textIn } from "./json-values.ts";
import { parametersRead } from "./parameters-read.ts";
import { at, bare, type SolutionRule } from "./rule.ts";

/** Rules about what flows lean on in their solution, and about their expressions. */
export const flowRules: readonly SolutionRule[] = [
  {
    codes: [
      "REFERENCE_UNKNOWN",
      "REFERENCE_API_DIFFERS",
      "LOGICAL_NAME_MISSING",
      "LOGICAL_NAME_DIFFERS",
      "CONNECTION_SHIPPED",
    ],
    check: eachFlow(references),
  },
  { codes: ["VARIABLE_UNKNOWN", "VARIABLE_KEY", "VARIABLE_TYPE"], check: eachFlow(variables) },
  { codes: ["PARAMETER_UNKNOWN"], check: eachFlow(parameters) },
  { codes: ["CHILD_UNKNOWN"], check: eachFlow(children) },
  // Codes of the expression engine and of the flow engine.
  { codes: [], check: eachFlow(contents) },
];

interface FlowParts {
  readonly clean: CleanTexts;
  readonly solution: ReadSolution;
  readonly flow: ReadFlow;
  readonly definition: JsonTree;
  readonly connectionReferences: JsonTree;
}

function eachFlow(check: (parts: FlowParts) => readonly Diagnostic[]): SolutionRule["check"] {
  return (solution, clean) =>
    solution.flows.flatMap((flow) => {
      const properties = objectOf(objectOf(flow.content)["properties"]);
      const definition = properties["definition"];
      if (typeof definition !== "object" || definition === null) return [];
      return check({
        clean,
        solution,
        flow,
        definition: objectOf(definition),
        connectionReferences: objectOf(properties["connectionReferences"]),
      });
    });
}

/** Whether solution.xml says that another solution brings the component. */
function isRequired(solution: ReadSolution, type: string, name: string): boolean {
  return solution.required.some(
    (each) =>
      each.type.toLowerCase() === type.toLowerCase() &&
      (each.name.toLowerCase() === name.toLowerCase() || bare(each.id) === bare(name)),
  );
}

function references(parts: FlowParts): readonly Diagnostic[] {
  const { solution, flow, connectionReferences } = parts;
  return Object.entries(connectionReferences).flatMap(([key, entry]) => {
    const { connection, api } = objectOf(entry);
    const place = at(solution, flow.file, ["properties", "connectionReferences", key]);
    const reference = textIn(objectOf(connection)["connectionReferenceLogicalName"]);
    const shipped = textIn(objectOf(connection)["name"]);
    if (reference === "") {
      return shipped === ""
        ? []
        : [solutionCodes.finding("CONNECTION_SHIPPED", { flow: flow.name, connection: shipped }, place)];
    }
    const known = solution.references.find(({ name }) => name.toLowerCase() === reference.toLowerCase());
    if (known !== undefined) return compareApi(solution, flow, known, objectOf(api), place);
    return isRequired(solution, "connectionreference", reference)
      ? []
      : [solutionCodes.finding("REFERENCE_UNKNOWN", { flow: flow.name, reference }, place)];
  });
}

function compareApi(
  solution: ReadSolution,
  { name: flow }: ReadFlow,
  { name: reference, api: full, customConnectorId }: ReadReference,
  api: JsonTree,
  place: ReturnType<typeof at>,
): readonly Diagnostic[] {
  const flowApi = textIn(api["name"]);
  const logicalName = textIn(api["logicalName"]);
  if (customConnectorId === "" && logicalName !== "") {
    const data = { flow, reference, logicalName, wanted: "no custom connector" };
    return [solutionCodes.finding("LOGICAL_NAME_DIFFERS", data, place)];
  }
  if (customConnectorId === "") {
    const wanted = full.startsWith(apiPrefix) ? full.slice(apiPrefix.length) : full;
    const data = { flow, flowApi, reference, api: wanted };
    return flowApi === "" || flowApi.toLowerCase() === wanted.toLowerCase()
      ? []
      : [solutionCodes.finding("REFERENCE_API_DIFFERS", data, place)];
  }
  // The last part of a custom connector's internal name differs in every environment, and exports keep old ones: the
  // logical name is compared instead.
  if (logicalName === "") return [solutionCodes.finding("LOGICAL_NAME_MISSING", { flow, reference }, place)];
  const wanted = connectorName(solution, customConnectorId);
  return wanted === undefined || wanted === logicalName
    ? []
    : [solutionCodes.finding("LOGICAL_NAME_DIFFERS", { flow, reference, logicalName, wanted }, place)];
}

/** The name of a custom connector, where this solution or its list of dependencies says it. */
function connectorName({ connectors, required }: ReadSolution, id: string): string | undefined {
  const own = connectors.find((each) => bare(each.id) === bare(id))?.name;
  const other = required.find(
    (each) => each.type === String(componentType.connector) && bare(each.id) === bare(id),
  );
  return own ?? other?.name;
}

/** How a flow declares a variable, by the type of its definition; data sources and secrets are texts. */
const parameterTypes: Readonly<Record<string, readonly string[]>> = {
  [variableType.text]: ["String"],
  [variableType.number]: ["Int", "Float"],
  [variableType.yesNo]: ["Bool"],
  [variableType.json]: ["Object", "Array", "String"],
};

function variables({ solution, flow, definition }: FlowParts): readonly Diagnostic[] {
  return Object.entries(objectOf(definition["parameters"])).flatMap(([key, declaration]) => {
    const place = at(solution, flow.file, ["properties", "definition", "parameters", key]);
    const schemaName = textIn(objectOf(objectOf(declaration)["metadata"])["schemaName"]);
    if (schemaName === "") return [];
    const variable = solution.variables.find(
      (each) => each.schemaName.toLowerCase() === schemaName.toLowerCase(),
    );
    if (variable === undefined) {
      return isRequired(solution, "EnvironmentVariableDefinition", schemaName)
        ? []
        : [solutionCodes.finding("VARIABLE_UNKNOWN", { flow: flow.name, variable: schemaName }, place)];
    }
    const wantedKey = `${variable.displayName} (${variable.schemaName})`;
    const type = textIn(objectOf(declaration)["type"]);
    const types = parameterTypes[variable.type];
    const data = { flow: flow.name, variable: schemaName, type, wanted: types?.join(" or ") ?? "" };
    return [
      ...(key === wantedKey
        ? []
        : [solutionCodes.finding("VARIABLE_KEY", { flow: flow.name, key, wanted: wantedKey }, place)]),
      ...(types === undefined || types.some((each) => each.toLowerCase() === type.toLowerCase())
        ? []
        : [solutionCodes.finding("VARIABLE_TYPE", data, place)]),
    ];
  });
}

/** Every parameter that is read must be declared. */
function parameters({ solution, flow, definition }: FlowParts): readonly Diagnostic[] {
  const declared = new Set(Object.keys(objectOf(definition["parameters"])).map((name) => name.toLowerCase()));
  const { triggers, actions, outputs } = definition;
  return parametersRead([triggers, actions, outputs], (name) => declared.has(name.toLowerCase())).map(
    (parameter) =>
      solutionCodes.finding("PARAMETER_UNKNOWN", { flow: flow.name, parameter }, at(solution, flow.file)),
  );
}

function children({ solution, flow, definition }: FlowParts): readonly Diagnostic[] {
  const own = new Set(solution.flows.map(({ id }) => bare(id)));
  return [...new Set(childIds(definition))]
    .filter((id) => !own.has(bare(id)) && !isRequired(solution, String(componentType.workflow), id))
    .map((child) =>
      solutionCodes.finding("CHILD_UNKNOWN", { flow: flow.name, child }, at(solution, flow.file)),
    );
}

function childIds(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(childIds);
  const tree = objectOf(node);
  const id = textIn(objectOf(objectOf(tree["inputs"])["host"])["workflowReferenceName"]);
  const own = tree["type"] === "Workflow" && id !== "" ? [id] : [];
  return [...own, ...Object.values(tree).flatMap(childIds)];
}

function contents({ clean, solution, flow }: FlowParts): readonly Diagnostic[] {
  const { text = "", content } = flow;
  const file = `${solution.source}/${flow.file}`;
  return clean.flows(text, () => flowFindings(file, text, content));
}

/** What is to be said of a flow without its solution. */
export function flowFindings(file: string, text: string, content: unknown): readonly Diagnostic[] {
  return [...checkFlow({ file, text }).findings, ...graphFindings(file, content)];
}
