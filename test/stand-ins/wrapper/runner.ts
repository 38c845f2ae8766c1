import { spawn } from "node:child_process";
import { EOL } from "node:os";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export interface Logger {
  readonly log: (...words: string[]) => void;
  readonly debug: (...words: string[]) => void;
  readonly warn: (...words: string[]) => void;
  readonly error: (...words: string[]) => void;
}

export interface RunnerParameters {
  readonly logger: Logger;
  readonly agent: string;
  readonly workingDir: string;
  readonly runnersDir: string;
  readonly pacPath?: string;
}

/** What a call of pac that ends badly throws: its exit code, and its whole output as the message. */
export class RunnerError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function commandRunner({ workingDir, pacPath, runnersDir, logger, agent }: RunnerParameters) {
  return createCommandRunner(
    workingDir,
    pacPath ?? resolve(runnersDir, "pac_linux", "tools", "pac"),
    logger,
    agent,
  );
}

/** Runs a program in the environment of this process and gives the lines that it printed. */
export function createCommandRunner(workingDir: string, program: string, logger: Logger, agent: string) {
  return (...words: string[]): Promise<readonly string[]> =>
    new Promise((done, failed) => {
      logger.debug(`command: ${program}, first arg of ${words.length}: ${words[0] ?? "<none>"}`);
      const child = spawn(program, words, {
        cwd: workingDir,
        env: { PP_TOOLS_AUTOMATION_AGENT: agent, ...process.env },
      });
      const lines: string[] = [];
      const follow = (stream: NodeJS.ReadableStream, say: (line: string) => void): void => {
        createInterface({ input: stream }).on("line", (line) => {
          lines.push(line);
          say(line);
        });
      };
      follow(child.stdout, logger.log);
      follow(child.stderr, logger.error);
      child.on("error", () => failed(new RunnerError(1, lines.join(EOL))));
      child.on("close", (code) => {
        if (code === 0) done(lines);
        else failed(new RunnerError(code ?? 1, lines.join(EOL)));
      });
    });
}
