import { parse } from "yaml";
import { type PipelineService, printRecipe, recipeOf } from "../../../generator/init/ci/recipe.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";

/** A step of a pipeline, of whichever service. */
export interface RecipeStep {
  /** What is published under a name: `owner/name@v1`, `Task@2`. */
  readonly published: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface RecipeJob {
  readonly id: string;
  readonly needs: string | undefined;
  /** The environment whose approvals stand before the job. */
  readonly environment: string | undefined;
  readonly steps: readonly RecipeStep[];
}

/** The pipeline that a mapping gets. */
export function recipeText(service: PipelineService, mapping: string, file = "mapping.yaml"): string {
  const { model } = readMapping({ file, text: mapping });
  if (model === undefined) throw new TypeError("the mapping has mistakes");
  return printRecipe(service, recipeOf(model, file, "cosell@0.1.0")).content;
}

/** The jobs of a pipeline, stages of one job each taken for the job. */
export function jobsIn(service: PipelineService, text: string): readonly RecipeJob[] {
  const document = objectOf(parse(text));
  return service === "github"
    ? Object.entries(objectOf(document["jobs"])).map(([id, job]) => githubJob(id, objectOf(job)))
    : listOf(document["stages"]).map(azureJob);
}

function githubJob(id: string, job: Tree): RecipeJob {
  return {
    id,
    needs: textOf(job["needs"]),
    environment: textOf(job["environment"]),
    steps: listOf(job["steps"]).map((step) => ({
      published: textOf(step["uses"]),
      inputs: textsOf(step["with"]),
      script: textOf(step["run"]) ?? "",
      environment: textsOf(step["env"]),
    })),
  };
}

function azureJob(stage: Tree): RecipeJob {
  const [job = {}] = listOf(stage["jobs"]);
  const deploy = objectOf(objectOf(objectOf(job["strategy"])["runOnce"])["deploy"]);
  return {
    id: textOf(stage["stage"]) ?? "",
    needs: textOf(stage["dependsOn"]),
    environment: textOf(job["environment"]),
    steps: [...listOf(job["steps"]), ...listOf(deploy["steps"])].map((step) => ({
      published: textOf(step["task"]),
      inputs: textsOf(step["inputs"]),
      script: textOf(step["script"]) ?? "",
      environment: textsOf(step["env"]),
    })),
  };
}

/** The calls of cosell in scripts, as words. Each ends where the shell goes on to something else. */
export function cosellCalls(jobs: readonly RecipeJob[]): readonly (readonly string[])[] {
  const scripts = jobs.flatMap(({ steps }) => steps.map(({ script }) => script));
  return scripts.flatMap((script) =>
    [...script.matchAll(/(?:^|[;{] *|\n *)cosell ((?:"[^"]*"|[^;>|\n"])*)/g)].map(([, words = ""]) =>
      (words.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, "$1")),
    ),
  );
}

type Tree = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, each]) => [name, String(each)]));
}
