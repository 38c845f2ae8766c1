import type { ConnectorDocument } from "./document.ts";
import { maximumDepth } from "./facts.ts";
import { entriesOf, listOf, member } from "./json.ts";

/**
 * The schemas that one schema stands for once every reference is followed, itself included. Counts no further than
 * `most`, for references to references can stand for billions. A reference that leads back to itself counts once.
 */
export function countSchemas(document: ConnectorDocument, schema: unknown, most: number): number {
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
