import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic, NextAction } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { commandLineCodes } from "./codes.ts";

/** No file that cosell is given has more; a device without an end has. */
const maximumBytes = 128 * 1024 * 1024;
const chunkBytes = 256 * 1024;

/**
 * The bytes of a file that the user has named. Throws a Failure that says why they cannot be had, and, where there is
 * no such file, what to do to have one.
 */
export function readBytes(
  file: string,
  workingDirectory: string,
  ifMissing: readonly NextAction[] = [],
): Uint8Array {
  try {
    return readOpen(file, openSync(resolve(workingDirectory, file), "r"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "errno" in error)) throw error;
    throw new Failure(problem(file, String(error.code), error.message, ifMissing), { cause: error });
  }
}

function readOpen(file: string, descriptor: number): Uint8Array {
  try {
    if (fstatSync(descriptor).isDirectory()) {
      throw new Failure(commandLineCodes.finding("FILE_IS_FOLDER", { file }));
    }
    const chunks: Uint8Array[] = [];
    for (let total = 0; ; ) {
      const chunk = new Uint8Array(chunkBytes);
      const count = readSync(descriptor, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      total += count;
      if (total > maximumBytes) {
        const reason = `it has more than ${maximumBytes / 1024 / 1024} MB`;
        throw new Failure(commandLineCodes.finding("FILE_UNREADABLE", { file, reason }));
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function problem(file: string, code: string, message: string, ifMissing: readonly NextAction[]): Diagnostic {
  switch (code) {
    case "ENOENT":
      return commandLineCodes.finding("FILE_MISSING", { file }, { nextActions: ifMissing });
    case "EISDIR":
      return commandLineCodes.finding("FILE_IS_FOLDER", { file });
    default:
      return commandLineCodes.finding("FILE_UNREADABLE", { file, reason: message.split(",")[0] ?? code });
  }
}
