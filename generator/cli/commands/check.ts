import { performance } from "node:perf_hooks";
import { check as findMistakes } from "../../pipeline.ts";
import type { CommandDefinition } from "../command.ts";
import { endOf, readMappingFile, sourcesOf } from "../mapping-file.ts";
import { printSummary } from "../print/finding.ts";
import { addFormat, chosenFormat, printFindings } from "../print/formats.ts";
import { painter } from "../print/paint.ts";

/** `cosell check`: the mistakes in a mapping, without building anything. */
export const check: CommandDefinition = {
  configure: (command) => {
    addFormat(command.argument("[file]", "the mapping", "mapping.yaml")).addHelpText(
      "after",
      "\nExamples:\n  $ cosell check\n  $ cosell check fabrikam.yaml --format github",
    );
  },
  run: async ({ arguments: [file = "mapping.yaml"], options, host }) => {
    const format = chosenFormat(options, "check");
    const started = performance.now();
    const source = readMappingFile(file, host.workingDirectory);
    const diagnostics = findMistakes(source);
    printFindings(diagnostics, sourcesOf(source), format, host);
    if (format === "text")
      host.stderr(printSummary(diagnostics, performance.now() - started, painter(host.colour)));
    return endOf(diagnostics, true);
  },
};
