import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import {
  checkFlow,
  type Expression,
  findFlowExpressions,
  parseTemplate,
  readJson,
} from "../../simulator/expressions/index.ts";
import { apiPrefix, variableType } from "../facts.ts";
import { decode, type ReadFlow, type ReadReference, type ReadSolution } from "../read/read-solution.ts";
import { solutionCodes } from "./codes.ts";
import type { SolutionRule } from "./solution-rules.ts";

/** Rules about what flows lean on in their solution. */
export const flowRules: readonly SolutionRule[] = [
  {
    codes: ["REFERENCE_UNKNOWN", "REFERENCE_API_DIFFERS", "LOGICAL_NAME_MISSING", "CONNECTION_SHIPPED"],
    check: eachFlow(references),
  },
  { codes: ["VARIABLE_UNKNOWN", "VARIABLE_KEY", "VARIABLE_TYPE"], check: eachFlow(variables) },
  { codes: ["PARAMETER_UNKNOWN"], check: eachFlow(parameters) },
  { codes: ["CHILD_UNKNOWN"], check: eachFlow(children) },
  { codes: [], check: eachFlow(expressions) },
];

interface FlowParts {
  readonly solution: ReadSolution;
  readonly flow: ReadFlow;
  readonly definition: Tree;
  readonly connectionReferences: Tree;
  readonly at: { readonly where: { readonly file: string } };
}

type Tree = Readonly<Record<string, unknown>>;

const tree = (value: unknown): Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function eachFlow(check: (parts: FlowParts) => readonly Diagnostic[]): SolutionRule["check"] {
  return (solution) =>
    solution.flows.flatMap((flow) => {
      const properties = tree(tree(flow.content)["properties"]);
      const definition = properties["definition"];
      if (typeof definition !== "object" || definition === null) return [];
      return check({
        solution,
        flow,
        definition: tree(definition),
        connectionReferences: tree(properties["connectionReferences"]),
        at: { where: { file: `${solution.source}/${flow.file}` } },
      });
    });
}

function references({ solution, flow, connectionReferences, at }: FlowParts): readonly Diagnostic[] {
  return Object.values(connectionReferences).flatMap((entry) => {
    const { connection, api } = tree(entry);
    const reference = text(tree(connection)["connectionReferenceLogicalName"]);
    const shipped = text(tree(connection)["name"]);
    if (reference === "") {
      return shipped === ""
        ? []
        : [solutionCodes.finding("CONNECTION_SHIPPED", { flow: flow.name, connection: shipped }, at)];
    }
    const known = solution.references.find(({ name }) => name.toLowerCase() === reference.toLowerCase());
    if (known === undefined)
      return [solutionCodes.finding("REFERENCE_UNKNOWN", { flow: flow.name, reference }, at)];
    return compareApi(flow, known, tree(api), at);
  });
}

function compareApi(
  flow: ReadFlow,
  reference: ReadReference,
  api: Tree,
  at: FlowParts["at"],
): readonly Diagnostic[] {
  const flowApi = text(api["name"]);
  const wanted = reference.api.startsWith(apiPrefix) ? reference.api.slice(apiPrefix.length) : reference.api;
  const isCustom = reference.customConnectorId !== "";
  // The last part of a custom connector's internal name differs in every environment, and exports keep old ones.
  if (!isCustom && flowApi !== "" && flowApi !== wanted) {
    return [
      solutionCodes.finding(
        "REFERENCE_API_DIFFERS",
        { flow: flow.name, flowApi, reference: reference.name, api: wanted },
        at,
      ),
    ];
  }
  if (isCustom && text(api["logicalName"]) === "") {
    return [
      solutionCodes.finding("LOGICAL_NAME_MISSING", { flow: flow.name, reference: reference.name }, at),
    ];
  }
  return [];
}

