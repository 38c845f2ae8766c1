import type { EmittedFlow } from "../../../generator/model/emitted.ts";

/** An action as it stands in a flow file. */
export interface FileAction {
  readonly name: string;
  readonly action: Readonly<Record<string, unknown>>;
  readonly depth: number;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner: unknown, key) => (isObject(inner) ? inner[key] : undefined), value);
}

export const definitionOf = (flow: EmittedFlow): unknown => at(flow.file, "properties", "definition");

/** Every action at any depth. */
export function actionsOf(node: unknown, depth = 1): readonly FileAction[] {
  return Object.entries(asObject(at(node, "actions"))).flatMap(([name, action]) => {
    const inner = asObject(action);
    const branches = [inner, inner["else"], inner["default"], ...Object.values(asObject(inner["cases"]))];
    return [{ name, action: inner, depth }, ...branches.flatMap((each) => actionsOf(each, depth + 1))];
  });
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** Every text in a value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
