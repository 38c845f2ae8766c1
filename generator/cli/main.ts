#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";
import { processHost } from "./process-host.ts";

/** Exit codes of a process that a signal has ended, as shells report them: 128 + the number of the signal. */
const endedBy = { SIGINT: 130, SIGTERM: 143 } as const;

// Files are written in one go between two turns of the event loop: a signal waits for that and finds no half-made folder.
for (const [signal, code] of Object.entries(endedBy)) process.once(signal, () => process.exit(code));

// A reader that has seen enough, such as `head`, closes the pipe. That is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
// Of findings, too: the command goes on and ends with the code that it comes to.
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// `exitCode` and not `exit()`: a pipe may still hold what was printed.
void runCommandLine(process.argv.slice(2), processHost()).then((code) => {
  process.exitCode = code;
});
