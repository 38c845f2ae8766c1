export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** An action and the list it stands in. */
export interface PlacedAction {
  readonly key: string;
  readonly action: JsonObject;
  readonly siblings: JsonObject;
}

/** Every action of a flow definition, those in containers behind their container. */
export function actionsOf(container: JsonObject): readonly PlacedAction[] {
  return listsOf(container).flatMap((siblings) =>
    Object.entries(siblings).flatMap(([key, action]): readonly PlacedAction[] =>
      isJsonObject(action) ? [{ key, action, siblings }, ...actionsOf(action)] : [],
    ),
  );
}

/** The lists of actions directly inside a definition, a container, a condition or a switch. */
function listsOf(container: JsonObject): readonly JsonObject[] {
  const branches = [container, container["else"], container["default"], ...valuesOf(container["cases"])];
  return branches.flatMap((branch) =>
    isJsonObject(branch) && isJsonObject(branch["actions"]) ? [branch["actions"]] : [],
  );
}

/** What belongs to an action itself, and not to an action inside it. */
export function withoutInnerActions(action: JsonObject): JsonObject {
  const { actions: _, else: __, cases: ___, default: ____, ...own } = action;
  return own;
}

/** The key of an action that the designer shows under this name. */
export function keyOf(name: string): string {
  return name.replaceAll(" ", "_");
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function valuesOf(value: Json | undefined): readonly Json[] {
  return isJsonObject(value) ? Object.values(value) : [];
}
