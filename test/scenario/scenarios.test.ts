import { describe, expect, test } from "vitest";
import { packageRoot } from "../../generator/cli/package-root.ts";
import { loadScenario, scenarioNames } from "../../generator/cli/scenario-files.ts";
import { builtCast } from "../../generator/tooling/built-cast.ts";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";

// Every folder of simulator/scenarios is a test, played with the flows in the bytes of the managed zip.

const theatre = tenantTheatre(builtCast(packageRoot()));

describe("with the built solution", () => {
  test.each(scenarioNames())("%s", (name) => {
    const { scenario } = loadScenario(name, packageRoot());
    const { mismatches, stopped } = runScenario(name, scenario, theatre);
    expect({ mismatches, stopped }).toEqual({ mismatches: [], stopped: undefined });
  });
});
