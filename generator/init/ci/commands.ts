import { commandLine } from "../command-line.ts";
import type { Recipe } from "./recipe.ts";

/** Where the zips of a release stand under names that do not change with its version. */
export const releaseFolder = "release";

/** How many random histories are played. Each is the same on every machine. */
const seeds = "1-200";

/** The commands of a pipeline, the same for every service; the format is the one in which it shows findings. */
export function proving(recipe: Recipe, format: "github" | "azure") {
  const mapping = commandLine([recipe.mapping]);
  return {
    check: `cosell check ${mapping} --format ${format}`,
    build: `cosell build --mapping ${mapping} --out out`,
    verify: `cosell verify out --format ${format}`,
    sarif: "cosell verify out --format sarif",
    scenarios: `cosell simulate --mapping ${mapping}`,
    histories: `cosell simulate --mapping ${mapping} --seeds ${seeds}`,
    plan: "cosell plan --against released --with out",
    breaking: `cosell breaking --against released --with out --format ${format}`,
  };
}

/** Copies the managed zips to names without a version, which the steps of Microsoft need. */
export function packing({ layout, solution, connectorSolution }: Recipe): readonly string[] {
  const copy = (name: string, to: string): string =>
    `cp out/${layout}/${name}_*_managed.zip ${releaseFolder}/${to}.zip`;
  return [
    `mkdir -p ${releaseFolder}`,
    ...(connectorSolution === undefined ? [] : [copy(connectorSolution, "connectors")]),
    copy(solution, "solution"),
  ];
}

/**
 * What is done in an environment besides the imports, which are Microsoft's. Whoever approves the pipeline has consented,
 * hence --confirm. Connections to connectors that come with the one solution can be looked for only after its import.
 */
export function deploying(recipe: Recipe, environment: string, out: string) {
  const { mapping, layout, connectorSolution } = recipe;
  const options = `--environment ${environment} --mapping ${commandLine([mapping])} --out ${out}`;
  const deploy = `cosell deploy ${options} --layout ${layout} --confirm ${environment}`;
  const imports = connectorSolution === undefined ? ["solution"] : ["connectors", "solution"];
  const connections = layout === "split" ? [] : ["connections", "ids"];
  const last = ["references", "variables", "flows", "webhook", "smoke"];
  return {
    prepare: `${deploy} --skip ${[...imports, ...connections, ...last].join(" ")}`,
    finish: `${deploy} --from ${[...connections, ...last][0]}`,
    doctor: `cosell doctor ${options}`,
  };
}

/** The deployment settings that `prepare` writes, with the ids of the environment. Only a split layout has any. */
export function settingsFile(
  { layout, solution }: Recipe,
  environment: string,
  out: string,
): string | undefined {
  return layout === "split" ? `${out}.deploy/${environment}/${layout}/${solution}.json` : undefined;
}
