import type { Stage } from "../../scenario/stage.ts";
import { auditOf, pairsOf } from "./pairs.ts";
import { projectedFields } from "./projection.ts";

/** One opportunity and its referral, field by field, as the invariants see them. */
export interface ProjectedPair {
  readonly opportunity: string;
  readonly status: string;
  readonly fields: readonly {
    readonly label: string;
    readonly salesforce: string;
    /** Absent where there is no referral. */
    readonly partnerCenter?: string;
  }[];
  /** Newest first. */
  readonly audit: readonly string[];
}

/** Both sides of every deal at this moment. */
export function projectionTable(stage: Stage): readonly ProjectedPair[] {
  return pairsOf(stage).map(({ opportunity, referral }) => ({
    opportunity: `${String(opportunity["Id"])} ${String(opportunity["Name"])}`,
    status: String(opportunity["Partner_Center_Sync_Status__c"] ?? "not synchronized"),
    fields: projectedFields.map((field) => ({
      label: field.label,
      salesforce: field.crm(opportunity, stage),
      ...(referral === undefined ? {} : { partnerCenter: field.referral(referral, stage) }),
    })),
    audit: auditOf(opportunity).split("\n"),
  }));
}
