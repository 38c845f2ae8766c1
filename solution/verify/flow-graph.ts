import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { loadFlow, runCodes } from "../../simulator/engine/index.ts";
import { maximumFlow } from "../facts.ts";
import { type JsonTree, objectOf, textIn } from "./json-values.ts";
import { evaluatedTexts } from "./parameters-read.ts";

/**
 * What the flow service refuses to save of a flow's actions: names that are taken, waiting for what is not beside one
 * or for one another, references to what is not there. The engine of the simulator says it, with the place; since it
 * compiles all of a flow for that, it is asked only about flows in which something seems to be wrong.
 */
export function graphFindings(file: string, content: unknown): readonly Diagnostic[] {
  const properties = objectOf(objectOf(content)["properties"]);
  if (!seemsBroken(properties)) return [];
  const { findings } = loadFlow({ id: "", name: file, file, content });
  return findings.filter(({ code }) => refused.has(code));
}

/** The other codes of the engine tell what the simulator does not carry out; the platform may well. */
const refused = new Set(
  (
    [
      "NAME_TAKEN",
      "RUN_AFTER_UNKNOWN",
      "RUN_AFTER_CYCLE",
      "REFERENCE_UNKNOWN",
      "REFERENCE_MISPLACED",
      "PLACE_FORBIDDEN",
      "CONNECTION_UNKNOWN",
      "LIMIT_EXCEEDED",
    ] as const satisfies readonly (keyof typeof runCodes.declarations)[]
  ).map((key) => `${runCodes.area}.${key}`),
);

function seemsBroken({ definition, connectionReferences }: JsonTree): boolean {
  const { triggers, actions } = objectOf(definition);
  const graph: Graph = { actions: [], isTangled: false };
  walk(actions, 1, graph);
  const operations = [
    ...Object.values(objectOf(triggers)).map(objectOf),
    ...graph.actions.map(([, it]) => it),
  ];
  const connections = new Set(Object.keys(objectOf(connectionReferences)));
  const names = graph.actions.map(([name]) => name.toLowerCase());
  return (
    graph.isTangled ||
    new Set(names).size < names.length ||
    names.length > maximumFlow.actions ||
    operations.some((operation) => usesUnknown(operation, connections)) ||
    refersToUnknown([triggers, actions], new Set(names), new Set(graph.actions.flatMap(variablesOf)))
  );
}

interface Graph {
  readonly actions: (readonly [name: string, action: JsonTree])[];
  isTangled: boolean;
}

function walk(block: unknown, depth: number, graph: Graph): void {
  const actions = Object.entries(objectOf(block)).map(([name, it]) => [name, objectOf(it)] as const);
  if (isTangled(actions) || (actions.length > 0 && depth > maximumFlow.nesting)) graph.isTangled = true;
  for (const [name, action] of actions) {
    graph.actions.push([name, action]);
    if (depth > 1 && action["type"] === "InitializeVariable") graph.isTangled = true;
    for (const inner of blocksOf(action)) walk(inner, depth + 1, graph);
  }
}

function blocksOf(action: JsonTree): readonly unknown[] {
  const holders = [action, action["else"], action["default"], ...Object.values(objectOf(action["cases"]))];
  return holders.map((holder) => objectOf(holder)["actions"]);
}

/** Takes away, again and again, what waits for nothing that is left: whatever remains waits for what never comes. */
function isTangled(actions: readonly (readonly [string, JsonTree])[]): boolean {
  let left = actions.map(([name, action]) => ({
    name: name.toLowerCase(),
    after: Object.keys(objectOf(action["runAfter"])).map((each) => each.toLowerCase()),
  }));
  const done = new Set<string>();
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((name) => done.has(name)));
    if (ready.length === 0) return true;
    for (const { name } of ready) done.add(name);
    left = left.filter(({ name }) => !done.has(name));
  }
  return false;
}

function usesUnknown({ inputs }: JsonTree, connections: ReadonlySet<string>): boolean {
  const name = textIn(objectOf(objectOf(inputs)["host"])["connectionName"]);
  return name !== "" && !connections.has(name);
}

function variablesOf([, { type, inputs }]: readonly [string, JsonTree]): readonly string[] {
  const { variables } = objectOf(inputs);
  if (type !== "InitializeVariable" || !Array.isArray(variables)) return [];
  return variables.map((variable) => textIn(objectOf(variable)["name"]).toLowerCase());
}

const referring =
  /\b(outputs|body|actions|result|items|actionOutputs|actionBody|iterationIndexes|variables)\s*\(\s*'((?:[^']|'')*)'\s*\)/gi;

function refersToUnknown(
  nodes: readonly unknown[],
  actions: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): boolean {
  return evaluatedTexts(nodes).some((text) =>
    [...text.matchAll(referring)].some(([, by = "", name = ""]) => {
      const known = by.toLowerCase() === "variables" ? variables : actions;
      return !known.has(name.replaceAll("''", "'").toLowerCase());
    }),
  );
}
