// `npm run bench`: measures what the README promises about speed and memory. `-- --write` keeps the table in docs/bench.md.

import { join } from "node:path";
import { compileStale } from "./compile.mjs";
import { installMissing, root, run } from "./install.mjs";

installMissing();
compileStale();
const bench = join(root, "generator", "tooling", "bench.ts");
run(process.execPath, ["--expose-gc", "--import", "tsx", bench, ...process.argv.slice(2)]);
