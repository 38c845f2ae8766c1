import type { Diagnostic } from "../generator/diagnostics/diagnostic.ts";
import { assert } from "../generator/diagnostics/failure.ts";
import type { EmittedFlow, Json } from "../generator/model/emitted.ts";
import { flowCodes } from "./codes.ts";
import { platform } from "./facts.ts";

/** Findings for expressions that are too long. Each action is named once, with its longest expression. */
export function checkLimits(emitted: EmittedFlow): readonly Diagnostic[] {
  const flow = emitted.flow.name;
  const actions: Measured[] = [];
  measure(emitted.file, undefined, actions);
  // The number of actions does not grow with the mapping.
  assert(actions.length <= platform.actionsPerFlow, `the flow ${flow} has ${actions.length} actions`);
  return actions
    .filter(({ length }) => length > platform.expressionLength)
    .map(({ action, length }) =>
      flowCodes.finding("EXPRESSION_TOO_LONG", { action, flow, length, limit: platform.expressionLength }),
    );
}

interface Measured {
  readonly action: string;
  /** Of the longest expression in its own parts. */
  length: number;
}

/** What holds other actions: the expressions in there are theirs. */
const containers: ReadonlySet<string> = new Set(["actions", "else", "cases", "default"]);

/** Goes once through a part of a flow: finds every action in it at any depth, and measures for the one whose part it is. */
function measure(part: Json, owner: Measured | undefined, actions: Measured[]): void {
  if (typeof part === "string") {
    if (owner !== undefined && part.length > owner.length && part.startsWith("@")) owner.length = part.length;
  } else if (Array.isArray(part)) {
    for (const each of part) measure(each, owner, actions);
  } else if (typeof part === "object" && part !== null) {
    for (const [key, value] of Object.entries(part)) {
      if (key === "actions" && isObject(value)) measureActions(value, actions);
      else measure(value, owner, actions);
    }
  }
}

function measureActions(named: { readonly [name: string]: Json }, actions: Measured[]): void {
  for (const [name, action] of Object.entries(named)) {
    const measured: Measured = { action: name.replaceAll("_", " "), length: 0 };
    actions.push(measured);
    if (!isObject(action)) continue;
    for (const [key, value] of Object.entries(action)) {
      if (key === "actions" && isObject(value)) measureActions(value, actions);
      else measure(value, containers.has(key) ? undefined : measured, actions);
    }
  }
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
