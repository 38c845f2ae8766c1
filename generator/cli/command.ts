import type { Command } from "commander";
import type { Prompts } from "./prompts.ts";

/** Everything a command may touch of the world outside; tests give their own. */
export interface Host {
  /** Writes data that was asked for. */
  readonly stdout: (text: string) => void;
  /** Writes progress, findings and errors. */
  readonly stderr: (text: string) => void;
  /** The lines of standard input, without their line ends. */
  readonly stdinLines: () => AsyncIterable<string>;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether standard error may carry colour. */
  readonly colour: boolean;
  /** How many processors there are; absent for one. */
  readonly processors?: number;
  /** Runs this very program once more with other arguments; absent where there is no program, as in tests. */
  readonly runItself?: (
    given: readonly string[],
  ) => Promise<{ readonly code: number | string; readonly stdout: string; readonly stderr: string }>;
  /** Whom a command may ask; absent where nobody can answer: standard input is closed or no terminal, or a pipeline runs. */
  readonly prompts?: Prompts;
}

/** What the user typed, parsed. Option names are camelCase, as commander gives them. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly host: Host;
}

/** One verb of the command line. */
export interface CommandDefinition {
  /** Adds arguments, options and examples to the empty command of that name; never an action. */
  readonly configure: (command: Command) => void;
  /** Does the job and says how it ended. Throws a Failure where it cannot. */
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** The exit codes of every command; a contract with pipelines. */
export const exitCodes = {
  done: 0,
  bug: 1,
  cannot: 2,
  declined: 3,
  findings: 4,
  difference: 5,
  simulationFailed: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
