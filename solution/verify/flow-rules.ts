import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { apiPrefix, componentType, variableType } from "../facts.ts";
import type { ReadFlow, ReadReference, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import type { FlowParts } from "./flow/parts.ts";
import { type JsonTree, objectOf, textIn } from "./json-values.ts";
import type { KnownTexts } from "./known-texts.ts";
import { easedByDraft } from "./lost-connections.ts";
import { at, bare, isRequired, type SolutionRule } from "./rule.ts";

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
  // Codes of the expression engine, of the flow engine, and of flows by themselves.
  { codes: [], check: contents },
];

interface Subject {
  readonly solution: ReadSolution;
  readonly flow: ReadFlow;
  readonly definition: JsonTree;
  readonly connectionReferences: JsonTree;
  readonly parts: FlowParts;
}

function eachFlow(check: (subject: Subject) => readonly Diagnostic[]): SolutionRule["check"] {
  return (solution, known) =>
    solution.flows.flatMap((flow) => {
      const { parts } = known.flow(flow.text ?? "", flow.content);
      // Whatever is no cloud flow has been told by the rules of files.
      if (parts === undefined || parts.base[0] !== "properties") return [];
      const { definition, connectionReferences = {} } = parts;
      return check({ solution, flow, definition, connectionReferences, parts });
    });
}

function references(subject: Subject): readonly Diagnostic[] {
  const { solution, flow, connectionReferences } = subject;
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
const parameterTypes: ReadonlyMap<string, readonly string[]> = new Map([
  [String(variableType.text), ["String"]],
  [String(variableType.number), ["Int", "Float"]],
  [String(variableType.yesNo), ["Bool"]],
  [String(variableType.json), ["Object", "Array", "String"]],
]);

function variables({ solution, flow, definition }: Subject): readonly Diagnostic[] {
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
    const types = parameterTypes.get(variable.type);
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
function parameters({ solution, flow, parts }: Subject): readonly Diagnostic[] {
  return unknownParameters(parts).map((parameter) =>
    solutionCodes.finding("PARAMETER_UNKNOWN", { flow: flow.name, parameter }, at(solution, flow.file)),
  );
}

/** Names of parameters that expressions of a flow read and that it does not declare. */
export function unknownParameters({ texts, parameters: declared }: FlowParts): readonly string[] {
  const read = new Set<string>();
  for (const { screened } of texts) {
    for (const { by, name } of screened.uses) if (by === "parameters") read.add(name);
  }
  return [...read].filter((name) => !declared.has(name.toLowerCase()));
}

function contents(solution: ReadSolution, known: KnownTexts): readonly Diagnostic[] {
  return solution.flows.flatMap((flow) => {
    if (flow.text === undefined) return [];
    const { parts, findings } = known.flow(flow.text, flow.content);
    return easedByDraft(solution, flow, parts, findings(at(solution, flow.file).where.file));
  });
}
