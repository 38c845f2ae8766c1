import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { SolutionIdentity } from "../../../generator/model/model.ts";
import { deployCodes } from "../codes.ts";
import { compareVersions, type InstalledSolution, readSolution } from "../dataverse/solutions.ts";
import { importWords } from "../pac/verbs.ts";
import type { Release } from "./release.ts";
import { done, type Line, type Look, type Step } from "./step.ts";

export interface ImportStep {
  readonly id: "connectors" | "solution";
  readonly title: string;
  readonly solution: SolutionIdentity;
  /** Path of the settings file that goes along with the import. */
  readonly settings?: string;
  /** Whether custom connectors are in it. */
  readonly holdsConnectors?: boolean;
}

/** Imports a solution where it is not there in this version: anew, or as an upgrade that takes the place of the old one. */
export function importStep({ id, title, solution, settings, holdsConnectors = false }: ImportStep): Step {
  return {
    id,
    title,
    look: async (release) => {
      const installed = await readSolution(release.dataverse, solution.uniqueName);
      const difference = installed === undefined ? -1 : compareVersions(installed.version, solution.version);
      if (installed !== undefined) refuseMisfit(release, solution, installed, difference);
      if (difference === 0) return done(`${name(solution)} is there`);
      return describe(release, solution, installed, holdsConnectors);
    },
    carryOut: async (release) => {
      const pac = await release.pac();
      const installed = await readSolution(release.dataverse, solution.uniqueName);
      const { files } = release.machine;
      await pac.importSolution({
        zip: files.resolve(release.build.solutionZip(solution, release.layout, release.managed)),
        ...(settings !== undefined && files.exists(settings) ? { settings: files.resolve(settings) } : {}),
        upgrade: installed !== undefined && release.managed,
        publish: !release.managed,
      });
      const now = await readSolution(release.dataverse, solution.uniqueName);
      if (now?.version !== solution.version) {
        const found = now === undefined ? "is not there" : `is there as ${now.version}`;
        throw new Failure(deployCodes.finding("IMPORT_INEFFECTIVE", { solution: name(solution), found }));
      }
    },
    print: (release) => printImport(release, solution, settings),
  };
}

const name = ({ uniqueName, version }: SolutionIdentity): string => `${uniqueName} ${version}`;
const kind = (managed: boolean): string => (managed ? "managed" : "unmanaged");

/** [learn.microsoft.com, custom connector lifecycle management: an update blanks what a solution does not carry]. */
const secretWords =
  "enter the client secret into both connectors again afterwards: an update of a connector may blank it";

function refuseMisfit(
  release: Release,
  solution: SolutionIdentity,
  installed: InstalledSolution,
  difference: number,
): void {
  const { uniqueName, version } = solution;
  if (difference > 0) {
    const data = { solution: uniqueName, installed: installed.version, version };
    throw new Failure(deployCodes.finding("VERSION_LOWER", data));
  }
  if (installed.managed !== release.managed) {
    const data = { solution: uniqueName, installed: kind(installed.managed), given: kind(release.managed) };
    throw new Failure(deployCodes.finding("KIND_DIFFERS", data));
  }
}

function describe(
  release: Release,
  solution: SolutionIdentity,
  installed: InstalledSolution | undefined,
  holdsConnectors: boolean,
): Look {
  if (installed === undefined) {
    return { kind: "change", changes: [`import ${name(solution)} (${kind(release.managed)})`] };
  }
  const change = `${release.managed ? "stage and upgrade" : "update"} ${solution.uniqueName} from ${installed.version} to ${solution.version}`;
  return {
    kind: "change",
    changes: [change, ...(holdsConnectors ? [secretWords] : [])],
    ...(release.managed
      ? {
          destructive: `${solution.uniqueName} ${installed.version} is replaced; what the new version no longer has goes`,
        }
      : {}),
  };
}

function printImport(
  release: Release,
  solution: SolutionIdentity,
  settings: string | undefined,
): readonly Line[] {
  const words = importWords(release.target.url, {
    zip: release.build.solutionZip(solution, release.layout, release.managed),
    ...(settings === undefined ? {} : { settings }),
    upgrade: false,
    publish: !release.managed,
  });
  return [
    { kind: "command", words: ["pac", ...words] },
    ...(release.managed
      ? [
          {
            kind: "comment",
            text: "An older version is there already? Then the same command with: --stage-and-upgrade true",
          } as const,
        ]
      : []),
  ];
}
