import measured from "./measured.json" with { type: "json" };

/** What one event costs until all is quiet again, measured with the solution of the default mapping. */
export interface MeasuredCost {
  /** As the row of docs/cost.md is called. */
  readonly what: string;
  /** By display name. */
  readonly flows: Readonly<Record<string, FlowCost>>;
}

export interface FlowCost {
  readonly runs: number;
  /** Carried out; scopes and calls of child flows included, skipped ones not. */
  readonly actions: number;
  readonly calls: ServiceCalls;
}

export type ServiceCalls = Readonly<Record<"salesforce" | "partnerCenter" | "dataverse", number>>;

/** What is measured for `cosell cost`: everything else is made of these. */
export type CaseKey = (typeof caseKeys)[number];

export const caseKeys = [
  "privateDeal",
  "coSellDeal",
  "microsoftAccepts",
  "inboundDeal",
  "accepted",
  "edit",
  "partnerEdit",
  "closed",
  "reconcileIdle",
  "reconcileAfterEdit",
] as const;

/** Written by `npm run proof -- --cost`; a test holds it against what is measured. */
export const measuredCosts: Readonly<Record<CaseKey, MeasuredCost>> = measured;
