import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { planCodes } from "../../solution/compare/codes.ts";
import { type Release, type ReleaseFile, readReleases } from "../../solution/compare/release.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import type { Artifact } from "../model/artifact.ts";
import { readBytes } from "./read-file.ts";
import { filesBelow, verifyInputs } from "./verify-inputs.ts";

export interface SideReading {
  readonly releases: readonly Release[];
  /** Why the files cannot be read; empty where they can. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One side of a comparison: zips, unpacked solutions, or folders with any of them, such as the output of a build. */
export function readSide(paths: readonly string[], workingDirectory: string): SideReading {
  const read = readReleases(paths.flatMap((path) => releaseFiles(path, workingDirectory)));
  return {
    releases: solutionsIn(read.releases, paths.join(", "), read.diagnostics),
    diagnostics: read.diagnostics,
  };
}

/** The same of what a build has made in memory. */
export function builtSide(artifacts: readonly Artifact[]): readonly Release[] {
  const zips = artifacts.flatMap(({ kind, path, content }): readonly ReleaseFile[] =>
    (kind === "solution-zip" || kind === "salesforce-zip") && typeof content !== "string"
      ? [{ kind: "file", name: path, bytes: content }]
      : [],
  );
  return readReleases(zips).releases;
}

function solutionsIn(
  releases: readonly Release[],
  file: string,
  diagnostics: readonly Diagnostic[],
): readonly Release[] {
  if (releases.length > 0 || hasErrors(diagnostics)) return releases;
  throw new Failure(planCodes.finding("NOTHING_TO_COMPARE", { file }));
}

/** Where a folder holds zips, these count: what is unpacked beside them is the same once more. */
function releaseFiles(path: string, workingDirectory: string): readonly ReleaseFile[] {
  const full = resolve(workingDirectory, path);
  if (!isFolder(full)) return [{ kind: "file", name: path, bytes: readBytes(path, workingDirectory) }];
  const zips = filesBelow(full).filter((file) => file.endsWith(".zip"));
  if (zips.length === 0) return verifyInputs(path, workingDirectory).filter(({ kind }) => kind === "folder");
  return zips.map((file) => ({
    kind: "file",
    name: `${path.replace(/\/+$/, "")}/${file}`,
    bytes: readBytes(join(full, file), workingDirectory),
  }));
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
