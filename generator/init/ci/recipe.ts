import type { Model } from "../../model/model.ts";
import { azureRecipe } from "./azure.ts";
import { githubRecipe } from "./github.ts";

/** The services that cosell can write a pipeline for. */
export const pipelineServices = ["github", "azure"] as const;
export type PipelineService = (typeof pipelineServices)[number];

/** What a pipeline has to know of its mapping. */
export interface Recipe {
  /** Path of the mapping from the top of the repository. */
  readonly mapping: string;
  /** What npm installs as cosell: a version, a tarball, or a git address. */
  readonly package: string;
  readonly layout: "single" | "split";
  /** Unique name of the solution with the flows. */
  readonly solution: string;
  /** Unique name of the solution that is imported before it; absent where there is none. */
  readonly connectorSolution: string | undefined;
  /** In the order in which a release goes through them. */
  readonly environments: readonly string[];
}

export function recipeOf(model: Model, mapping: string, packageToInstall: string): Recipe {
  const { solution, connectors, environments } = model;
  const layout = solution.layouts.includes("split") ? "split" : "single";
  const isApart = layout === "split" && connectors.mode === "custom";
  return {
    mapping,
    package: packageToInstall,
    layout,
    solution: solution.uniqueName,
    connectorSolution: isApart ? solution.connectorSolution.uniqueName : undefined,
    environments: environments.map(({ name }) => name),
  };
}

/** Where the service looks for its pipeline, and the pipeline. */
export function printRecipe(
  service: PipelineService,
  recipe: Recipe,
): { readonly path: string; readonly content: string } {
  switch (service) {
    case "github":
      return { path: ".github/workflows/cosell.yml", content: githubRecipe(recipe) };
    case "azure":
      return { path: "azure-pipelines.yml", content: azureRecipe(recipe) };
  }
}
