import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Manifest, manifestPath } from "../manifest.ts";
import { commandLineCodes } from "./codes.ts";
import { readBytes } from "./read-file.ts";
import { filesBelow } from "./verify-inputs.ts";

/** How a folder differs from the manifest in it: nothing where it has none, since then no build has made it. */
export function verifyManifest(path: string, workingDirectory: string): readonly Diagnostic[] {
  const folder = resolve(workingDirectory, path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  if (!existsSync(join(folder, manifestPath))) return [];
  const listed = readManifest(readBytes(join(folder, manifestPath), workingDirectory));
  if (listed === undefined) return [differs(`${path}/${manifestPath}`, "is no manifest")];
  const known = new Set(listed.map((artifact) => artifact.path));
  const strange = filesBelow(folder).filter((file) => file !== manifestPath && !known.has(file));
  return [
    ...listed.flatMap((artifact) => {
      const name = `${path}/${artifact.path}`;
      if (!existsSync(join(folder, artifact.path))) return [differs(name, "is missing")];
      const sha256 = createHash("sha256").update(readBytes(join(folder, artifact.path), workingDirectory));
      return sha256.digest("hex") === artifact.sha256 ? [] : [differs(name, "was changed after the build")];
    }),
    ...strange.map((file) => differs(`${path}/${file}`, "is not listed in the manifest")),
  ];
}

function differs(file: string, difference: string): Diagnostic {
  return commandLineCodes.finding("MANIFEST_DIFFERS", { file, difference }, { where: { file } });
}

/** The list of a manifest; nothing where the file holds none. Paths that leave the folder are not believed. */
function readManifest(bytes: Uint8Array): readonly { path: string; sha256: string }[] | undefined {
  let manifest: Partial<Manifest>;
  try {
    manifest = Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!Array.isArray(manifest.artifacts)) return undefined;
  const entries = manifest.artifacts.map(({ path, sha256 }) => ({
    path: String(path),
    sha256: String(sha256),
  }));
  return entries.some(({ path }) => path.split("/").includes("..") || path.startsWith("/"))
    ? undefined
    : entries;
}
