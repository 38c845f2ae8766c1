import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { readSolution } from "../read/read-solution.ts";
import { type FileContents, readZip } from "../read/read-zip.ts";
import type { ReadSolution } from "../read/solution-parts.ts";

/** A zip, or the files of an unpacked solution by their path in it. */
export type ReleaseFile =
  | { readonly kind: "file"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "folder"; readonly name: string; readonly files: FileContents };

/** What one import brings: the solutions of one layout, and the package for Salesforce that goes with them. */
export interface Release {
  readonly solutions: readonly ReadSolution[];
  readonly salesforce: FileContents | undefined;
}

export interface ReleaseReading {
  /** Several where the same solution is there in several layouts, as a build makes them. */
  readonly releases: readonly Release[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads what one side of a comparison is made of. Files that are neither solution nor Salesforce package are findings. */
export function readReleases(files: readonly ReleaseFile[]): ReleaseReading {
  const read = files.map(readOne);
  const solutions = read.flatMap(({ solution }) => (solution === undefined ? [] : [solution]));
  const salesforce = read.find((each) => each.salesforce !== undefined)?.salesforce;
  return {
    releases: layoutsOf(solutions).map((each) => ({ solutions: each, salesforce })),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface One {
  readonly solution?: ReadSolution | undefined;
  readonly salesforce?: FileContents;
  readonly diagnostics: readonly Diagnostic[];
}

function readOne(file: ReleaseFile): One {
  if (file.kind === "folder") return readSolution(file.name, file.files, false);
  const read = readZip(file.name, file.bytes);
  if (!read.ok) return { diagnostics: [{ ...read.finding, where: { file: file.name } }] };
  const isForSalesforce = read.files.has("package.xml") && !read.files.has("solution.xml");
  return isForSalesforce ? { salesforce: read.files, diagnostics: [] } : readSolution(file.name, read.files);
}

/** Where a solution is there several times, what lies in one folder belongs together. */
function layoutsOf(solutions: readonly ReadSolution[]): readonly (readonly ReadSolution[])[] {
  const single = onceEach(solutions);
  if (single.length === solutions.length) return solutions.length === 0 ? [] : [solutions];
  const folders = new Map<string, ReadSolution[]>();
  for (const each of solutions) {
    const folder = each.source.slice(0, each.source.lastIndexOf("/") + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), each]);
  }
  return [...folders.values()].map(onceEach);
}

/** Each solution once: the managed zip before the unmanaged one, and any zip before the folder. */
function onceEach(solutions: readonly ReadSolution[]): readonly ReadSolution[] {
  const rank = ({ managed, isZip }: ReadSolution): number => (isZip ? 2 : 0) + (managed === "1" ? 1 : 0);
  const best = new Map<string, ReadSolution>();
  for (const each of solutions) {
    const other = best.get(each.uniqueName);
    if (other === undefined || rank(each) > rank(other)) best.set(each.uniqueName, each);
  }
  return [...best.values()];
}
