import { performance } from "node:perf_hooks";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";
import type { Tenant } from "../../simulator/tenant/types.ts";
import { loadScenario, scenarioNames } from "../cli/scenario-files.ts";
import type { Measurement } from "./bench-table.ts";
import { builtCast } from "./built-cast.ts";

const updates = 200;

/** Flow runs a second while one opportunity is changed again and again, and the time of all scenarios, on one core. */
export function benchSimulator(root: string): readonly Measurement[] {
  const theatre = tenantTheatre(builtCast(root));
  return [
    { what: "flow runs, an update", value: updateRuns(theatre), unit: "/s", least: 1_000 },
    { what: "all scenarios", value: suite(root, theatre), unit: "ms", limit: 10_000 },
  ];
}

/** The tenant in which a private deal has been made; the scenario is played once to warm up. */
function updateRuns(theatre: ReturnType<typeof tenantTheatre>): number {
  let tenant: Tenant | undefined;
  const { scenario } = loadScenario("create-private-from-crm", ".");
  runScenario("update", scenario, theatre, (world) => {
    tenant = world;
  });
  if (tenant === undefined) return 0;
  const { salesforce } = tenant;
  const [deal] = salesforce.control.records("Opportunity");
  const seller = salesforce.control.as("seller@contoso.example");
  const before = tenant.runs().length;
  const start = performance.now();
  for (let count = 0; count < updates; count += 1) {
    seller.edit("Opportunity", String(deal?.["Id"]), { Amount: 60_000 + count });
    tenant.settle();
  }
  const seconds = (performance.now() - start) / 1_000;
  return (tenant.runs().length - before) / seconds;
}

function suite(root: string, theatre: ReturnType<typeof tenantTheatre>): number {
  const scenarios = scenarioNames().map((name) => loadScenario(name, root));
  const start = performance.now();
  for (const { name, scenario } of scenarios) runScenario(name, scenario, theatre);
  return performance.now() - start;
}
