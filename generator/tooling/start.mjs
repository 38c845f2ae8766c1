// `npm start`: installs and compiles what is missing, builds the mapping at the root into `out/`, and verifies the result.

import { compileStale } from "./compile.mjs";
import { installMissing, root, run } from "./install.mjs";

installMissing();
compileStale();
const cosell = `${root}/dist/programs/cosell.js`;
run(process.execPath, [cosell, "build"]);
run(process.execPath, [cosell, "verify", "out"]);
