import type { ReadSolution } from "../read/solution-parts.ts";
import type { Release } from "./release.ts";

/** A solution before and after; one side is missing where it comes or goes. */
export interface SolutionPair {
  readonly before: ReadSolution | undefined;
  readonly after: ReadSolution | undefined;
}

export interface ReleasePair {
  readonly before: Release;
  readonly after: Release;
  readonly solutions: readonly SolutionPair[];
}

/**
 * The two releases that belong together, of the layouts of both sides: those of which most solutions have a counterpart.
 * Nothing where no solution of the one has any in the other.
 */
export function pairReleases(before: readonly Release[], after: readonly Release[]): ReleasePair | undefined {
  const candidates = before.flatMap((old) =>
    after.map((current) => ({ before: old, after: current, solutions: pairSolutions(old, current) })),
  );
  const [best] = candidates.toSorted((one, other) => score(other) - score(one));
  return best?.solutions.some(isWhole) ? best : undefined;
}

function pairSolutions(before: Release, after: Release): readonly SolutionPair[] {
  const left = [...after.solutions];
  const take = (isIt: (solution: ReadSolution) => boolean): ReadSolution | undefined => {
    const index = left.findIndex(isIt);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const named = before.solutions.map((old) => ({
    before: old,
    after: take(({ uniqueName }) => uniqueName === old.uniqueName),
  }));
  // A solution of another name that holds what it held is the old one, renamed.
  const renamed = named.map((pair) =>
    pair.after === undefined ? { ...pair, after: take((each) => shape(each) === shape(pair.before)) } : pair,
  );
  // Whoever names one solution of the old release asks about that one. Another counts where something has moved to it.
  const moved = left.filter((each) => sharesWith(each, before));
  return [...renamed, ...moved.map((each) => ({ before: undefined, after: each }))];
}

function sharesWith(solution: ReadSolution, { solutions }: Release): boolean {
  const known = new Set(solutions.flatMap(componentsOf));
  return componentsOf(solution).some((each) => known.has(each));
}

function componentsOf({ connectors, flows, variables }: ReadSolution): readonly string[] {
  return [
    ...connectors.map(({ name }) => name),
    ...flows.map(({ id }) => id),
    ...variables.map(({ schemaName }) => schemaName),
  ];
}

function score({ solutions }: ReleasePair): number {
  const points = solutions.map(({ before, after }) => {
    if (before === undefined || after === undefined) return -1;
    if (before.uniqueName !== after.uniqueName) return 1;
    return shape(before) === shape(after) ? 4 : 2;
  });
  return points.reduce((sum: number, each) => sum + each, 0);
}

const isWhole = ({ before, after }: SolutionPair): boolean => before !== undefined && after !== undefined;

/** What tells the solutions of a release apart, but for their names. */
function shape({ connectors, flows }: ReadSolution): string {
  return `${connectors.length > 0} ${flows.length > 0}`;
}
