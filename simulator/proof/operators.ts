import {
  actionsOf,
  isJsonObject,
  type Json,
  type JsonObject,
  keyOf,
  type PlacedAction,
  valuesOf,
} from "./definition.ts";
import type { Mutation } from "./mutation.ts";

// Operators over the structure of a flow. A place is named by what the designer shows: actions by their names, inputs
// by their path. Those over expressions are in expression-operators.ts.

/** Takes an action out; what ran after it runs after what it ran after. */
export function dropAction(name: string): Mutation {
  return onAction("dropAction", name, "", ({ key, action, siblings }) => {
    delete siblings[key];
    for (const other of Object.values(siblings)) {
      if (!isJsonObject(other) || !isJsonObject(other["runAfter"]) || !(key in other["runAfter"])) continue;
      const { [key]: _, ...rest } = other["runAfter"];
      other["runAfter"] = { ...(isJsonObject(action["runAfter"]) ? action["runAfter"] : {}), ...rest };
    }
    return 1;
  });
}

/** Takes a property of an action away: `inputs/parameters/If-Match`. Slashes inside a name are written `~1`. */
export function dropProperty(name: string, path: string): Mutation {
  return onAction("dropProperty", name, path, ({ action }) => drop(action, path));
}

/** Gives a property of an action another value. */
export function setProperty(name: string, path: string, value: Json): Mutation {
  return onAction("setProperty", name, path, ({ action }) => set(action, path, value));
}

/** Lets two properties of an action change places. */
export function swapProperties(name: string, one: string, other: string): Mutation {
  return onAction("swapProperties", name, `${one} and ${other}`, ({ action }) => {
    const [left, right] = [get(action, one), get(action, other)];
    if (left === undefined || right === undefined) return 0;
    return set(action, one, right) + set(action, other, left);
  });
}

/** Lets an action start after other outcomes of the action before it. */
export function changeRunAfter(name: string, before: string, outcomes: readonly string[]): Mutation {
  return onAction("changeRunAfter", name, before, ({ action }) =>
    set(action, `runAfter/${keyOf(before)}`, [...outcomes]),
  );
}

/** Lets an action start without waiting for the one before it. */
export function dropRunAfter(name: string): Mutation {
  return onAction("dropRunAfter", name, "runAfter", ({ action }) => {
    if (valuesOf(action["runAfter"]).length === 0) return 0;
    action["runAfter"] = {};
    return 1;
  });
}

/** Lets the two branches of a condition change places. */
export function swapBranches(name: string): Mutation {
  return onAction("swapBranches", name, "", ({ action }) => {
    const otherwise = isJsonObject(action["else"]) ? (action["else"]["actions"] ?? {}) : {};
    if (action["type"] !== "If") return 0;
    action["else"] = { actions: action["actions"] ?? {} };
    action["actions"] = otherwise;
    return 1;
  });
}

/** Makes a condition hold always, or never. */
export function fixCondition(name: string, outcome: boolean): Mutation {
  return onAction("fixCondition", name, "expression", ({ action }) => {
    if (action["type"] !== "If") return 0;
    action["expression"] = { and: [{ equals: [true, outcome] }] };
    return 1;
  });
}

/** Lets a case of a switch wait for another value. */
export function renameCase(name: string, from: string, to: string): Mutation {
  return onAction("renameCase", name, from, ({ action }) => {
    const found = valuesOf(action["cases"]).find((each) => isJsonObject(each) && each["case"] === from);
    if (!isJsonObject(found)) return 0;
    found["case"] = to;
    return 1;
  });
}

/** Gives a property of the trigger another value; undefined takes it away. */
export function setTrigger(path: string, value: Json | undefined): Mutation {
  return {
    kind: value === undefined ? "dropTriggerProperty" : "setTriggerProperty",
    site: `the trigger, ${path}`,
    apply: (definition) => {
      const [trigger] = valuesOf(definition["triggers"]);
      if (!isJsonObject(trigger)) return 0;
      return value === undefined ? drop(trigger, path) : set(trigger, path, value);
    },
  };
}

function onAction(
  kind: string,
  name: string,
  part: string,
  change: (placed: PlacedAction) => number,
): Mutation {
  return {
    kind,
    site: part === "" ? `the action ${name}` : `the action ${name}, ${part}`,
    apply: (definition) => {
      const placed = actionsOf(definition).find(({ key }) => key === keyOf(name));
      return placed === undefined ? 0 : change(placed);
    },
  };
}

/** What is there already gets the value; nothing is added. */
function set(target: JsonObject, path: string, value: Json): number {
  const place = placeOf(target, path);
  if (place === undefined) return 0;
  place.owner[place.key] = value;
  return 1;
}

function get(target: JsonObject, path: string): Json | undefined {
  const place = placeOf(target, path);
  return place?.owner[place.key];
}

function drop(target: JsonObject, path: string): number {
  const place = placeOf(target, path);
  if (place === undefined) return 0;
  delete place.owner[place.key];
  return 1;
}

interface Place {
  readonly owner: JsonObject;
  readonly key: string;
}

function placeOf(target: JsonObject, path: string): Place | undefined {
  const keys = path.split("/").map((key) => key.replaceAll("~1", "/"));
  const key = keys.pop() ?? "";
  let owner: Json | undefined = target;
  for (const each of keys) {
    if (Array.isArray(owner)) owner = owner[Number(each)];
    else owner = isJsonObject(owner) ? owner[each] : undefined;
  }
  return isJsonObject(owner) && key in owner ? { owner, key } : undefined;
}
