import { expect, test } from "vitest";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { builtCast } from "../../../generator/tooling/built-cast.ts";
import { tenantTheatre } from "../../../simulator/scenario/theatre.ts";
import { drawHistory, type Faults } from "../../../simulator/seeds/history/draw-history.ts";
import { playHistory } from "../../../simulator/seeds/play-history.ts";

/** The invariants hold in the histories of these seeds; one test for ten of them. */
export function seedsHold(first: number, last: number, faults: Faults = "default"): void {
  const theatre = tenantTheatre(builtCast(packageRoot()));
  for (let start = first; start <= last; start += 10) {
    const end = Math.min(start + 9, last);
    test(`seeds ${start} to ${end}`, () => {
      const failed = [];
      for (let seed = start; seed <= end; seed += 1) {
        const { held, violations, stopped } = playHistory(drawHistory(seed, faults), theatre);
        if (!held) failed.push({ seed, violations, stopped });
      }
      expect(failed).toEqual([]);
    });
  }
}
