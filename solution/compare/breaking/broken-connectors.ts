import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { apiPrefix } from "../../facts.ts";
import type { ReadConnector, ReadReference, ReadSolution } from "../../read/solution-parts.ts";
import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import { breakCodes } from "../codes.ts";
import { jsonOf, type OperationOfConnector, operationsOf } from "../describe/describe-connector.ts";

/** Connection references that are bound, and connectors and operations that others may have built on. */
export function brokenConnectors(
  before: ReadSolution,
  current: readonly ReadSolution[],
): readonly Diagnostic[] {
  return [
    ...brokenReferences(before, current),
    ...before.connectors.flatMap((each) => brokenConnector(before, each, current)),
  ];
}

function brokenReferences(before: ReadSolution, current: readonly ReadSolution[]): readonly Diagnostic[] {
  const after = new Map(
    current.flatMap(({ references }) => references.map((each) => [each.name, each] as const)),
  );
  return before.references.flatMap((old) => {
    const { name: reference } = old;
    const at = { where: { file: before.source, path: [reference] } };
    const now = after.get(reference);
    if (now === undefined) return [breakCodes.finding("REFERENCE_REMOVED", { reference }, at)];
    const data = { reference, before: targetOf(old), after: targetOf(now) };
    return data.before === data.after ? [] : [breakCodes.finding("REFERENCE_RETARGETED", data, at)];
  });
}

/** The end of a custom connector's address is the environment's, and a placeholder in a zip: its id tells it. */
function targetOf({ api, customConnectorId }: ReadReference): string {
  const id = customConnectorId.replace(/[{}]/g, "").toLowerCase();
  return id === "" ? api.replace(apiPrefix, "") : `the custom connector ${id}`;
}

function brokenConnector(
  before: ReadSolution,
  old: ReadConnector,
  current: readonly ReadSolution[],
): readonly Diagnostic[] {
  const { name: connector } = old;
  const at = { where: { file: before.source, path: [connector] } };
  const home = current.find(({ connectors }) => connectors.some(({ name }) => name === connector));
  const now = home?.connectors.find(({ name }) => name === connector);
  if (home === undefined || now === undefined)
    return [breakCodes.finding("CONNECTOR_REMOVED", { connector }, at)];
  const oldDefinition = jsonOf(before, old, "openapidefinition");
  const newDefinition = jsonOf(home, now, "openapidefinition");
  const operations = new Map(operationsOf(newDefinition).map((each) => [each.id, each]));
  return operationsOf(oldDefinition).flatMap((each) => {
    const { id: operation } = each;
    const kept = operations.get(operation);
    if (kept === undefined) return [breakCodes.finding("OPERATION_REMOVED", { operation, connector }, at)];
    return changesOf(parametersOf(oldDefinition, each), parametersOf(newDefinition, kept)).map((change) =>
      breakCodes.finding("OPERATION_CHANGED", { operation, connector, change }, at),
    );
  });
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** By place and name; those that a definition shares are looked up. */
function parametersOf(
  definition: unknown,
  { operation }: OperationOfConnector,
): ReadonlyMap<string, Parameter> {
  const shared = objectOf(objectOf(definition)["parameters"]);
  const listed: readonly unknown[] = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  return new Map(
    listed.map((item) => {
      const own = objectOf(item);
      const reference = textIn(own["$ref"]).replace("#/parameters/", "");
      const parameter: JsonTree = reference === "" ? own : objectOf(shared[reference]);
      const name = textIn(parameter["name"]);
      const type = textIn(parameter["type"]) || textIn(objectOf(parameter["schema"])["$ref"]) || "object";
      const required = parameter["required"] === true;
      return [`${textIn(parameter["in"])} ${name}`, { name, type, required }] as const;
    }),
  );
}

function changesOf(
  before: ReadonlyMap<string, Parameter>,
  after: ReadonlyMap<string, Parameter>,
): readonly string[] {
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, { name }]) => `it takes no ${name}`);
  const others = [...after].flatMap(([key, { name, type, required }]) => {
    const old = before.get(key);
    if (required && old?.required !== true) return [`it needs ${name}`];
    return old !== undefined && old.type !== type ? [`${name} was ${old.type} and is ${type}`] : [];
  });
  return [...gone, ...others];
}
