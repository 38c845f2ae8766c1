// `npm start`: installs and compiles what is missing, builds the mapping at the root into `out/`, verifies the result,
// and says what to do next.

import { join } from "node:path";
import { compileStale } from "./compile.mjs";
import { installMissing, root, run } from "./install.mjs";

installMissing();
compileStale();
const cosell = join(root, "dist", "programs", "cosell.js");
run(process.execPath, [cosell, "build"]);
run(process.execPath, [cosell, "verify", "out"]);
process.stderr.write(`
What next
  read   out/docs/import.md       from the zip to a running sync, step by step
  read   out/docs/field-map.md    which field goes where, and who wins
  run    npx cosell simulate      play every scenario with these very flows, here
  edit   mapping.yaml             then npm start again
`);
