import { join, relative } from "node:path";
import { assert } from "../diagnostics/failure.ts";
import { type PipelineService, pipelineServices, printRecipe, recipeOf } from "../init/ci/recipe.ts";
import type { Model } from "../model/model.ts";
import { readMapping } from "../spec/read-mapping.ts";
import { type ExitCode, exitCodes, type Host } from "./command.ts";
import { endOf, readMappingFile, sourcesOf } from "./mapping-file.ts";
import { printFindings } from "./print/formats.ts";
import { printInit } from "./print/init-report.ts";
import { type NewFile, writeNewFiles } from "./write-new-files.ts";

/** What `cosell init` has been told about files. */
export interface InitChoices {
  /** The top of the repository, from the folder in which the user stands. */
  readonly folder: string;
  /** From the folder in which the user stands. */
  readonly mapping: string;
  readonly service: PipelineService | undefined;
  readonly package: string;
  readonly force: boolean;
  readonly json: boolean;
}

type PipelineChoices = InitChoices & { readonly service: PipelineService };

/** Writes a pipeline beside a mapping, and leaves the mapping alone. */
export function addPipeline(choices: PipelineChoices, host: Host): ExitCode {
  const { mapping, service, json, force } = choices;
  const source = readMappingFile(mapping, host.workingDirectory);
  const { model, diagnostics } = readMapping(source);
  if (model === undefined) {
    printFindings(diagnostics, sourcesOf(source), json ? "json" : "text", host);
    return endOf(diagnostics, false);
  }
  const file = pipelineOf(model, choices);
  writeNewFiles([file], host.workingDirectory, force);
  printInit({ files: [portable(file.path)], mapping: portable(mapping), service }, json, host);
  return exitCodes.done;
}

export function pipelineFile(text: string, choices: PipelineChoices): NewFile {
  const { model } = readMapping({ file: choices.mapping, text });
  assert(model !== undefined, "a new mapping has been checked");
  return pipelineOf(model, choices);
}

function pipelineOf(model: Model, { folder, mapping, package: spec, service }: PipelineChoices): NewFile {
  const recipe = recipeOf(model, portable(relative(folder, mapping)), spec);
  const { path, content } = printRecipe(service, recipe);
  return { path: join(folder, path), content };
}

/** People are asked for the service, where no option names it. */
export async function chosenService(
  { service }: InitChoices,
  takesDefaults: boolean,
  { prompts }: Host,
): Promise<PipelineService | undefined | "declined"> {
  if (service !== undefined || takesDefaults || prompts === undefined) return service;
  const answer = await prompts.choose({
    message: "Which service should build, prove and release it?",
    choices: [
      { value: "none", name: "none for now" },
      { value: "github", name: "GitHub Actions" },
      { value: "azure", name: "Azure DevOps" },
    ],
    proposal: "none",
  });
  return answer === undefined ? "declined" : pipelineServices.find((each) => each === answer);
}

/** Paths are shown with forward slashes, as every shell takes them. */
export function portable(path: string): string {
  return path.replaceAll("\\", "/");
}
