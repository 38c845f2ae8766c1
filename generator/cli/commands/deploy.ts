import type { Machine } from "../../../solution/deploy/machine.ts";
import { createMask, type Mask } from "../../../solution/deploy/mask.ts";
import { openRelease } from "../../../solution/deploy/open-release.ts";
import { printScript } from "../../../solution/deploy/print-script.ts";
import type { Release } from "../../../solution/deploy/steps/release.ts";
import { releaseSteps } from "../../../solution/deploy/steps/release-steps.ts";
import { removalSteps } from "../../../solution/deploy/steps/removal.ts";
import { type SelectedStep, selectSteps } from "../../../solution/deploy/steps/selection.ts";
import {
  type LookedAt,
  lookAtSteps,
  type TakenSteps,
  takeSteps,
  type Watcher,
} from "../../../solution/deploy/steps/take-steps.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { readMapping } from "../../spec/read-mapping.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host, type Invocation } from "../command.ts";
import { consentAsker } from "../deploy-consent.ts";
import { configureDeploy, type DeployChoices, readChoices } from "../deploy-options.ts";
import { endOf, readMappingFile, sourcesOf } from "../mapping-file.ts";
import { packageVersion } from "../package-root.ts";
import { type DeployProgress, deployProgress } from "../print/deploy-progress.ts";
import { printDeployReport, reportOf } from "../print/deploy-report.ts";
import { printFindings } from "../print/formats.ts";
import { processMachine } from "../process-machine.ts";

/** `cosell deploy`: from the built zips to a running environment, and back. */
export const deploy: CommandDefinition = deployOn(processMachine);

/** The command on a machine; tests give their own. */
export function deployOn(machineOf: (host: Host) => Machine): CommandDefinition {
  return {
    configure: configureDeploy,
    run: async (invocation) => {
      const choices = readChoices(invocation);
      const { host } = invocation;
      const source = readMappingFile(choices.mapping, host.workingDirectory);
      const { model, diagnostics } = readMapping(source);
      if (model === undefined || hasErrors(diagnostics)) {
        printFindings(diagnostics, sourcesOf(source), choices.json ? "json" : "text", host);
        return endOf(diagnostics, false);
      }
      const mask = createMask();
      const progress = deployProgress(host, mask);
      const { release, close } = openRelease({
        machine: machineOf(host),
        mask,
        model,
        environment: choices.environment,
        out: choices.out,
        managed: choices.managed,
        overwriteWebhook: choices.overwriteWebhook,
        agent: `cosell/${packageVersion()}`,
        say: progress.line,
        ...(choices.layout === undefined ? {} : { layout: choices.layout }),
        ...(choices.pac === undefined ? {} : { pacBackEnd: choices.pac }),
        ...(choices.pacPath === undefined ? {} : { pacPath: choices.pacPath }),
        ...(host.prompts === undefined ? {} : { tell: progress.words }),
      });
      try {
        return await carryThrough(release, choices, invocation, mask, progress);
      } finally {
        await close();
      }
    },
  };
}

async function carryThrough(
  release: Release,
  choices: DeployChoices,
  { host }: Invocation,
  mask: Mask,
  progress: DeployProgress,
): Promise<ExitCode> {
  const steps = choices.remove ? removalSteps(release, choices.removeSalesforce) : releaseSteps(release);
  const selected = selectSteps(steps, choices);
  if (choices.print) {
    host.stdout(choices.json ? printedJson(release, selected) : printScript(release, selected));
    return exitCodes.done;
  }
  progress.heading(
    release,
    choices.dryRun ? "only looking, nothing is changed" : choices.remove ? "removal" : "release",
  );
  const looks = await lookAtSteps(release, selected);
  progress.plan(looks);
  const taken = choices.dryRun
    ? lookedAt(looks)
    : await takeSteps(release, looks, watch(release, choices, host, progress));
  const found = choices.dryRun ? findingsOf(looks) : findingOf(taken);
  return printDeployReport(reportOf(release, choices, taken, found), taken, choices, host, mask);
}

function lookedAt(looks: readonly LookedAt[]): TakenSteps {
  const failed = looks.find(({ diagnostic }) => diagnostic !== undefined);
  return {
    steps: looks.map(({ report }) => report),
    ...(failed?.diagnostic === undefined
      ? {}
      : { stopped: { kind: "failed", step: failed.step.id, diagnostic: failed.diagnostic } }),
  };
}

/** Steps often fail for the same reason: it is told once. */
function findingsOf(looks: readonly LookedAt[]): readonly Diagnostic[] {
  const all = looks.flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]));
  return all.filter(({ message }, index) => all.findIndex((each) => each.message === message) === index);
}

function findingOf({ stopped }: TakenSteps): readonly Diagnostic[] {
  return stopped === undefined || stopped.kind === "declined" ? [] : [stopped.diagnostic];
}

function watch(
  { machine, target }: Release,
  choices: DeployChoices,
  host: Host,
  progress: DeployProgress,
): Watcher {
  let began = machine.now();
  return {
    begins: (step, look) => {
      began = machine.now();
      // What is done already is one line, and this is not it.
      if (look.kind === "change") progress.begins(step);
    },
    ended: (report) => {
      progress.ended(report, machine.now() - began);
      if (report.outcome === "person" && host.prompts === undefined) progress.instructions(report.lines);
    },
    consents: consentAsker(target.name, choices, host, progress),
    ...waiting(host, progress),
  };
}

/** At a terminal the command can wait until the person has done what only a person can do. */
function waiting({ prompts }: Host, progress: DeployProgress): Pick<Watcher, "waits"> {
  if (prompts === undefined) return {};
  return {
    waits: async ({ lines }) => {
      progress.instructions(lines);
      const message = "Enter looks again when that is done; anything else stops here:";
      return (await prompts.text({ message }))?.trim() === "";
    },
  };
}

function printedJson(release: Release, selected: readonly SelectedStep[]): string {
  return `${JSON.stringify({ script: printScript(release, selected), diagnostics: [] }, undefined, 2)}\n`;
}
