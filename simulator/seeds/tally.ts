import { type FaultPoint, faultPoints } from "../tenant/fault-counts.ts";
import type { Played } from "./play-history.ts";
import { type InvariantName, invariants } from "./watch/violation.ts";

/** What many seeds came to. */
export interface Tally {
  readonly seeds: number;
  readonly edits: number;
  readonly runs: number;
  readonly days: number;
  readonly faults: Readonly<Record<FaultPoint, number>>;
  readonly invariants: Readonly<
    Record<InvariantName, { readonly checked: number; readonly violated: number }>
  >;
  readonly failed: readonly FailedSeed[];
}

export interface FailedSeed extends Pick<Played, "violations" | "stopped"> {
  readonly seed: number;
}

/** The tally of nothing. */
export const noSeeds = (): Tally => ({
  seeds: 0,
  edits: 0,
  runs: 0,
  days: 0,
  faults: forEvery(faultPoints, () => 0),
  invariants: forEvery(namesOf(invariants), () => ({ checked: 0, violated: 0 })),
  failed: [],
});

/** The tally of one seed. */
export function tallyOf(seed: number, played: Played): Tally {
  const { held, violations, stopped } = played;
  return {
    seeds: 1,
    edits: played.edits,
    runs: played.runs,
    days: played.days,
    faults: played.faults,
    invariants: forEvery(namesOf(invariants), (name) => ({
      checked: played.checked[name],
      violated: violations.filter(({ invariant }) => invariant === name).length,
    })),
    failed: held ? [] : [{ seed, violations, ...(stopped === undefined ? {} : { stopped }) }],
  };
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    seeds: one.seeds + other.seeds,
    edits: one.edits + other.edits,
    runs: one.runs + other.runs,
    days: one.days + other.days,
    faults: forEvery(faultPoints, (point) => one.faults[point] + other.faults[point]),
    invariants: forEvery(namesOf(invariants), (name) => ({
      checked: one.invariants[name].checked + other.invariants[name].checked,
      violated: one.invariants[name].violated + other.invariants[name].violated,
    })),
    failed: [...one.failed, ...other.failed].sort((left, right) => left.seed - right.seed),
  };
}

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(table) as Name[]; // The keys of a table of that type.

function forEvery<Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>; // One for every name.
}
