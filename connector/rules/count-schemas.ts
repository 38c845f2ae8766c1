import type { ConnectorDocument } from "./document.ts";
import { maximumDepth } from "./facts.ts";
import { entriesOf, listOf, member } from "./json.ts";

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

/** By schema and bound. */
const bounded = new WeakMap<ConnectorDocument, Map<unknown, Map<number, number>>>();

function countUpTo(document: ConnectorDocument, schema: unknown, most: number): number {
  let count = 0;
  const above = new Set<unknown>();
  const visit = (given: unknown): void => {
    const value = document.follow(given);
    if (value === undefined || count >= most || above.has(value) || above.size >= maximumDepth) return;
    count += 1;
    above.add(value);
    for (const [, child] of entriesOf(value, "properties")) visit(child);
    visit(member(value, "items"));
    visit(member(value, "additionalProperties"));
    for (const child of listOf(value, "allOf")) visit(child);
    above.delete(value);
  };
  visit(schema);
  return count;
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
