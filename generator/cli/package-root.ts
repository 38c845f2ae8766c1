import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert } from "../diagnostics/failure.ts";

/** The folder of the installed package or of the checkout: the nearest one above this file with our `package.json`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    assert(parent !== folder, "there is no package.json above its own code");
    folder = parent;
  }
  return folder;
}

export function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(packageRoot(), "package.json"), "utf8"),
  );
  return version;
}