/** How a flow declares a variable, by the type of its definition; data sources and secrets are texts. */
const parameterTypes: Readonly<Record<string, readonly string[]>> = {
  [variableType.text]: ["String"],
  [variableType.number]: ["Int", "Float"],
  [variableType.yesNo]: ["Bool"],
  [variableType.json]: ["Object", "Array", "String"],
};

function variables({ solution, flow, definition, at }: FlowParts): readonly Diagnostic[] {
  return Object.entries(tree(definition["parameters"])).flatMap(([key, declaration]) => {
    const schemaName = text(tree(tree(declaration)["metadata"])["schemaName"]);
    if (schemaName === "") return [];
    const variable = solution.variables.find(
      (each) => each.schemaName.toLowerCase() === schemaName.toLowerCase(),
    );
    if (variable === undefined)
      return [solutionCodes.finding("VARIABLE_UNKNOWN", { flow: flow.name, variable: schemaName }, at)];
    const wantedKey = `${variable.displayName} (${variable.schemaName})`;
    const type = text(tree(declaration)["type"]);
    const types = parameterTypes[variable.type];
    return [
      ...(key === wantedKey
        ? []
        : [solutionCodes.finding("VARIABLE_KEY", { flow: flow.name, key, wanted: wantedKey }, at)]),
      ...(types === undefined || types.includes(type)
        ? []
        : [
            solutionCodes.finding(
              "VARIABLE_TYPE",
              { flow: flow.name, variable: schemaName, type, wanted: types.join(" or ") },
              at,
            ),
          ]),
    ];
  });
}

/** Parameters are matched literally; every one that is read must be declared. */
function parameters({ flow, definition, at }: FlowParts): readonly Diagnostic[] {
  const declared = new Set(Object.keys(tree(definition["parameters"])).map((name) => name.toLowerCase()));
  const { triggers, actions } = definition;
  const found = findFlowExpressions(readJson(JSON.stringify({ triggers, actions })));
  const read = found.flatMap(({ text: template }) => {
    const parsed = parseTemplate(template);
    if (!parsed.ok || parsed.template.kind === "literal") return [];
    const roots =
      parsed.template.kind === "expression"
        ? [parsed.template.expression]
        : parsed.template.parts.flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
    return roots.flatMap(parametersIn);
  });
  return [...new Set(read)]
    .filter((parameter) => !declared.has(parameter.toLowerCase()))
    .map((parameter) => solutionCodes.finding("PARAMETER_UNKNOWN", { flow: flow.name, parameter }, at));
}

function parametersIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "call": {
      const [first] = expression.arguments;
      const own =
        expression.name.toLowerCase() === "parameters" && first?.kind === "text" ? [first.value] : [];
      return [...own, ...expression.arguments.flatMap(parametersIn)];
    }
    case "access":
      return [...parametersIn(expression.target), ...parametersIn(expression.key)];
    case "text":
    case "number":
    case "constant":
      return [];
  }
}

function children({ solution, flow, definition, at }: FlowParts): readonly Diagnostic[] {
  const own = new Set(solution.flows.map(({ id }) => id.replace(/[{}]/g, "").toLowerCase()));
  return childIds(definition)
    .filter((id) => !own.has(id.toLowerCase()))
    .map((child) => solutionCodes.finding("CHILD_UNKNOWN", { flow: flow.name, child }, at));
}

function childIds(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(childIds);
  const { type, inputs, ...rest } = tree(node);
  if (Object.keys(tree(node)).length === 0) return [];
  const id = type === "Workflow" ? text(tree(tree(inputs)["host"])["workflowReferenceName"]) : "";
  return [...(id === "" ? [] : [id]), ...Object.values(rest).flatMap(childIds)];
}

/** Codes of the expression engine, each with its place. */
function expressions({ solution, flow }: FlowParts): readonly Diagnostic[] {
  const content = solution.files.get(flow.file) ?? new Uint8Array();
  const source = { file: `${solution.source}/${flow.file}`, text: decode(content).replace(/^\u{feff}/u, "") };
  return checkFlow(source).findings;
}
