import { describe, expect, test } from "vitest";
import { theatresOf } from "../../generator/cli/cast-of-mapping.ts";
import { packageRoot } from "../../generator/cli/package-root.ts";
import { loadScenario, scenarioNames } from "../../generator/cli/scenario-files.ts";
import { builtCast, packageMapping } from "../../generator/tooling/built-cast.ts";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";

// Every folder of simulator/scenarios is a test, played with the flows in the bytes of the managed zip.

const root = packageRoot();
const theatreOf = theatresOf(builtCast(root), packageMapping(root));

describe("with the built solution", () => {
  test.each(scenarioNames())("%s", (name) => {
    const { scenario } = loadScenario(name, root);
    const { mismatches, stopped } = runScenario(name, scenario, theatreOf(scenario));
    expect({ mismatches, stopped }).toEqual({ mismatches: [], stopped: undefined });
  });
});
