/** Everything that can go wrong in a tenant, by the name under which it is counted. */
export const faultPoints = [
  "notification lost",
  "notification doubled",
  "notification reordered",
  "notification late",
  "call throttled",
  "call throttled with Retry-After",
  "call failed (5xx)",
  "connection reset",
  "answer lost after commit",
  "run cancelled",
  "poll late",
  "record delivered twice",
  "precondition failed (412)",
  "edit between read and write",
  "clock skew",
  "flow off",
  "connection unauthorised",
  "opportunity deleted",
  "accounts merged",
  "validation rule",
  "row lock",
  "registration taken over",
  "variable changed",
] as const;

export type FaultPoint = (typeof faultPoints)[number];

/** How often each fault has struck: counted when it takes effect, not when it is asked for. */
export class FaultCounts {
  readonly #counts = new Map<FaultPoint, number>();

  readonly count = (point: FaultPoint): void => {
    this.#counts.set(point, this.of(point) + 1);
  };

  of(point: FaultPoint): number {
    return this.#counts.get(point) ?? 0;
  }
}
