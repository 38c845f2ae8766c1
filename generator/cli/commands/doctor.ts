import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Machine } from "../../../solution/deploy/machine.ts";
import { createMask } from "../../../solution/deploy/mask.ts";
import { examine } from "../../../solution/doctor/examine.ts";
import { openPatient } from "../../../solution/doctor/open-patient.ts";
import type { CosellFacts, MappingFacts, OutFolder } from "../../../solution/doctor/patient.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { build } from "../../pipeline.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, exitCodes, type Host } from "../command.ts";
import { readMappingFile } from "../mapping-file.ts";
import { packageRoot, packageVersion } from "../package-root.ts";
import { doctorJson, doctorProgress, doctorSummary } from "../print/doctor-report.ts";
import { painter } from "../print/paint.ts";
import { processMachine } from "../process-machine.ts";
import { filesBelow } from "../verify-inputs.ts";

const examples = `
Nothing is changed anywhere. What cannot be looked at is said, and counts neither as fine
nor as a finding. Signing in works as for \`cosell deploy\`; docs/operate.md names the
variables, and says of each finding what to do.

Examples:
  $ cosell doctor
  $ cosell doctor --environment staging
  $ cosell doctor --environment production --settings production.json --json`;

/** `cosell doctor`: looks at everything between the mapping and a running sync. */
export const doctor: CommandDefinition = doctorOn(processMachine);

/** The command on a machine; tests give their own. */
export function doctorOn(machineOf: (host: Host) => Machine): CommandDefinition {
  return {
    configure: (command) => {
      command
        .option("-e, --environment <name>", "also look into this environment of the mapping")
        .option("-m, --mapping <file>", "the mapping", "mapping.yaml")
        .option("-o, --out <folder>", "what `cosell build` has made of it", "out")
        .option("--settings <file...>", "deployment settings that you have filled in")
        .option("--salesforce-org <alias>", "how `sf` knows the organization; else as the mapping says")
        .option("--json", "print the report as one JSON object")
        .addHelpText("after", examples);
    },
    run: async ({ options, host }) => {
      const text = (name: string): string | undefined => {
        const value = options[name];
        return typeof value === "string" ? value : undefined;
      };
      const environment = text("environment");
      const salesforceOrg = text("salesforceOrg");
      const json = options["json"] === true;
      const mask = createMask();
      const say = (words: string): void => host.stderr(mask.apply(words));
      const paint = painter(host.colour);
      const progress = doctorProgress(paint);
      const patient = openPatient({
        machine: machineOf(host),
        mask,
        cosell: cosellFacts(),
        mapping: mappingFacts(text("mapping") ?? "", host),
        out: outFolder(text("out") ?? "", host),
        settings: settingsFiles(options["settings"], host),
        ...(environment === undefined ? {} : { environment }),
        ...(salesforceOrg === undefined ? {} : { salesforceOrg }),
        // With --json nothing but the object is printed, so that nobody can be shown where to sign in.
        ...(host.prompts === undefined || json ? {} : { tell: (words) => say(`${words}\n`) }),
      });
      const examination = await examine(patient, (check, outcome) => {
        if (!json) say(progress(check, outcome));
      });
      if (json) host.stdout(mask.apply(doctorJson(examination, environment)));
      else say(doctorSummary(examination, paint));
      const hasError = examination.findings.some(({ severity }) => severity === "error");
      return hasError ? exitCodes.findings : exitCodes.done;
    },
  };
}

function cosellFacts(): CosellFacts {
  const { engines }: { engines: { node: string } } = JSON.parse(
    readFileSync(join(packageRoot(), "package.json"), "utf8"),
  );
  return { version: packageVersion(), nodeVersion: process.versions.node, supportedNode: engines.node };
}

function mappingFacts(file: string, host: Host): MappingFacts {
  const { model, artifacts, diagnostics } = build(readMappingFile(file, host.workingDirectory));
  const mistakes = diagnostics.filter(({ severity }) => severity === "error").length;
  return { file, mistakes, artifacts, ...(model === undefined || mistakes > 0 ? {} : { model }) };
}

function outFolder(named: string, { workingDirectory }: Host): OutFolder {
  const folder = named.replace(/[/\\]+$/, "");
  const full = resolve(workingDirectory, folder);
  return { folder, files: () => (existsSync(full) ? filesBelow(full) : undefined) };
}

function settingsFiles(named: unknown, { workingDirectory }: Host): readonly string[] {
  const files = Array.isArray(named) ? named.map(String) : [];
  for (const file of files) {
    if (!existsSync(resolve(workingDirectory, file))) {
      throw new Failure(commandLineCodes.finding("FILE_MISSING", { file }));
    }
  }
  return files;
}
