import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OutputFile } from "../../../generator/cli/output/write-output.ts";
import { manifestPath } from "../../../generator/manifest.ts";

/** A new empty folder of this test alone; the system clears its place for temporary files. */
export function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "cosell-test-")));
}

/** Files with the manifest that lists them, as a build hands them to the writer. */
export function listed(files: Readonly<Record<string, string>>): readonly OutputFile[] {
  const artifacts = Object.entries(files).map(([path, content]) => ({ path, sha256: sha256(content) }));
  const given = Object.entries(files).map(([path, content]) => ({ path, content }));
  return [...given, { path: manifestPath, content: JSON.stringify({ artifacts }) }];
}

/** Path and text of every file below a folder, without the manifest. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const pairs = files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [file.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(file, "utf8")] as const;
  });
  return Object.fromEntries(pairs.filter(([path]) => path !== manifestPath).sort());
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
