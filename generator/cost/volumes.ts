/** How much happens in a month. */
export interface Volumes {
  /** New deals that sellers create in Salesforce. */
  readonly deals: number;
  /** How many in a hundred of them are shared with Microsoft. */
  readonly coSell: number;
  /** Referrals that Microsoft or other partners offer; each is accepted. */
  readonly inbound: number;
  /** Edits of mapped fields in Salesforce, a deal. */
  readonly edits: number;
  /** Edits in Partner Center, by colleagues or by Microsoft, a deal. */
  readonly partnerEdits: number;
  /** Minutes between two runs of Reconcile; 0 when it is off. */
  readonly reconcileMinutes: number;
  /** Minutes between two polls of a Salesforce trigger. */
  readonly pollingMinutes: number;
}

/** What each number may be, and what it is when nothing is said; the intervals are those of the default mapping. */
export const volumeBounds: Readonly<
  Record<keyof Volumes, { readonly least: number; readonly most: number; readonly otherwise: number }>
> = {
  deals: { least: 0, most: 1_000_000, otherwise: 50 },
  coSell: { least: 0, most: 100, otherwise: 50 },
  inbound: { least: 0, most: 1_000_000, otherwise: 10 },
  edits: { least: 0, most: 10_000, otherwise: 10 },
  partnerEdits: { least: 0, most: 10_000, otherwise: 2 },
  reconcileMinutes: { least: 0, most: 1440, otherwise: 60 },
  pollingMinutes: { least: 1, most: 1440, otherwise: 3 },
};
