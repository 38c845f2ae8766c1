/** Simulated time in milliseconds since 1970-01-01T00:00:00Z. Nothing in the simulator reads the real clock. */
export interface Clock {
  readonly now: () => number;
}

/** A source of the same values for the same seed. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
}
