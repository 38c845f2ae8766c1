import { hash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { manifestPath } from "../../manifest.ts";
import { outputCodes } from "./codes.ts";

/** What stands in the output folder before a build: every file there is one that a build has made. */
export interface PreviousOutput {
  /** The made files that are no longer as they were made. */
  readonly edited: readonly string[];
  /** The text of the manifest, if every file that it lists is there as it was made. */
  readonly intact?: string;
}

/** Files that desktops leave in every folder they show. */
const ofTheDesktop = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);
/** So many strange files are named; the search for more stops there. */
const namedFiles = 3;

/** How often the folder is looked at again when another build has replaced it meanwhile. */
const maximumLooks = 100;

/** Looks at the output folder, and throws a Failure where a build must not replace it. */
export function readPrevious(target: string, shown: string): PreviousOutput {
  for (let look = 1; ; look += 1) {
    const before = identityOf(target);
    if (before === undefined) return { edited: [] };
    try {
      const found = lookAt(target, shown);
      if (identityOf(target) === before) return found;
    } catch (error) {
      // What was seen was half of one result and half of the next one; of a folder that stays, it is true.
      if (identityOf(target) === before) throw error;
    }
    if (look >= maximumLooks) {
      const reason = "other builds replace it again and again";
      throw new Failure(outputCodes.finding("UNWRITABLE", { folder: shown, reason }));
    }
  }
}

/** Tells one folder from the next one of the same name. */
function identityOf(target: string): string | undefined {
  const status = statSync(target, { throwIfNoEntry: false });
  return status === undefined ? undefined : `${status.dev}/${status.ino}/${status.birthtimeMs}`;
}

function lookAt(target: string, shown: string): PreviousOutput {
  if (!statSync(target).isDirectory()) {
    throw new Failure(outputCodes.finding("NOT_A_FOLDER", { folder: shown }));
  }
  const manifest = join(target, manifestPath);
  const text = existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
  const made = readMade(text);
  const { strange, found } = lookThrough(target, made);
  if (strange.length > 0) {
    const named = strange.slice(0, namedFiles).join(", ");
    const files = strange.length > namedFiles ? `${named} …` : named;
    throw new Failure(outputCodes.finding("NOT_OURS", { folder: shown, files }));
  }
  const states = [...made].map(([path, sha256]) => {
    if (!found.has(path)) return { path, state: "gone" };
    return { path, state: sha256Of(`${target}/${path}`) === sha256 ? "made" : "edited" };
  });
  const edited = states.filter(({ state }) => state === "edited").map(({ path }) => path);
  return states.every(({ state }) => state === "made") ? { edited, intact: text } : { edited };
}

/** Copies the edited files to a folder beside the output folder, and says so. */
export function keepEdited(previous: PreviousOutput, target: string, shown: string): readonly Diagnostic[] {
  const folder = `${basename(target)}.edited`;
  return previous.edited.map((path) => {
    const parts = path.split("/");
    cpSync(join(target, ...parts), join(dirname(target), folder, ...parts));
    return outputCodes.finding("EDITED", {
      file: `${shown}/${path}`,
      copy: `${shown}.edited/${path}`,
    });
  });
}

/** Path and hash of every file that a manifest lists; a text that is no manifest lists nothing. */
function readMade(manifest: string): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  for (const artifact of listed(manifest)) {
    if (typeof artifact !== "object" || artifact === null) continue;
    if (!("path" in artifact && "sha256" in artifact)) continue;
    if (typeof artifact.path === "string") made.set(artifact.path, String(artifact.sha256));
  }
  return made;
}

function listed(text: string): readonly unknown[] {
  try {
    const manifest: unknown = JSON.parse(text);
    const isManifest = typeof manifest === "object" && manifest !== null && "artifacts" in manifest;
    return isManifest && Array.isArray(manifest.artifacts) ? manifest.artifacts : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The files that the manifest lists and that are there, and those that neither it nor a desktop explains: a few are enough. */
function lookThrough(
  target: string,
  made: ReadonlyMap<string, string>,
): { readonly strange: readonly string[]; readonly found: ReadonlySet<string> } {
  const strange: string[] = [];
  const found = new Set<string>();
  const folders = [""];
  for (
    let folder = folders.pop();
    folder !== undefined && strange.length <= namedFiles;
    folder = folders.pop()
  ) {
    for (const entry of readdirSync(`${target}/${folder}`, { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (made.has(path)) found.add(path);
      else if (path === manifestPath ? made.size === 0 : !ofTheDesktop.has(entry.name)) strange.push(path);
    }
  }
  return { strange, found };
}

function sha256Of(file: string): string {
  return hash("sha256", readFileSync(file));
}
