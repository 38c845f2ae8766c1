/** A parsed JSON object. */
export interface JsonRecord {
  readonly [name: string]: unknown;
}

/** The way to a value: names of members and indexes of items. */
export type Pointer = readonly (string | number)[];

/** An object of a document, and the way to it. */
export interface Located {
  readonly value: JsonRecord;
  readonly at: Pointer;
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of a value that may be no object. Only own members count: a document may well call one `constructor`. */
export function member(value: unknown, name: string): unknown {
  if (!isRecord(value)) return undefined;
  const found = value[name];
  return found !== undefined && Object.hasOwn(value, name) ? found : undefined;
}

export function textOf(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" ? found : undefined;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}

export function textsOf(value: unknown, name: string): readonly string[] {
  return listOf(value, name).filter((each) => typeof each === "string");
}

export function entriesOf(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  const found = member(value, name);
  return isRecord(found) ? Object.entries(found) : [];
}

/** Values that occur again, once each, in the order of their second appearance. */
export function repeated<Value>(values: readonly Value[]): readonly Value[] {
  const seen = new Set<Value>();
  const again = new Set<Value>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}

/** RFC 6901. */
export function jsonPointer(at: Pointer): string {
  return at.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
