/** Every invariant, in the order of the report. */
export const invariants = {
  oneReferral: "at most one own referral of an opportunity, one of Microsoft in an engagement",
  noEditLost: "every edit is on both sides, or the audit names it",
  policy: "of two edits the declared side's stands",
  converged: "both sides are equal in the end, or the field is open and audited",
  customer: "the customer is sent and taken once, as it was, and changed by nobody but people",
  quiet: "no write after quiet, but one refused retry in each window",
  forward: "irreversible steps only go forward",
  closed: "a closed deal never changes",
  audited: "every failure is in the audit, and gone from the status once repaired",
  foreign: "nothing is written because of a forged or foreign event",
  bounded: "runs, actions and calls stay under their bounds",
} as const;

export type InvariantName = keyof typeof invariants;

/** An invariant that did not hold. */
export interface Violation {
  readonly invariant: InvariantName;
  /** What was seen, in a sentence. */
  readonly seen: string;
  /** Simulated time, milliseconds since 1970. */
  readonly at: number;
}
