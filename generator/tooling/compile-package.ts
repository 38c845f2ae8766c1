import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { precompile as precompileSolution } from "../../solution/precompile-templates.ts";

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
  // A library that is only ever loaded in a checkout, and those that bundling breaks.
  external: ["handlebars"],
  plugins: [ownPlace()],
  logLevel: "warning",
});
writeData("solution/compiled-templates.js", precompileSolution());
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

function writeData(path: string, content: string): void {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), content);
}

/** A bundled file is no longer where it was written; `import.meta.url` still gives the place that it would have. */
function ownPlace(): Plugin {
  return {
    name: "own-place",
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const place = join(dist, relative(root, path)).replace(/\.ts$/, ".js");
        const way = relative(programs, place).replaceAll("\\", "/");
        const contents = source.replaceAll(
          "import.meta.url",
          `new URL(${JSON.stringify(way)}, import.meta.url).href`,
        );
        return { contents, loader: "ts" };
      });
    },
  };
}
