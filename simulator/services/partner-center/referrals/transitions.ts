import type { Status, Substatus } from "../enums.ts";
import type { Quirks } from "../quirks.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Actor } from "../world.ts";
import type { Referral } from "./referral-shape.ts";

/** Which substatus a status may have: referral-resources.md; Error is the portal's. */
export const substatusesOf: Readonly<Record<Status, readonly Substatus[]>> = {
  None: [],
  New: ["Pending", "Received"],
  Active: ["Accepted"],
  Closed: ["Won", "Lost", "Declined", "Expired", "Error"],
};

export interface Transition {
  readonly from: Status;
  readonly to: Status;
  readonly substatus: Substatus;
  readonly by: readonly Actor[];
  /** Holds only while the quirk `closeFromNew` is `any`. */
  readonly unconfirmed?: true;
}

const parties: readonly Actor[] = ["api", "portal", "microsoft"];

/** Every way from one state to another. What is not here does not happen; from Closed nothing leads anywhere. */
export const transitions: readonly Transition[] = [
  { from: "New", to: "New", substatus: "Pending", by: parties },
  { from: "New", to: "New", substatus: "Received", by: parties },
  { from: "New", to: "Active", substatus: "Accepted", by: parties },
  { from: "New", to: "Closed", substatus: "Declined", by: parties },
  { from: "New", to: "Closed", substatus: "Won", by: parties, unconfirmed: true },
  { from: "New", to: "Closed", substatus: "Lost", by: parties, unconfirmed: true },
  { from: "New", to: "Closed", substatus: "Expired", by: ["service"] },
  { from: "New", to: "Closed", substatus: "Error", by: ["portal", "microsoft"] },
  { from: "Active", to: "Active", substatus: "Accepted", by: parties },
  { from: "Active", to: "Closed", substatus: "Won", by: parties },
  { from: "Active", to: "Closed", substatus: "Lost", by: parties },
  { from: "Active", to: "Closed", substatus: "Declined", by: parties, unconfirmed: true },
  { from: "Active", to: "Closed", substatus: "Error", by: ["portal", "microsoft"] },
];

/** Judges the state before and after a whole request: the operations between may be inconsistent on their way. */
export function checkTransition(
  before: Pick<Referral, "status" | "substatus">,
  after: Pick<Referral, "status" | "substatus">,
  actor: Actor,
  quirks: Quirks,
): Result<null> {
  const { status, substatus } = after;
  if (status === before.status && substatus === before.substatus) return accepted(null);
  const consistent = Object.entries(substatusesOf).some(
    ([name, allowed]) => name === status && allowed.some((candidate) => candidate === substatus),
  );
  if (!consistent) {
    return invalid("statusPair", "/status", `Substatus ${substatus} does not belong to status ${status}.`);
  }
  const found = transitions.some(
    (row) =>
      row.from === before.status &&
      row.to === status &&
      row.substatus === substatus &&
      row.by.includes(actor) &&
      (row.unconfirmed !== true || quirks.closeFromNew === "any"),
  );
  if (found) return accepted(null);
  const from = `${before.status}/${before.substatus}`;
  return invalid("transition", "/status", `A referral cannot go from ${from} to ${status}/${substatus}.`);
}

/** Closed referrals never change again, whoever asks: manage-co-sell-opportunities.md. */
export function isTerminal(referral: Pick<Referral, "status">): boolean {
  return referral.status === "Closed";
}
