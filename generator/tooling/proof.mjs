// `npm run proof`: breaks the emitted flows in many ways and says which scenario notices each. `-- WORD…` chooses mutants.

import { join } from "node:path";
import { installMissing, root, run } from "./install.mjs";

installMissing();
run(process.execPath, [
  "--import",
  "tsx",
  join(root, "generator", "tooling", "proof.ts"),
  ...process.argv.slice(2),
]);
