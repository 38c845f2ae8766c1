import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { type RecordedCall, readCalls } from "./call-log.ts";

/**
 * Stand-ins for the programs that a release calls, as executables in a folder of their own:
 *
 * - `pac`: signs in with `pac auth create --environment URL --tenant … --applicationId … --clientSecret …`, where URL is
 *   the address of a served tenant (simulator/tenant/served/serve-tenant.ts); every later call goes there;
 * - `pac_linux/tools/pac`: the same where the wrapper looks for it below `runnersDir`.
 */
export interface StandIns {
  /** For the beginning of PATH. */
  readonly folder: string;
  readonly pac: string;
  /** What has been called so far, oldest first. */
  readonly calls: () => readonly RecordedCall[];
  readonly remove: () => void;
}

const here = dirname(fileURLToPath(import.meta.url));

/** Compiles the stand-ins into a new temporary folder. */
export function installStandIns(): StandIns {
  const folder = mkdtempSync(join(tmpdir(), "stand-ins-"));
  const pac = join(folder, "pac");
  compile(join(here, "pac", "main.ts"), pac);
  mkdirSync(join(folder, "pac_linux", "tools"), { recursive: true });
  compile(join(here, "pac", "main.ts"), join(folder, "pac_linux", "tools", "pac"));
  return {
    folder,
    pac,
    calls: () => [
      ...readCalls(join(folder, "calls.jsonl")),
      ...readCalls(join(folder, "pac_linux", "tools", "calls.jsonl")),
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One file without an extension, which Node.js takes for CommonJS. */
function compile(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "error",
  });
  chmodSync(outfile, 0o755);
}
