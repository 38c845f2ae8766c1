import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { runCodes } from "../../../simulator/engine/index.ts";
import type { NamedUse } from "../expressions/screen.ts";
import { objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import { couldHaveRun } from "./order.ts";
import {
  type Action,
  actionNamed,
  type FlowParts,
  loopsAround,
  type Operation,
  type Path,
  type TextUse,
  textsOf,
} from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** Rules about what a flow names: its own actions, loops, variables, and its connections. */
export const referenceRules: readonly FlowRule[] = [
  { codes: ["RUN.REFERENCE_UNKNOWN", "RUN.REFERENCE_MISPLACED", "CLOUDFLOW.OUT_OF_ORDER"], check: uses },
  { codes: ["RUN.REFERENCE_UNKNOWN", "RUN.REFERENCE_MISPLACED"], check: changes },
  { codes: ["RUN.CONNECTION_UNKNOWN"], check: connections },
];

function uses(flow: FlowParts, file: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const text of flow.texts) {
    const reader = asAction(text.owner, flow);
    for (const use of text.screened.uses) {
      const finding = useFinding(flow, text, reader, use, file);
      if (finding !== undefined) found.push(finding);
    }
  }
  return found;
}

const byLoop = new Set(["items", "iterationindexes"]);

function useFinding(
  flow: FlowParts,
  { owner, path }: TextUse,
  reader: Action | undefined,
  { by, name }: NamedUse,
  file: string,
): Diagnostic | undefined {
  if (by === "parameters") return undefined;
  const key = name.toLowerCase();
  if (by === "variables") {
    if (flow.variables.has(key)) return undefined;
    return unknown(ownerName(flow, owner), "variable", name, at(file, path));
  }
  const target = flow.byName.get(key);
  if (target === undefined) {
    // The service takes the name of the trigger here, too.
    const isTrigger = flow.triggers.some((trigger) => trigger.key === key);
    return isTrigger ? undefined : unknown(ownerName(flow, owner), "action", name, at(file, path));
  }
  if (reader === undefined) return undefined;
  if (byLoop.has(by)) {
    if (reader === target || loopsAround(reader).includes(target)) return undefined;
    const reason = `${name} is not a loop around it`;
    const data = { what: actionNamed(reader), reference: `${by}('${name}')`, reason };
    return runCodes.finding("REFERENCE_MISPLACED", data, at(file, path));
  }
  if (couldHaveRun(target, reader)) return undefined;
  const data = { what: actionNamed(reader), action: target.name };
  return flowCodes.finding("OUT_OF_ORDER", data, at(file, path));
}

function ownerName(flow: FlowParts, owner: Operation | undefined): string {
  if (owner === undefined) return "the outputs";
  return flow.triggers.includes(owner) ? `the trigger ${owner.name}` : actionNamed(owner);
}

function asAction(operation: Operation | undefined, flow: FlowParts): Action | undefined {
  if (operation === undefined) return undefined;
  const action = flow.byName.get(operation.key);
  return action === operation ? action : undefined;
}

const unknown = (what: string, kind: string, name: string, place: ReturnType<typeof at>): Diagnostic =>
  runCodes.finding("REFERENCE_UNKNOWN", { what, kind, name }, place);

const changing = new Set(
  ["set", "increment", "decrement", "appendtoarray", "appendtostring"].map((verb) => `${verb}variable`),
);

/** Actions that change a variable name it outside of expressions, and must not compute the new value from it. */
function changes(flow: FlowParts, file: string): readonly Diagnostic[] {
  return flow.actions
    .filter(({ kind }) => changing.has(kind))
    .flatMap((action) => {
      const inputs = objectOf(action.value["inputs"]);
      const name = textIn(inputs["name"]);
      const path: Path = [...action.path, "inputs", "name"];
      if (name === "" || name.includes("@")) return [];
      if (!flow.variables.has(name.toLowerCase())) {
        return [unknown(actionNamed(action), "variable", name, at(file, path))];
      }
      return action.kind === "setvariable" && readsItself(flow, action, name)
        ? [selfReference(action, name, file)]
        : [];
    });
}

function readsItself(flow: FlowParts, action: Action, name: string): boolean {
  return textsOf(flow, action).some(({ screened }) =>
    screened.uses.some((use) => use.by === "variables" && use.name.toLowerCase() === name.toLowerCase()),
  );
}

function selfReference(action: Action, name: string, file: string): Diagnostic {
  const what = actionNamed(action);
  const data = { what, reference: `variables('${name}')`, reason: "it sets that variable" };
  return runCodes.finding("REFERENCE_MISPLACED", data, at(file, [...action.path, "inputs", "value"]));
}

function connections(flow: FlowParts, file: string): readonly Diagnostic[] {
  const { connectionReferences, triggers, actions } = flow;
  if (connectionReferences === undefined) return [];
  const allowed = Object.keys(connectionReferences);
  const known = new Set(allowed);
  return [...triggers, ...actions].flatMap((operation) => {
    const connection = textIn(objectOf(objectOf(operation.value["inputs"])["host"])["connectionName"]);
    if (connection === "" || known.has(connection)) return [];
    const path = [...operation.path, "inputs", "host", "connectionName"];
    const place = { ...at(file, path), allowed };
    return [runCodes.finding("CONNECTION_UNKNOWN", { what: operation.name, connection }, place)];
  });
}
