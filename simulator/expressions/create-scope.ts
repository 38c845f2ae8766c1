import { seededRandom } from "./random.ts";
import type { Instant, Scope } from "./scope.ts";
import { isArray, isObject, type WdlObject, type WdlValue } from "./value.ts";
import { findKey } from "./values/names.ts";

/** What there is to refer to, as plain data. What is absent makes its functions fail, as it does in a flow. */
export interface ScopeContext {
  readonly parameters?: WdlObject;
  readonly variables?: WdlObject;
  /** By action name. */
  readonly outputs?: WdlObject;
  /** By action name: whole records; an action that has outputs gets one without. */
  readonly actions?: WdlObject;
  /** By name of the scope: the records of its children. */
  readonly results?: WdlObject;
  /** The record of the trigger, `outputs` and `body` among it. */
  readonly trigger?: WdlObject;
  readonly item?: WdlValue;
  /** By name of the loop: its element under way. */
  readonly items?: WdlObject;
  readonly iterationIndexes?: WdlObject;
  readonly workflow?: WdlObject;
  readonly listCallbackUrl?: string;
  /** Milliseconds since 1970-01-01T00:00:00Z, or more exactly. */
  readonly now?: number | Instant;
  /** Decides what rand() and guid() give; 0 by default. */
  readonly seed?: number;
}

/** A scope over plain data, for one evaluation or many. */
export function createScope(context: ScopeContext): Scope {
  const outputs = context.outputs ?? {};
  const action = (name: string): WdlValue | undefined => {
    const record = lookUp(context.actions)(name);
    if (record !== undefined) return record;
    const key = findKey(outputs, name);
    return key === undefined ? undefined : { name: key, outputs: outputs[key] ?? null, status: "Succeeded" };
  };
  return {
    parameter: lookUp(context.parameters),
    variable: lookUp(context.variables),
    outputs: (name) => lookUp(outputs)(name) ?? member(lookUp(context.actions)(name), "outputs"),
    body: (name) => bodyOf(lookUp(outputs)(name) ?? member(lookUp(context.actions)(name), "outputs")),
    action,
    result: lookUp(context.results),
    ...triggerHooks(context.trigger),
    ...(context.item === undefined ? {} : { item: () => context.item }),
    ...(context.items === undefined ? {} : { items: lookUp(context.items) }),
    ...(context.iterationIndexes === undefined ? {} : { iterationIndexes: lookUp(context.iterationIndexes) }),
    ...hook("workflow", context.workflow),
    ...hook("listCallbackUrl", context.listCallbackUrl),
    ...hook("now", context.now),
    random: seededRandom(context.seed ?? 0),
  };
}

/**
 * The body of outputs: the outputs themselves for an action that gives a bare value, as Compose does, and null for an
 * answer without a body.
 */
export function bodyOf(outputs: WdlValue | undefined): WdlValue | undefined {
  if (!isObject(outputs)) return outputs;
  if (Object.hasOwn(outputs, "body")) return outputs["body"];
  return Object.hasOwn(outputs, "statusCode") ? null : outputs;
}

function triggerHooks(
  trigger: WdlObject | undefined,
): Pick<Scope, "trigger" | "triggerOutputs" | "triggerBody"> {
  if (trigger === undefined) return {};
  const { body, ...record } = trigger;
  const given = record["outputs"];
  const outputs = given ?? (body === undefined ? null : { body });
  return {
    trigger: () => ({ ...record, outputs }),
    triggerOutputs: () => outputs,
    triggerBody: () => body ?? member(outputs, "body") ?? null,
  };
}

function lookUp(values: WdlObject | undefined): (name: string) => WdlValue | undefined {
  return (name) => {
    const key = values === undefined ? undefined : findKey(values, name);
    return key === undefined ? undefined : (values?.[key] ?? null);
  };
}

function member(value: WdlValue | undefined, name: string): WdlValue | undefined {
  return isObject(value) && !isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function hook<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: () => Value } {
  // A computed key of a type parameter is widened to string, so the shape has to be stated.
  return value === undefined ? {} : ({ [name]: () => value } as { readonly [Key in Name]: () => Value });
}
