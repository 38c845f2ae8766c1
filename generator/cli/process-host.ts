import { availableParallelism } from "node:os";
import { isatty } from "node:tty";
import type { Host } from "./command.ts";
import { mayColour } from "./print/paint.ts";
import { mayAsk, terminalPrompts } from "./prompts.ts";

/** The world outside as this process has it. What few commands need of Node is loaded by them. */
export function processHost(): Host {
  return {
    stdout: (text) => {
      process.stdout.write(text);
    },
    stderr: (text) => {
      process.stderr.write(text);
    },
    stdinLines,
    workingDirectory: process.cwd(),
    environment: process.env,
    colour: mayColour(process.env, process.stderr.isTTY === true),
    processors: availableParallelism(),
    runItself,
    ...(mayAsk(process.env, isatty(0) && isatty(2)) ? { prompts: terminalPrompts() } : {}),
  };
}

/** So much a report of seeds may be: every violation is one line. */
const longestReport = 256 * 1024 * 1024;

async function* stdinLines(): AsyncGenerator<string> {
  const { createInterface } = await import("node:readline");
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}

const runItself: NonNullable<Host["runItself"]> = async (given) => {
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    const [, program = ""] = process.argv;
    const line = [...process.execArgv, program, ...given];
    execFile(process.execPath, line, { maxBuffer: longestReport }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
};
