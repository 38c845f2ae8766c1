import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { manifestPath } from "../../manifest.ts";
import { outputCodes } from "./codes.ts";
import { keepEdited, readPrevious } from "./previous.ts";
import { repair, sibling, swap } from "./swap.ts";

/** A file of the result: `path` is relative to the output folder, with forward slashes. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Makes `folder` hold exactly these files. They are written to a new folder beside it, which then takes its place:
 * whoever looks finds the old result or the new one, and of two builds at once the later one stands, whole.
 * Says which of the old files had been edited by hand, and throws a Failure where it cannot write.
 */
export function writeOutput(
  folder: string,
  files: readonly OutputFile[],
  workingDirectory: string,
): readonly Diagnostic[] {
  const absolute = resolve(workingDirectory, folder);
  const shown = isAbsolute(folder) ? folder : relative(workingDirectory, absolute) || ".";
  return withCodes(shown, () => {
    const target = settle(absolute);
    if (`${realpathSync(workingDirectory)}${sep}`.startsWith(`${target}${sep}`)) {
      throw new Failure(outputCodes.finding("WORKING_FOLDER", { folder: shown }));
    }
    repair(target);
    const previous = readPrevious(target, shown);
    // What is there already is not written again: it keeps its times, and whoever watches the folder stays quiet.
    if (previous.intact !== undefined && previous.intact === textOf(files, manifestPath)) return [];
    const fresh = sibling(target, "new");
    try {
      writeAll(fresh, files);
      const kept = keepEdited(previous, target, shown);
      swap(fresh, target);
      return kept;
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

function textOf(files: readonly OutputFile[], path: string): string | undefined {
  const content = files.find((file) => file.path === path)?.content;
  return typeof content === "string" ? content : undefined;
}

/** The real place of the output folder; makes the folders above it. */
function settle(absolute: string): string {
  mkdirSync(dirname(absolute), { recursive: true });
  try {
    return realpathSync(absolute);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return join(
      realpathSync(dirname(absolute)),
      absolute.slice(dirname(absolute).length).replace(/^[\\/]/, ""),
    );
  }
}

function writeAll(folder: string, files: readonly OutputFile[]): void {
  mkdirSync(folder);
  const made = new Set([folder]);
  for (const { path, content } of files) {
    const file = join(folder, ...path.split("/"));
    if (!made.has(dirname(file))) {
      mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
    }
    writeFileSync(file, content);
  }
}

/** What the system answers when there is no room: disk, quota, and the size limit of a file. */
const noRoom = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Turns an error of the file system into a coded failure; everything else is a bug and passes. */
function withCodes<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    const reason = error.message.split(",")[0] ?? code;
    const key = noRoom.has(code) ? "DISK_FULL" : "UNWRITABLE";
    throw new Failure(outputCodes.finding(key, { folder, reason }), { cause: error });
  }
}

/** `ENOENT` and its like; only errors of the system carry a number beside it. */
function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "errno" in error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
