import type { Diagnostic } from "../generator/diagnostics/diagnostic.ts";
import { assert } from "../generator/diagnostics/failure.ts";
import type { EmittedFlow, Json } from "../generator/model/emitted.ts";
import { flowCodes } from "./codes.ts";
import { platform } from "./facts.ts";

/** Findings for expressions that are too long. Each action is named once, with its longest expression. */
export function checkLimits(emitted: EmittedFlow): readonly Diagnostic[] {
  const flow = emitted.flow.name;
  const actions = actionsIn(emitted.file);
  // The number of actions does not grow with the mapping.
  assert(actions.length <= platform.actionsPerFlow, `the flow ${flow} has ${actions.length} actions`);
  return actions.flatMap(([action, parts]): readonly Diagnostic[] => {
    const length = Math.max(0, ...parts.map(longestExpression));
    return length > platform.expressionLength
      ? [flowCodes.finding("EXPRESSION_TOO_LONG", { action, flow, length, limit: platform.expressionLength })]
      : [];
  });
}

type NamedParts = readonly [name: string, parts: readonly Json[]];

/** Every action at any depth, with its own parts: those of the actions inside it are theirs. */
function actionsIn(node: Json): readonly NamedParts[] {
  if (typeof node !== "object" || node === null) return [];
  if (isList(node)) return node.flatMap(actionsIn);
  return Object.entries(node).flatMap(([key, value]): readonly NamedParts[] =>
    key === "actions" && isObject(value)
      ? Object.entries(value).flatMap(([name, action]): readonly NamedParts[] => [
          [name.replaceAll("_", " "), ownParts(action)],
          ...actionsIn(action),
        ])
      : actionsIn(value),
  );
}

function ownParts(action: Json): readonly Json[] {
  if (!isObject(action)) return [];
  const containers = ["actions", "else", "cases", "default"];
  return Object.entries(action).flatMap(([key, value]) => (containers.includes(key) ? [] : [value]));
}

function longestExpression(value: Json): number {
  if (typeof value === "string") return value.startsWith("@") ? value.length : 0;
  if (typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(longestExpression));
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
