import type { ConnectorDocument } from "./document.ts";
import { maximumDepth, maximumLooks } from "./facts.ts";
import { entriesOf, type JsonRecord, listOf, member } from "./json.ts";

/**
 * The schemas that one schema stands for once every reference is followed, itself included. Counts no further than
 * `most`, for references to references can stand for billions. A reference that leads back to itself counts once.
 */
export function countSchemas(document: ConnectorDocument, schema: unknown, most: number): number {
  const whole = wholeCount(document, schema);
  if (whole <= most) return whole;
  // Many operations may share what is too large to count whole.
  const known = bounded.get(document) ?? new Map<unknown, Map<number, number>>();
  bounded.set(document, known);
  const start = document.follow(schema);
  const before = known.get(start) ?? new Map<number, number>();
  known.set(start, before);
  const count = before.get(most) ?? countUpTo(document, schema, most);
  before.set(most, count);
  return count;
}

/** Whether all that was to be counted so far has been; beyond a number of looks nothing more is. */
export const areCounted = (document: ConnectorDocument): boolean =>
  (spent.get(document)?.count ?? 0) < maximumLooks;

/** By schema and bound. */
const bounded = new WeakMap<ConnectorDocument, Map<unknown, Map<number, number>>>();

function countUpTo(document: ConnectorDocument, schema: unknown, most: number): number {
  const looks = spent.get(document) ?? { count: 0, below: new Map<JsonRecord, readonly JsonRecord[]>() };
  spent.set(document, looks);
  let count = 0;
  const above = new Set<unknown>();
  const visit = (value: JsonRecord): void => {
    looks.count += 1;
    if (above.has(value) || above.size >= maximumDepth) return;
    count += 1;
    above.add(value);
    const children = looks.below.get(value) ?? below(document, value);
    looks.below.set(value, children);
    for (const child of children) {
      if (count >= most || looks.count >= maximumLooks) break;
      visit(child);
    }
    above.delete(value);
  };
  const start = document.follow(schema);
  if (start !== undefined) visit(start);
  return count;
}

/** By document: how often a schema was looked at, and the schemas that each one holds, references followed. */
const spent = new WeakMap<
  ConnectorDocument,
  { count: number; readonly below: Map<JsonRecord, readonly JsonRecord[]> }
>();

function below(document: ConnectorDocument, value: JsonRecord): readonly JsonRecord[] {
  return [
    ...entriesOf(value, "properties").map(([, child]) => child),
    member(value, "items"),
    member(value, "additionalProperties"),
    ...listOf(value, "allOf"),
  ].flatMap((child) => {
    const found = document.follow(child);
    return found === undefined ? [] : [found];
  });
}

const counts = new WeakMap<ConnectorDocument, Map<unknown, number>>();

/** The same without a bound, each schema counted once and remembered; infinite where one leads back to itself or too deep. */
function wholeCount(document: ConnectorDocument, schema: unknown, depth = 0): number {
  const value = document.follow(schema);
  if (value === undefined) return 0;
  if (depth >= maximumDepth) return Number.POSITIVE_INFINITY;
  const known = counts.get(document) ?? new Map<unknown, number>();
  counts.set(document, known);
  const before = known.get(value);
  if (before !== undefined) return before;
  // Whoever comes here again while it is being counted has gone round.
  known.set(value, Number.POSITIVE_INFINITY);
  let count = 1;
  for (const [, child] of entriesOf(value, "properties")) count += wholeCount(document, child, depth + 1);
  count += wholeCount(document, member(value, "items"), depth + 1);
  count += wholeCount(document, member(value, "additionalProperties"), depth + 1);
  for (const child of listOf(value, "allOf")) count += wholeCount(document, child, depth + 1);
  known.set(value, count);
  return count;
}
