import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { packageModules } from "./bundle-plugins.ts";
import { licences } from "./licences.ts";
import { makeQuickProgram } from "./quick-program.ts";

// Makes `dist/`: the programs as a few bundled files, libraries included, for a quick start and an installation without
// dependencies; the declarations for those who import cosell; and the licences of what is bundled.

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
/** Every bundled file lies directly in here, so that the way back to a file's own place is the same for all. */
const programs = join(dist, "programs");

const plugin = packageModules(root, programs);
const common = {
  platform: "node",
  target: "node20",
  // Names stay, so that the stack of a bug can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  loader: { ".wasm": "binary" },
  // Installed by those who have it; see the adapter that loads it.
  external: ["@microsoft/powerplatform-cli-wrapper"],
} satisfies BuildOptions;

const { metafile } = await build({
  ...common,
  absWorkingDir: root,
  entryPoints: { cosell: "generator/cli/launch.ts", index: "generator/index.ts" },
  outdir: programs,
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  // Libraries written for CommonJS ask for Node's own modules by `require`, which a module does not have.
  banner: {
    js: 'import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);',
  },
  metafile: true,
  plugins: [plugin],
  logLevel: "warning",
});
const quick = await makeQuickProgram(root, programs, common, plugin);
const bundled = new Set([metafile, quick].flatMap(({ inputs }) => Object.keys(inputs)));
writeFileSync(join(dist, "LICENSES.md"), licences(root, [...bundled]));
const compiler = join(root, "node_modules", ".bin", "tsc");
const settings = join(root, "generator", "tooling", "tsconfig.build.json");
const { status } = spawnSync(compiler, ["-p", settings], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
