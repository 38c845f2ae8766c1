import type { Stage } from "../../scenario/stage.ts";
import type { Referral } from "../../services/partner-center/referrals/referral-shape.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";

/** An opportunity and its own referral, where it has one. */
export interface Pair {
  readonly opportunity: FieldValues;
  readonly referral: Referral | undefined;
}

/** Every opportunity that is or was to be shared. */
export function pairsOf(stage: Stage): readonly Pair[] {
  return stage.salesforce.control.records("Opportunity").map((opportunity) => {
    const id = opportunity["Referral_Identifier__c"];
    const referral =
      typeof id === "string" && id !== "" ? stage.partnerCenter.records.referral(id) : undefined;
    return { opportunity, referral };
  });
}

/** The state that the flows keep on an opportunity, as far as invariants look at it. */
export interface KeptState {
  readonly open: readonly string[];
  readonly refused: Readonly<Record<string, unknown>>;
  readonly attempt: unknown;
  /** By field: what flows have seen last in Salesforce and in Partner Center. */
  readonly pairs: Readonly<Record<string, readonly unknown[] | undefined>>;
}

/** Undefined where there is none that can be read. */
export function stateOf({ Partner_Center_Sync_State__c: text }: FieldValues): KeptState | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  const { open = [], refused = {}, attempt = null, pairs = {} } = JSON.parse(text);
  return { open, refused, attempt, pairs };
}

export const auditOf = ({ Audit__c: text }: FieldValues): string => String(text ?? "");

/** Audit lines of the minute of a moment and later ones; skewed clocks are minutes apart at most. */
export function linesSince(audit: string, moment: number): readonly string[] {
  const since = new Date(moment - 120_000).toISOString().slice(0, 16).replace("T", " ");
  return audit.split("\n").filter((line) => line.slice(0, 16) >= since);
}

/** Whether lines of an audit speak of a field. */
export function speaksOf(audit: string, label: string): boolean {
  return audit.toLowerCase().includes(label.toLowerCase());
}

export const isSynced = ({ Sync_with_Partner_Center__c: on }: FieldValues): boolean => on === true;
