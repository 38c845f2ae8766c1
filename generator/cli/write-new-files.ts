import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Failure } from "../diagnostics/failure.ts";
import { initCodes } from "../init/codes.ts";

export interface NewFile {
  /** Relative to the working directory. */
  readonly path: string;
  readonly content: string;
}

/**
 * Writes files that are not there yet, or all of them with `force`. Nothing is written where one of them exists with
 * another content.
 */
export function writeNewFiles(files: readonly NewFile[], workingDirectory: string, force: boolean): void {
  for (const { path, content } of files) {
    const place = resolve(workingDirectory, path);
    if (force || !existsSync(place)) continue;
    const isSame = attempt(path, () => readFileSync(place, "utf8")) === content;
    if (!isSame) throw new Failure(initCodes.finding("FILE_EXISTS", { file: path.replaceAll("\\", "/") }));
  }
  for (const { path, content } of files) attempt(path, () => write(resolve(workingDirectory, path), content));
}

export function isThere(path: string, workingDirectory: string): boolean {
  return existsSync(resolve(workingDirectory, path));
}

/** In one step: whoever reads the file meets the old text or the new one. */
function write(place: string, content: string): void {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(`${place}.cosell`, content);
  renameSync(`${place}.cosell`, place);
}

function attempt<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "errno" in error)) throw error;
    const reason = error.message.split(",")[0] ?? String(error.code);
    throw new Failure(initCodes.finding("UNWRITABLE", { file, reason }), { cause: error });
  }
}
