import { performance } from "node:perf_hooks";

/** The median time of each, in milliseconds, taken in turns: a busy machine slows all of them down alike. */
export function inTurns<const Works extends readonly (() => unknown)[]>(
  count: number,
  works: Works,
): { readonly [Index in keyof Works]: number } {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round <= count; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      // The first round only warms up.
      if (round > 0) times[index]?.push(performance.now() - start);
    }
  }
  const medians = times.map((each) => each.sort((one, other) => one - other)[Math.floor(each.length / 2)]);
  // One median for each work: `map` forgets how many there are.
  return medians as { readonly [Index in keyof Works]: number };
}
