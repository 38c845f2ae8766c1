// `npm test`: installs what is missing, then runs every test and says how many passed.

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { installMissing, program, root } from "./install.mjs";

installMissing();
const report = join(root, "node_modules", ".cache", "cosell", "tests.json");
mkdirSync(dirname(report), { recursive: true });
const result = spawnSync(
  program("vitest"),
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
);
process.exit(result.status ?? 1);
