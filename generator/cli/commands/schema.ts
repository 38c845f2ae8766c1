import { mappingJsonSchema } from "../../spec/json-schema.ts";
import { type CommandDefinition, exitCodes } from "../command.ts";

/** `cosell schema`: the JSON Schema of the mapping, as it is published in `docs/schema/`. */
export const schema: CommandDefinition = {
  configure: (command) => {
    command.addHelpText(
      "after",
      "\nExample:\n  $ cosell schema > mapping.schema.json\n\nand as the first line of the mapping, for the editor:\n  # yaml-language-server: $schema=./mapping.schema.json",
    );
  },
  run: async ({ host }) => {
    host.stdout(mappingJsonSchema());
    return exitCodes.done;
  },
};
