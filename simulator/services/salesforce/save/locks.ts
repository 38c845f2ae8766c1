import { fault } from "../fault.ts";
import type { Org } from "../org.ts";
import type { Draft } from "./context.ts";

/**
 * Refuses the write of a locked row. Writing a detail record also locks its master, writing an opportunity its
 * account [help.salesforce.com, solution 000229525].
 */
export function checkLocks(org: Org, draft: Pick<Draft, "type" | "id" | "values">): void {
  if (org.lockedRows.size === 0) return;
  const rows: unknown[] = [draft.id];
  for (const field of draft.type.fields) {
    const locksParent =
      field.masterDetail === true || (draft.type.name === "Opportunity" && field.name === "AccountId");
    if (locksParent || field.name === "OpportunityId") rows.push(draft.values[field.name]);
  }
  for (const row of rows) {
    if (typeof row !== "string") continue;
    const left = org.lockedRows.get(row);
    if (left === undefined) continue;
    if (left <= 1) org.lockedRows.delete(row);
    else org.lockedRows.set(row, left - 1);
    throw fault(
      Number(org.quirks["lock-row-status"]),
      "UNABLE_TO_LOCK_ROW",
      `unable to obtain exclusive access to this record or 1 records: ${row}`,
      [],
    );
  }
}
