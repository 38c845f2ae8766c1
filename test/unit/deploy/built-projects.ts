import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cosell, projectFolder } from "../cli/console.ts";

/** A folder with the default mapping, changed by replacing texts, and what `cosell build` makes of it. */
export async function builtProject(...changes: readonly (readonly [string, string])[]): Promise<string> {
  const folder = projectFolder();
  const file = join(folder, "mapping.yaml");
  let text = readFileSync(file, "utf8");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new TypeError(`the mapping has no ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
  const { code, stderr } = await cosell(["build"], folder);
  if (code !== 0) throw new TypeError(stderr);
  return folder;
}

export const nextVersion = ["version: 1.0.0.0", "version: 1.1.0.0"] as const;
