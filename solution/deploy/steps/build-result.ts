import { createHash } from "node:crypto";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { Layout, SolutionIdentity } from "../../../generator/model/model.ts";
import { deployCodes } from "../codes.ts";
import type { Machine } from "../machine.ts";
import { membersOf } from "../web/answers.ts";

/** The files that a build has made. */
export interface BuildResult {
  /** As the user names it. */
  readonly folder: string;
  /** Path of a solution's zip, below the place where the user stands. Throws where it is not there or was edited. */
  readonly solutionZip: (identity: SolutionIdentity, layout: Layout, managed: boolean) => string;
  /** Path of the package for Salesforce. */
  readonly salesforceZip: () => string;
  /** Folder of the list of what goes from Salesforce. */
  readonly salesforceRemoval: () => string;
}

interface Entry {
  readonly kind: string;
  readonly path: string;
  readonly sha256: string;
  readonly solution: unknown;
  readonly version: unknown;
  readonly layout: unknown;
  readonly managed: unknown;
}

/** Reads the manifest. Throws DEPLOY.BUILD_MISSING where no build has been. */
export function readBuildResult(machine: Machine, folder: string): BuildResult {
  const entries = readManifest(machine, folder);
  const pathOf = (entry: Entry | undefined, what: string): string => {
    if (entry === undefined) throw new Failure(deployCodes.finding("BUILD_OTHER", { folder, what }));
    const path = `${folder}/${entry.path}`;
    const content = machine.files.read(path);
    const isWhole =
      content !== undefined && createHash("sha256").update(content).digest("hex") === entry.sha256;
    // What was proven is what the build has made.
    if (!isWhole) throw new Failure(deployCodes.finding("BUILD_EDITED", { path }));
    return path;
  };
  return {
    folder,
    solutionZip: ({ uniqueName, version }, layout, managed) =>
      pathOf(
        entries.find(
          (entry) =>
            entry.kind === "solution-zip" &&
            entry.solution === uniqueName &&
            entry.version === version &&
            entry.layout === layout &&
            entry.managed === managed,
        ),
        `${uniqueName} ${version}, ${layout}, ${managed ? "managed" : "unmanaged"}`,
      ),
    salesforceZip: () =>
      pathOf(
        entries.find(({ kind }) => kind === "salesforce-zip"),
        "the package for Salesforce",
      ),
    salesforceRemoval: () => {
      const list = entries.find(({ path }) => path.endsWith("removal/destructiveChanges.xml"));
      return pathOf(list, "the list of what goes from Salesforce").replace(/\/[^/]+$/, "");
    },
  };
}

function readManifest(machine: Machine, folder: string): readonly Entry[] {
  const bytes = machine.files.read(`${folder}/manifest.json`);
  const { artifacts } = membersOf(bytes === undefined ? undefined : parse(bytes));
  if (!Array.isArray(artifacts)) throw new Failure(deployCodes.finding("BUILD_MISSING", { folder }));
  return artifacts.map((artifact: unknown): Entry => {
    const { kind, path, sha256, solution, version, layout, managed } = membersOf(artifact);
    return {
      kind: String(kind),
      path: String(path),
      sha256: String(sha256),
      solution,
      version,
      layout,
      managed,
    };
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
