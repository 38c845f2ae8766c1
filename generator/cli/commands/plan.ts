import { type CommandDefinition, exitCodes } from "../command.ts";
import { addSides, compareSides } from "../compare-sides.ts";
import { painter } from "../print/paint.ts";
import { printPlan } from "../print/plan-report.ts";

const examples = `
First who notices the upgrade, then every component, value by value. Nothing is changed.
Managed or unmanaged makes no difference, nor do the ids that the designer keeps.

Examples:
  $ cosell plan --against released/CosellSync_1_0_0_0_managed.zip
  $ cosell plan --against released --mapping mapping.yaml --exit-code
  $ cosell plan --against old.zip old-salesforce.zip --with new.zip new-salesforce.zip --json`;

/** `cosell plan`: what an upgrade changes, and for whom. */
export const plan: CommandDefinition = {
  configure: (command) => {
    addSides(command)
      .option("--exit-code", "end with 5 where anything differs")
      .option("--json", "print the differences as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ options, host }) => {
    const json = options["json"] === true;
    const compared = compareSides(options, json, host);
    if ("end" in compared) return compared.end;
    const { comparison } = compared;
    const { breaking, ...differences } = comparison;
    host.stdout(
      json
        ? `${JSON.stringify({ ...differences, diagnostics: breaking }, undefined, 2)}\n`
        : printPlan(comparison, painter(host.colour)),
    );
    const differs = comparison.components.length > 0;
    return differs && options["exitCode"] === true ? exitCodes.difference : exitCodes.done;
  },
};
