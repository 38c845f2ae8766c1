import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { breakingChanges } from "./breaking/breaking-changes.ts";
import type { Component } from "./component.ts";
import { describeSalesforce } from "./describe/describe-salesforce.ts";
import { describeSolution } from "./describe/describe-solution.ts";
import { type ComponentChange, type Counts, countChanges, differences } from "./difference.ts";
import type { ReleasePair } from "./pair-releases.ts";
import { type ReachChange, reachChanges, reachOf } from "./reach/reach.ts";

/** What an upgrade changes. */
export interface Comparison {
  readonly solutions: readonly SolutionVersions[];
  /** Who notices, and what of it. */
  readonly reach: readonly ReachChange[];
  readonly components: readonly ComponentChange[];
  readonly counts: Counts;
  /** What it takes away from somebody; errors where the version does not say so. */
  readonly breaking: readonly Diagnostic[];
}

/** A side is missing where the solution comes or goes. */
export interface SolutionVersions {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** Compares two releases. The package for Salesforce is compared where both sides have one. */
export function compareReleases(pair: ReleasePair): Comparison {
  const { before, after, solutions } = pair;
  const salesforce =
    before.salesforce === undefined || after.salesforce === undefined
      ? { before: [], after: [] }
      : { before: describeSalesforce(before.salesforce), after: describeSalesforce(after.salesforce) };
  const described = (side: "before" | "after"): readonly Component[] => [
    ...solutions.flatMap((each, index) => {
      const solution = each[side];
      return solution === undefined ? [] : describeSolution(solution, String(index));
    }),
    ...salesforce[side],
  ];
  const components = differences(described("before"), described("after"));
  return {
    solutions: solutions.map(({ before: old, after: current }) => ({
      name: (current ?? old)?.uniqueName ?? "",
      ...(old === undefined ? {} : { before: old.version }),
      ...(current === undefined ? {} : { after: current.version }),
    })),
    reach: reachChanges(
      reachOf(present(solutions, "before"), salesforce.before),
      reachOf(present(solutions, "after"), salesforce.after),
    ),
    components,
    counts: countChanges(components),
    breaking: breakingChanges(pair, salesforce, components),
  };
}

function present(solutions: ReleasePair["solutions"], side: "before" | "after"): readonly ReadSolution[] {
  return solutions.flatMap((each) => each[side] ?? []);
}
