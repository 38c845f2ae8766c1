import { type Cast, tenantTheatre } from "../scenario/theatre.ts";
import { drawHistory } from "../seeds/history/draw-history.ts";
import { playHistory } from "../seeds/play-history.ts";
import type { Violation } from "../seeds/watch/violation.ts";
import type { FlowLibrary } from "../tenant/running-flows.ts";
import { breakCast } from "./mutate-zip.ts";
import type { PlantedBug } from "./planted-bugs.ts";

export interface Finding {
  readonly seed: number;
  /** What the first violation was. */
  readonly violation: Violation;
}

/** The first of the seeds in whose history the planted bug violates an invariant; undefined where none does. */
export function findPlanted(
  bug: PlantedBug,
  cast: Cast,
  seeds: { readonly first: number; readonly last: number },
  library?: FlowLibrary,
): Finding | undefined {
  const theatre = tenantTheatre(breakCast(cast, bug), library);
  for (let seed = seeds.first; seed <= seeds.last; seed += 1) {
    const [violation] = playHistory(drawHistory(seed), theatre).violations;
    if (violation !== undefined) return { seed, violation };
  }
  return undefined;
}
