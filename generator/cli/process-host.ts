import { createInterface } from "node:readline";
import { isatty } from "node:tty";
import type { Host } from "./command.ts";
import { mayColour } from "./print/paint.ts";
import { mayAsk, terminalPrompts } from "./prompts.ts";

/** The world outside as this process has it. */
export function processHost(): Host {
  return {
    stdout: (text) => {
      process.stdout.write(text);
    },
    stderr: (text) => {
      process.stderr.write(text);
    },
    stdinLines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
    workingDirectory: process.cwd(),
    environment: process.env,
    colour: mayColour(process.env, process.stderr.isTTY === true),
    ...(mayAsk(process.env, isatty(0) && isatty(2)) ? { prompts: terminalPrompts() } : {}),
  };
}
