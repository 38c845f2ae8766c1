import { performance } from "node:perf_hooks";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { type CommandDefinition, exitCodes } from "../command.ts";
import { addSides, compareSides } from "../compare-sides.ts";
import { printSummary } from "../print/finding.ts";
import { addFormat, chosenFormat, printFindings } from "../print/formats.ts";
import { painter } from "../print/paint.ts";

const examples = `
A breaking change is an error, unless the first number of the version is raised: then it
is a warning, for the release notes.

Examples:
  $ cosell breaking --against released/CosellSync_1_0_0_0_managed.zip
  $ cosell breaking --against released --mapping mapping.yaml --format github`;

/** `cosell breaking`: what an upgrade takes away from those who have the old version. */
export const breaking: CommandDefinition = {
  configure: (command) => {
    addFormat(addSides(command))
      .option("--exit-code", "end with 5 where anything breaks, though the version says so")
      .addHelpText("after", examples);
  },
  run: async ({ options, host }) => {
    const format = chosenFormat(options, "breaking");
    const started = performance.now();
    const compared = compareSides(options, format === "json", host);
    if ("end" in compared) return compared.end;
    const { breaking: findings } = compared.comparison;
    printFindings(findings, new Map(), format, host);
    if (format === "text") {
      host.stderr(printSummary(findings, performance.now() - started, painter(host.colour)));
    }
    if (hasErrors(findings)) return exitCodes.findings;
    return findings.length > 0 && options["exitCode"] === true ? exitCodes.difference : exitCodes.done;
  },
};
