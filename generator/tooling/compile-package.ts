import { spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packageModules } from "./bundle-plugins.ts";

// Makes `dist/`: the programs as a few bundled files, for a quick start; the declarations for those who import cosell;
// and beside them, at their places in the tree, the files that code reads at run time.

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
/** Every bundled file lies directly in here, so that the way back to a file's own place is the same for all. */
const programs = join(dist, "programs");

/** Data that code looks for beside itself. */
const data = ["simulator/scenarios"];

await build({
  absWorkingDir: root,
  entryPoints: { cosell: "generator/cli/main.ts", index: "generator/index.ts" },
  outdir: programs,
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Libraries written for CommonJS ask for Node's own modules by `require`, which a module does not have.
  banner: {
    js: 'import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);',
  },
  plugins: [packageModules(root, programs)],
  logLevel: "warning",
});
for (const folder of data) {
  if (existsSync(join(root, folder))) cpSync(join(root, folder), join(dist, folder), { recursive: true });
}
const compiler = join(root, "node_modules", ".bin", "tsc");
const settings = join(root, "generator", "tooling", "tsconfig.build.json");
const { status } = spawnSync(compiler, ["-p", settings], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
