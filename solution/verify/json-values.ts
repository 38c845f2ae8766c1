/** An object of JSON of unknown shape. */
export type JsonTree = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one where it is none. */
export function objectOf(value: unknown): JsonTree {
  return isObject(value) ? value : {};
}

/** The value as a text; an empty one where it is none. */
export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

export function isObject(value: unknown): value is JsonTree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
