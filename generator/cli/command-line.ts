import { Command, CommanderError } from "commander";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { commandLineCodes } from "./codes.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host } from "./command.ts";
import { commands } from "./commands.ts";
import { packageVersion } from "./package-root.ts";
import { explanation, printFinding } from "./print/finding.ts";
import { painter } from "./print/paint.ts";

/** Carries out one command line and gives the exit code. Prints through the host only, and never throws. */
export async function runCommandLine(words: readonly string[], host: Host): Promise<ExitCode> {
  const json = words.includes("--json");
  const name = words.filter((word) => !word.startsWith("-") && word !== "help")[0];
  try {
    const definition = name === undefined ? undefined : await ownEntry(name)?.load();
    const program = describeProgram(host, name, definition);
    if (words.length === 0) {
      host.stderr(program.helpInformation());
      return exitCodes.cannot;
    }
    const invoked = parse(program, words);
    if (invoked === undefined || definition === undefined) return exitCodes.done;
    return await definition.run({ arguments: invoked.args, options: invoked.opts(), host });
  } catch (error) {
    if (error instanceof CommanderError) return refuse(usageProblem(error, name), json, host);
    if (error instanceof Failure) return refuse(error.diagnostic, json, host);
    return confess(error, json, host);
  }
}

function ownEntry(name: string) {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

/** All commands by name and summary; the one that is meant also with its arguments and options. */
function describeProgram(
  host: Host,
  name: string | undefined,
  definition: CommandDefinition | undefined,
): Command {
  const output = { writeOut: host.stdout, writeErr: () => {}, outputError: () => {} };
  const program = new Command("cosell")
    .description(
      "One mapping file in, an importable co-sell sync between Salesforce and Microsoft Partner Center out.",
    )
    .exitOverride()
    .configureOutput(output)
    .configureHelp({ helpWidth: 90 })
    .version(packageVersion(), "-V, --version", "print the version")
    .addHelpText("after", overview);
  for (const [own, { summary }] of Object.entries(commands)) {
    const command = program.command(own).description(summary).helpOption("-h, --help", "show this help");
    if (own !== name || definition === undefined) continue;
    definition.configure(command);
    if (command.options.every((option) => option.long !== "--json")) {
      command.option("--json", "print one JSON object on standard output, and nothing else");
    }
    command.action(() => {});
  }
  return program
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command");
}

const overview = `
Examples:
  $ cosell build                         mapping.yaml → out/
  $ cosell check mapping.yaml            is the mapping right?
  $ cosell explain MAP.PROPERTY_UNKNOWN  what does this code mean?

Exit codes:
  0  done                            4  findings
  1  a bug in cosell                 5  a difference was found
  2  the job could not be done       6  a scenario or an invariant failed
  3  somebody who was asked declined
`;

/** The command that was named, with what was given to it; nothing when only help or the version was asked for. */
function parse(program: Command, words: readonly string[]): Command | undefined {
  let invoked: Command | undefined;
  program.hook("preAction", (_program, command) => {
    invoked = command;
  });
  program.parse(words, { from: "user" });
  return invoked;
}

function usageProblem(error: CommanderError, name: string | undefined): Diagnostic | undefined {
  if (error.exitCode === 0) return undefined;
  const [problem = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, "")}.`;
  const command = name !== undefined && ownEntry(name) !== undefined ? `${name} ` : "";
  return commandLineCodes.finding("USAGE", {
    problem: [sentence, ...hints.map((hint) => hint.replace(/^\((.*)\)$/, "$1"))].join(" "),
    command,
  });
}

function refuse(finding: Diagnostic | undefined, json: boolean, host: Host): ExitCode {
  if (finding === undefined) return exitCodes.done;
  if (json) host.stdout(`${JSON.stringify({ diagnostics: [finding] }, undefined, 2)}\n`);
  else {
    const paint = painter(host.colour);
    host.stderr(printFinding(finding, new Map(), paint));
    host.stderr(`${paint("dim", explanation([finding]))}\n`);
  }
  return exitCodes.cannot;
}

function confess(error: unknown, json: boolean, host: Host): ExitCode {
  const { message, stack } = error instanceof Error ? error : new TypeError(String(error));
  if (json) host.stdout(`${JSON.stringify({ diagnostics: [], bug: { message, stack } }, undefined, 2)}\n`);
  host.stderr(`${stack ?? message}\n\nThis is a bug in cosell ${packageVersion()}, and not your mistake. `);
  host.stderr("Please report it with the lines above and the command you ran.\n");
  return exitCodes.bug;
}
