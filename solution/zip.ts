import { strToU8, type Zippable, zipSync } from "fflate";
import type { Files } from "./solution-files.ts";

/**
 * Packs files so that the same files give the same bytes: sorted entries, one compression level, and a time stamp that
 * is written in local time and therefore must be made in local time.
 */
export function zip(files: Files): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const path of Object.keys(files).sort()) {
    const content = files[path] ?? "";
    entries[path] = [typeof content === "string" ? strToU8(content) : content, { level: 6, mtime }];
  }
  return zipSync(entries);
}
