import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { assert } from "../../diagnostics/failure.ts";

/** How often a build tries again when another one puts its own result there in between. */
const maximumSwaps = 20;

/** A hidden folder beside the output folder, of this process alone: the `new` result, or the `old` one on its way out. */
export function sibling(target: string, role: "new" | "old"): string {
  const unique = `${process.pid}-${randomBytes(4).toString("hex")}`;
  return join(dirname(target), `.${basename(target)}.${role}-${unique}`);
}

/**
 * Puts `fresh` in the place of `target` by two renames. A process that is killed between them leaves the old result in
 * its hidden folder, from where `repair` brings it back.
 */
export function swap(fresh: string, target: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const old = sibling(target, "old");
    const moved = renameUnless(target, old, ["ENOENT"]);
    try {
      if (renameUnless(fresh, target, attempt < maximumSwaps ? ["ENOTEMPTY", "EEXIST"] : [])) return;
    } catch (error) {
      if (moved) renameUnless(old, target, ["ENOTEMPTY", "EEXIST"]);
      throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Undoes what a killed build has left: brings back the old result if it is missing, deletes what was half-made. */
export function repair(target: string): void {
  for (const { role, path } of leftovers(target)) {
    if (role === "old" && !existsSync(target)) renameUnless(path, target, ["ENOENT", "ENOTEMPTY", "EEXIST"]);
    rmSync(path, { recursive: true, force: true });
  }
}

/** The hidden folders beside the output folder whose process is gone. */
function leftovers(target: string): readonly { readonly role: string; readonly path: string }[] {
  const start = `.${basename(target)}.`;
  return readdirSync(dirname(target))
    .filter((name) => name.startsWith(start))
    .flatMap((name) => {
      const match = /^(new|old)-(\d+)-[0-9a-f]{8}$/.exec(name.slice(start.length));
      const [, role = "", process = ""] = match ?? [];
      return match === null || isRunning(Number(process))
        ? []
        : [{ role, path: join(dirname(target), name) }];
    });
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Renames, and says whether it did; the expected reasons for not doing it are no errors. */
function renameUnless(from: string, to: string, expected: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    assert(error instanceof Error && "code" in error, "a rename fails with an error of the system");
    if (typeof error.code === "string" && expected.includes(error.code)) return false;
    throw error;
  }
}
