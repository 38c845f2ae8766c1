import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { assert } from "../diagnostics/failure.ts";

/**
 * `quick.cjs`: the commands that are called often, in one file, and beside it the code that V8 has made of it in one
 * build. `generator/cli/launch.ts` starts it. The file is a function of `require` and of its own address, because a
 * script that V8 takes with its code is no module.
 */
export async function makeQuickProgram(
  root: string,
  programs: string,
  common: Pick<
    BuildOptions,
    "platform" | "target" | "minifyWhitespace" | "minifySyntax" | "loader" | "external"
  >,
  plugin: Plugin,
): Promise<Metafile> {
  const outfile = join(programs, "quick.cjs");
  const { metafile } = await build({
    ...common,
    absWorkingDir: root,
    entryPoints: ["generator/cli/quick.ts"],
    outfile,
    bundle: true,
    format: "cjs",
    define: { "import.meta.url": "ownUrl" },
    banner: { js: "(function (require, ownUrl) {" },
    footer: { js: "})" },
    metafile: true,
    plugins: [onlyQuickCommands, plugin],
    logLevel: "warning",
  });
  // It is read as Latin-1, which is quickest and takes half the memory.
  assert(!/[^\0-\x7f]/.test(readFileSync(outfile, "utf8")), "quick.cjs holds characters beyond ASCII");
  keepCode(root, programs);
  return metafile;
}

/** Other commands stay out, and so do questions: these two ask none. `launch.ts` starts this program for them alone. */
const onlyQuickCommands: Plugin = {
  name: "only-quick-commands",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^(?:\.\/commands\/\w+\.ts|@inquirer\/prompts)$/ }, ({ path, kind }) =>
      kind !== "dynamic-import" || /\/(?:build|check)\.ts$/.test(path) ? null : { path, external: true },
    );
  },
};

/** One build in a process of its own, at the end of which V8 hands out what it has compiled. */
function keepCode(root: string, programs: string): void {
  const out = join(programs, "recorded");
  const recorder = join(root, "generator", "tooling", "record-code.mjs");
  const words = ["build", "--mapping", join(root, "mapping.yaml"), "--out", out];
  const { status, stderr } = spawnSync(process.execPath, [recorder, programs, ...words], {
    encoding: "utf8",
  });
  rmSync(out, { recursive: true, force: true });
  assert(status === 0, `the build whose code is kept has failed: ${stderr}`);
}
