import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Artifact } from "../../../generator/model/artifact.ts";
import { build } from "../../../generator/pipeline.ts";
import { type Comparison, compareReleases } from "../../../solution/compare/compare-releases.ts";
import { pairReleases } from "../../../solution/compare/pair-releases.ts";
import { type Release, type ReleaseFile, readReleases } from "../../../solution/compare/release.ts";

export const defaultMapping = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** What the default mapping is built to; once, since most tests start from it. */
export const released: readonly Artifact[] = artifactsOf(defaultMapping);

export function artifactsOf(text: string): readonly Artifact[] {
  const { artifacts, diagnostics } = build({ file: "mapping.yaml", text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new TypeError(errors.map(({ message }) => message).join("\n"));
  return artifacts;
}

/** A text in a file that is to be another; `before` may stand there several times, and the first is meant. */
export interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The mapping after some edits of it. */
export function editedMapping(...edits: readonly (readonly [before: string, after: string])[]): string {
  return edits.reduce(
    (text, [before, after]) => replaceFirst(text, { file: "mapping.yaml", before, after }),
    defaultMapping,
  );
}

/** The managed zips of a build as a side of a comparison; edits go into every zip that has the file. */
export function filesOf(artifacts: readonly Artifact[], edits: readonly Edit[] = []): readonly ReleaseFile[] {
  const done = new Set<Edit>();
  const files = artifacts.flatMap(({ kind, path, content, solution }): readonly ReleaseFile[] => {
    if (typeof content === "string" || (solution?.managed !== true && kind !== "salesforce-zip")) return [];
    return [{ kind: "file", name: path, bytes: editZip(content, edits, done) }];
  });
  const missed = edits.find((edit) => !done.has(edit));
  if (missed !== undefined) throw new TypeError(`there is no ${missed.file} with ${missed.before}`);
  return files;
}

function editZip(zip: Uint8Array, edits: readonly Edit[], done: Set<Edit>): Uint8Array {
  const entries = unzipSync(zip);
  const own = edits.filter(({ file }) => file in entries && isIn(textOf(entries[file]), file, edits));
  if (own.length === 0) return zip;
  for (const edit of own) {
    done.add(edit);
    entries[edit.file] = strToU8(replaceFirst(textOf(entries[edit.file]), edit));
  }
  return zipSync(entries);
}

/** Some files end their lines as Windows does, which matters to no edit. */
const textOf = (bytes: Uint8Array | undefined): string =>
  strFromU8(bytes ?? new Uint8Array()).replaceAll("\r\n", "\n");

/** A file of that name may lie in several solutions, and have the text in one of them. */
function isIn(text: string, name: string, edits: readonly Edit[]): boolean {
  return edits.every(({ file, before }) => file !== name || text.includes(before));
}

export function replaceFirst(text: string, { file, before, after }: Edit): string {
  if (!text.includes(before)) throw new TypeError(`${file} does not hold ${before}`);
  return text.replace(before, () => after);
}

export function releasesOf(files: readonly ReleaseFile[]): readonly Release[] {
  const { releases, diagnostics } = readReleases(files);
  if (diagnostics.length > 0) throw new TypeError(diagnostics.map(({ message }) => message).join("\n"));
  return releases;
}

const oldReleases = new Map<string, readonly Release[]>();

/** The default mapping as it was released, in one layout; read once. */
function oldRelease(layout: "single" | "split"): readonly Release[] {
  const known = oldReleases.get(layout);
  if (known !== undefined) return known;
  const isOld = (name: string): boolean => name.startsWith(`${layout}/`) || name.startsWith("salesforce/");
  const releases = releasesOf(filesOf(released).filter(({ name }) => isOld(name)));
  oldReleases.set(layout, releases);
  return releases;
}

/** The default mapping as it was released, in one layout, against what is given. */
export function compareWith(
  after: readonly ReleaseFile[],
  layout: "single" | "split" = "single",
): Comparison {
  // Where the layout is there it is the one that is compared: the other need not be read.
  const same = after.filter(({ name }) => name.startsWith(`${layout}/`) || name.startsWith("salesforce/"));
  const hasLayout = same.some(({ name }) => name.startsWith(`${layout}/`));
  const pair = pairReleases(oldRelease(layout), releasesOf(hasLayout ? same : after));
  if (pair === undefined) throw new TypeError("there is nothing to compare");
  return compareReleases(pair);
}
