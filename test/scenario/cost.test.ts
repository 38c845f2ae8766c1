import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../generator/cli/package-root.ts";
import { loadScenario } from "../../generator/cli/scenario-files.ts";
import { measuredCosts as kept } from "../../generator/cost/measured-costs.ts";
import { builtCast } from "../../generator/tooling/built-cast.ts";
import { costMarks, costRows, costTable, measuredCosts } from "../../generator/tooling/proof-cost.ts";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";

const theatre = tenantTheatre(builtCast(packageRoot()));
const results = [...new Set(costRows.map(({ scenario }) => scenario))].map((name) =>
  runScenario(name, loadScenario(name, packageRoot()).scenario, theatre),
);

describe("docs/cost.md", () => {
  it("tells what is measured; `npm run proof -- --cost` writes it anew", () => {
    const page = readFileSync(join(packageRoot(), "docs", "cost.md"), "utf8");
    expect(costMarks.exec(page)?.[2]?.trim()).toBe(costTable(results));
  });

  it("and `cosell cost` adds up the same measurement", () => {
    expect(kept).toEqual(measuredCosts(results));
  });

  it.each(costRows.map((row) => [row.what, row] as const))("%s keeps its bounds", (_, row) => {
    const result = results.find(({ name }) => name === row.scenario);
    const cost = result?.costs.find(({ chapter }) => chapter === row.chapter);
    expect(result?.passed).toBe(true);
    expect(cost?.actions).toBeLessThanOrEqual(row.mostActions ?? Number.POSITIVE_INFINITY);
    expect(cost?.calls).toBeLessThanOrEqual(row.mostCalls ?? Number.POSITIVE_INFINITY);
    expect(cost?.calls).toBeGreaterThanOrEqual(row.leastCalls);
  });
});
