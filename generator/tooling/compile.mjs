// `npm run build`: makes `dist/` where it is missing or older than its sources.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installMissing, root, run } from "./install.mjs";

const sources = [
  "connector",
  "flows",
  "generator",
  "salesforce",
  "simulator",
  "solution",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
];
const stamp = join(root, "dist", ".compiled");

export function compileStale() {
  const wanted = stateOfSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Compiling…\n");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(process.execPath, ["--import", "tsx", join(root, "generator", "tooling", "compile-package.ts")]);
  writeFileSync(stamp, wanted);
}

/** Changes with the name, size or time of any source file. */
function stateOfSources() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((name) => filesBelow(join(root, name)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installMissing();
  compileStale();
}
