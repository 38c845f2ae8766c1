import { describe, expect, test } from "vitest";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { builtCast } from "../../../generator/tooling/built-cast.ts";
import { findPlanted } from "../../../simulator/proof/find-planted.ts";
import { breakCast } from "../../../simulator/proof/mutate-zip.ts";
import { plantedBugs } from "../../../simulator/proof/planted-bugs.ts";
import { readScenario } from "../../../simulator/scenario/read-scenario.ts";
import { tenantTheatre } from "../../../simulator/scenario/theatre.ts";
import { drawHistory } from "../../../simulator/seeds/history/draw-history.ts";
import { playHistory } from "../../../simulator/seeds/play-history.ts";
import { shrink } from "../../../simulator/seeds/shrink.ts";
import { writeScenario } from "../../../simulator/seeds/write-scenario.ts";
import { FlowLibrary } from "../../../simulator/tenant/running-flows.ts";

// A proof that cannot fail proves nothing: each classic mistake, built into the flows, is found by its seed.

const cast = builtCast(packageRoot());
const library = new FlowLibrary();

describe("a planted bug is found", () => {
  test("there are at least eight, and each has a seed up to 200", () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(8);
    expect(plantedBugs.filter(({ seed }) => seed < 1 || seed > 200)).toEqual([]);
  });

  test.each(plantedBugs.map((bug) => [bug.id, bug] as const))("%s", (_, bug) => {
    const { seed } = bug;
    expect(findPlanted(bug, cast, { first: seed, last: seed }, library)?.seed).toBe(seed);
  });

  test("and the flows as they were built have none of them", () => {
    const theatre = tenantTheatre(cast, library);
    const seeds = [...new Set(plantedBugs.map(({ seed }) => seed))];
    expect(seeds.filter((seed) => !playHistory(drawHistory(seed), theatre).held)).toEqual([]);
  });
});

test("a history that fails is made short enough to be kept as a scenario", () => {
  const bug = plantedBugs.find(({ id }) => id === "policy-reversed");
  expect(bug).toBeDefined();
  if (bug === undefined) return;
  const theatre = tenantTheatre(breakCast(cast, bug), library);
  const history = drawHistory(bug.seed);
  const breaksPolicy = (shorter: typeof history) =>
    playHistory(shorter, theatre).violations.some(({ invariant }) => invariant === "policy");
  const shortest = shrink(history, breaksPolicy);
  const acts = (scenario: typeof history) =>
    scenario.story.flatMap(({ when }) => when).filter((step) => !("wait" in step)).length;
  expect(acts(shortest)).toBeLessThanOrEqual(5);
  // What is printed is what is played: with the bug it fails, with the flows as they were built it holds.
  const kept = readScenario({ file: "scenario.yaml", text: writeScenario(shortest) });
  expect(breaksPolicy(kept)).toBe(true);
  expect(playHistory(kept, tenantTheatre(cast, library)).held).toBe(true);
});
