// Runs `quick.cjs` as `generator/cli/launch.ts` does, and keeps the code that V8 has made of it by the end.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";

const [programs = "", ...words] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...words);

const filename = join(programs, "quick.cjs");
// The code remembers the name that it had here; whoever starts it gives another.
const script = new Script(readFileSync(filename, "latin1"), { filename: "quick.cjs" });
process.once("exit", () => {
  const code = join(programs, `quick-${process.version}-${process.arch}.v8`);
  writeFileSync(code, script.createCachedData());
});
const url = pathToFileURL(filename).href;
script.runInThisContext()(createRequire(url), url);
