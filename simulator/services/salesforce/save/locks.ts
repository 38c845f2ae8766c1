import { fault, saveFault } from "../fault.ts";
import type { Org } from "../org.ts";
import type { Draft, SaveContext } from "./context.ts";

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
    if (!useUp(org.lockedRows, row)) continue;
    org.struck("row lock");
    throw fault(
      Number(org.quirks["lock-row-status"]),
      "UNABLE_TO_LOCK_ROW",
      `unable to obtain exclusive access to this record or 1 records: ${row}`,
      [],
    );
  }
}

/** Refuses a write through the API as a validation rule of the customer does that nobody has told us of. */
export function checkRefusals({ org, source }: SaveContext, draft: Pick<Draft, "id">): void {
  if (source !== "api" || !useUp(org.refusedRows, draft.id)) return;
  org.struck("validation rule");
  throw saveFault("FIELD_CUSTOM_VALIDATION_EXCEPTION", "The record cannot be changed at the moment.");
}

/** Counts down what is still to go wrong with a record; false when nothing is. */
function useUp(left: Map<string, number>, id: string): boolean {
  const count = left.get(id);
  if (count === undefined) return false;
  if (count <= 1) left.delete(id);
  else left.set(id, count - 1);
  return true;
}
