import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandDefinition, exitCodes } from "../command.ts";
import { packageRoot } from "../package-root.ts";

/** `cosell schema`: the JSON Schema of the mapping. It is the published file, so that both are always the same. */
export const schema: CommandDefinition = {
  configure: (command) => {
    command.addHelpText(
      "after",
      "\nExample:\n  $ cosell schema > mapping.schema.json\n\nand as the first line of the mapping, for the editor:\n  # yaml-language-server: $schema=./mapping.schema.json",
    );
  },
  run: async ({ host }) => {
    host.stdout(readFileSync(join(packageRoot(), "docs", "schema", "mapping.schema.json"), "utf8"));
    return exitCodes.done;
  },
};
