import type { Command } from "commander";
import { planCodes } from "../../solution/compare/codes.ts";
import { type Comparison, compareReleases } from "../../solution/compare/compare-releases.ts";
import { pairReleases } from "../../solution/compare/pair-releases.ts";
import type { Release } from "../../solution/compare/release.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { build } from "../pipeline.ts";
import { type ExitCode, exitCodes, type Host } from "./command.ts";
import { builtSide, readSide } from "./compare-inputs.ts";
import { endOf, readMappingFile, sourcesOf } from "./mapping-file.ts";
import { printFindings } from "./print/formats.ts";

/** The two sides of `cosell plan` and `cosell breaking`: what is released, and what will be. */
export function addSides(command: Command): Command {
  return command
    .requiredOption(
      "-a, --against <path...>",
      "what is released: solution zips, a build's output, a Salesforce zip",
    )
    .option("-w, --with <path...>", "what will be: the same; default: the built folder out")
    .option("-m, --mapping <file>", "build this mapping in memory instead");
}

/** Where one of the sides has mistakes they are printed, and the end is given instead of a comparison. */
export type Compared = { readonly comparison: Comparison } | { readonly end: ExitCode };

/** Compares what the options name. Throws a Failure where there is nothing to compare. */
export function compareSides(
  options: Readonly<Record<string, unknown>>,
  json: boolean,
  host: Host,
): Compared {
  const against = pathsIn(options["against"]);
  const before = readSide(against, host.workingDirectory);
  const after = newSide(options, json, host);
  if ("end" in after) return after;
  const diagnostics = [...before.diagnostics, ...after.diagnostics];
  if (hasErrors(diagnostics)) {
    printFindings(diagnostics, new Map(), json ? "json" : "text", host);
    return { end: exitCodes.cannot };
  }
  const pair = pairReleases(before.releases, after.releases);
  if (pair === undefined) {
    const solution = before.releases[0]?.solutions[0]?.uniqueName ?? "";
    throw new Failure(planCodes.finding("NO_COUNTERPART", { file: after.name, solution }));
  }
  return { comparison: compareReleases(pair) };
}

interface NewSide {
  readonly name: string;
  readonly releases: readonly Release[];
  readonly diagnostics: ReturnType<typeof readSide>["diagnostics"];
}

function newSide(
  options: Readonly<Record<string, unknown>>,
  json: boolean,
  host: Host,
): NewSide | { readonly end: ExitCode } {
  const mapping = options["mapping"];
  if (typeof mapping !== "string") {
    const given = pathsIn(options["with"]);
    const paths = given.length === 0 ? ["out"] : given;
    return { name: paths.join(", "), ...readSide(paths, host.workingDirectory) };
  }
  const source = readMappingFile(mapping, host.workingDirectory);
  const { artifacts, diagnostics } = build(source);
  if (hasErrors(diagnostics)) {
    printFindings(diagnostics, sourcesOf(source), json ? "json" : "text", host);
    return { end: endOf(diagnostics, false) };
  }
  return { name: mapping, releases: builtSide(artifacts), diagnostics: [] };
}

function pathsIn(option: unknown): readonly string[] {
  return Array.isArray(option) ? option.map(String) : [];
}
