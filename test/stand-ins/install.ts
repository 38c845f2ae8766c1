import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { type RecordedCall, readCalls } from "./call-log.ts";
import type { SignedInOrg } from "./sf/org.ts";

/**
 * Stand-ins for the programs that a release calls, as executables in a folder of their own:
 *
 * - `pac`: signs in with `pac auth create --environment URL --tenant … --applicationId … --clientSecret …`, where URL is
 *   the address of a served tenant (simulator/tenant/served/serve-tenant.ts); every later call goes there;
 * - `sf`: works on the orgs that `signInToSalesforce` has made known, as `sf org login web` would have;
 * - `pac_linux/tools/pac`: pac again, where the wrapper looks for it below `runnersDir`;
 * - `node_modules/@microsoft/powerplatform-cli-wrapper`: a package with the interface that the real one publishes.
 */
export interface StandIns {
  /** For the beginning of PATH, and for `runnersDir` of the wrapper. */
  readonly folder: string;
  readonly pac: string;
  readonly sf: string;
  /** The main file of the wrapper, to be imported. */
  readonly wrapper: string;
  readonly signInToSalesforce: (alias: string, org: SignedInOrg) => void;
  /** What has been called so far, oldest first. */
  readonly calls: () => readonly RecordedCall[];
  readonly remove: () => void;
}

const here = dirname(fileURLToPath(import.meta.url));

/** Compiles the stand-ins into a new temporary folder. */
export function installStandIns(): StandIns {
  const folder = mkdtempSync(join(tmpdir(), "stand-ins-"));
  const pac = compile(join(here, "pac", "main.ts"), join(folder, "pac"));
  const sf = compile(join(here, "sf", "main.ts"), join(folder, "sf"));
  const tools = join(folder, "pac_linux", "tools");
  mkdirSync(tools, { recursive: true });
  // The same file, so that all calls are written into one list.
  symlinkSync(pac, join(tools, "pac"));
  const orgs: Record<string, SignedInOrg> = {};
  return {
    folder,
    pac,
    sf,
    wrapper: compileWrapper(folder),
    signInToSalesforce: (alias, org) => {
      orgs[alias] = org;
      writeFileSync(join(folder, "orgs.json"), JSON.stringify(orgs), { mode: 0o600 });
    },
    calls: () => readCalls(join(folder, "calls.jsonl")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compileWrapper(folder: string): string {
  const home = join(folder, "node_modules", "@microsoft", "powerplatform-cli-wrapper");
  mkdirSync(home, { recursive: true });
  const described = {
    name: "@microsoft/powerplatform-cli-wrapper",
    version: "1.43.6",
    main: "dist/index.js",
  };
  writeFileSync(join(home, "package.json"), JSON.stringify(described));
  return compile(join(here, "wrapper", "index.ts"), join(home, "dist", "index.js"));
}

/** One CommonJS file; an executable has no extension, which Node.js takes for CommonJS too. */
function compile(entry: string, outfile: string): string {
  const isProgram = !outfile.endsWith(".js");
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    ...(isProgram ? { banner: { js: "#!/usr/bin/env node" } } : {}),
    logLevel: "error",
  });
  if (isProgram) chmodSync(outfile, 0o755);
  return outfile;
}
