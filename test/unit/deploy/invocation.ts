import { Command } from "commander";
import type { CommandDefinition, Host, Invocation } from "../../../generator/cli/command.ts";

/** What the command line makes of words for one command. */
export function invocationOf(
  definition: CommandDefinition,
  words: readonly string[],
  host: Host,
): Invocation {
  const command = new Command("deploy").exitOverride();
  definition.configure(command);
  command.action(() => {});
  command.parse([...words], { from: "user" });
  return { arguments: command.args, options: command.opts(), host };
}
