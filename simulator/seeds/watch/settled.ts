import type { Stage } from "../../scenario/stage.ts";
import { auditOf, isSynced, type Pair, pairsOf, speaksOf, stateOf } from "./pairs.ts";
import { classOf, type ProjectedField, projectedFields } from "./projection.ts";
import type { Violation } from "./violation.ts";

/**
 * What must hold when faults have ended and Reconcile has had its time; `isExempt` says which fields of which opportunity
 * need not be equal.
 */
export function checkSettled(
  stage: Stage,
  now: number,
  isExempt: (opportunityId: string, field: ProjectedField) => boolean,
  violation: (violation: Violation) => void,
): void {
  for (const pair of pairsOf(stage)) {
    if (!isSynced(pair.opportunity)) continue;
    checkStatus(pair, now, violation);
    const fields = projectedFields.filter((field) => !isExempt(String(pair.opportunity["Id"]), field));
    checkEqual(stage, pair, fields, now, violation);
  }
}

/** Both sides are equal, or the field is open and the audit names it. On hold nothing is sent. */
function checkEqual(
  stage: Stage,
  pair: Pair,
  fields: readonly ProjectedField[],
  at: number,
  violation: (violation: Violation) => void,
): void {
  const { opportunity, referral } = pair;
  if (referral === undefined) return;
  const open = stateOf(opportunity)?.open ?? [];
  for (const field of fields) {
    const crm = field.crm(opportunity, stage);
    const other = field.referral(referral, stage);
    if (crm === other || (field.key === "stage" && isBehind(crm, other))) continue;
    if (classOf(String(opportunity["StageName"])) === "New") continue;
    if (open.includes(field.key) && speaksOf(auditOf(opportunity), field.label)) continue;
    const seen = `${field.label} of ${String(opportunity["Id"])} is ${crm} in Salesforce and ${other} in Partner Center, and is not said to be`;
    violation({ invariant: "converged", seen, at });
  }
}

/** A deal on hold in Partner Center waits for the seller, not for us. */
const isBehind = (crm: string, other: string): boolean => crm === "New" && other === "Active";

/** A status other than Synced has a reason that can be read; Synced has nothing refused. */
function checkStatus(
  { opportunity, referral }: Pair,
  at: number,
  violation: (violation: Violation) => void,
): void {
  const id = String(opportunity["Id"]);
  const status = opportunity["Partner_Center_Sync_Status__c"];
  const state = stateOf(opportunity);
  const report = (seen: string) => violation({ invariant: "audited", seen: `${id}: ${seen}`, at });
  if (status === "Pending") report("still Pending after everything has come to rest");
  if (status === "Error" || status === "Conflict") {
    const line = auditOf(opportunity).split("\n")[0] ?? "";
    if (line === "") report(`${status} without a line in the audit`);
    const toRepair =
      Object.keys(state?.refused ?? {}).length > 0 ||
      (state?.attempt ?? null) !== null ||
      referral === undefined;
    if (status === "Error" && !toRepair) report(`Error, though nothing is left to repair: ${line}`);
    if (status === "Conflict" && (state?.open.length ?? 0) === 0)
      report(`Conflict, though nothing is open: ${line}`);
  }
  if (status === "Synced" && (state?.attempt ?? null) !== null)
    report("Synced, though a creation is under way");
}
