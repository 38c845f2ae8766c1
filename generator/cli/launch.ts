#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

// What the package starts. A good part of a short run is V8 compiling: for the commands that are called often, the package
// brings them in one file with V8's own code of it. That code is good for the version of Node that has made it; with
// another one, and for every other command, the modules are loaded as ever.

/** What `quick.cjs` holds; see `generator/tooling/quick-program.ts`. */
const quickCommands: readonly string[] = ["build", "check"];

/**
 * How much a function may run before V8 compiles it again, for speed: seven times as much as usual. What reads a mapping of
 * usual size would be compiled while it is read and ready when it is done with, on a processor that others need.
 */
const patience = "--interrupt-budget=1000000";

const [command = ""] = process.argv.slice(2);
if (!quickCommands.includes(command) || !startQuickly()) await import("./main.ts");

function startQuickly(): boolean {
  const folder = fileURLToPath(new URL("../../programs", import.meta.url));
  const code = `${folder}/quick-${process.version}-${process.arch}.v8`;
  if (!existsSync(code)) return false;
  const filename = `${folder}/quick.cjs`;
  const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData: readFileSync(code) });
  const start: unknown = script.runInThisContext();
  if (typeof start !== "function") return false;
  const url = pathToFileURL(filename).href;
  start(createRequire(url), url);
  // Not before everything is loaded: V8's code, that of Node's own modules too, is good for the flags it was made with.
  setFlagsFromString(patience);
  return true;
}
