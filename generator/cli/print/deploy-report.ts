import type { Mask } from "../../../solution/deploy/mask.ts";
import type { Release } from "../../../solution/deploy/steps/release.ts";
import type { StepReport, TakenSteps } from "../../../solution/deploy/steps/take-steps.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type ExitCode, exitCodes, type Host } from "../command.ts";
import type { DeployChoices } from "../deploy-options.ts";
import { explanation, plural, printFinding } from "./finding.ts";
import { painter } from "./paint.ts";

/** What a release has done, as `--json` prints it. A contract. */
export interface DeployReport {
  readonly environment: string;
  readonly url: string;
  readonly solution: string;
  readonly version: string;
  readonly layout: "single" | "split";
  readonly managed: boolean;
  readonly work: "release" | "removal";
  readonly dryRun: boolean;
  /** Whether every step has come to its end, or would. */
  readonly finished: boolean;
  /** The step at which it stopped, and how. */
  readonly stopped?: { readonly step: string; readonly kind: "failed" | "person" | "declined" };
  readonly steps: readonly StepReport[];
  readonly diagnostics: readonly Diagnostic[];
}

export function reportOf(
  { target, model, layout, managed }: Release,
  { dryRun, remove }: DeployChoices,
  { steps, stopped }: TakenSteps,
  found: readonly Diagnostic[],
): DeployReport {
  const { uniqueName, version } = model.solution;
  return {
    environment: target.name,
    url: target.url,
    solution: uniqueName,
    version,
    layout,
    managed,
    work: remove ? "removal" : "release",
    dryRun,
    finished: stopped === undefined && steps.every(({ outcome }) => outcome !== "person"),
    ...(stopped === undefined ? {} : { stopped: { step: stopped.step, kind: stopped.kind } }),
    steps,
    diagnostics: found,
  };
}

/** The last words of a release, and the exit code. */
export function printDeployReport(
  report: DeployReport,
  { stopped }: TakenSteps,
  choices: DeployChoices,
  host: Host,
  mask: Mask,
): ExitCode {
  if (choices.json) host.stdout(`${mask.apply(JSON.stringify(report, undefined, 2))}\n`);
  else {
    const paint = painter(host.colour);
    for (const finding of report.diagnostics) {
      host.stderr(`\n${mask.apply(printFinding(finding, new Map(), paint))}`);
    }
    const [style, words] = lastWords(report, choices);
    host.stderr(`${paint(style, words)}\n`);
    if (report.diagnostics.length > 0) host.stderr(`${paint("dim", explanation(report.diagnostics))}\n`);
  }
  if (stopped === undefined) return exitCodes.done;
  return stopped.kind === "declined" ? exitCodes.declined : exitCodes.cannot;
}

function lastWords(
  report: DeployReport,
  { environment }: DeployChoices,
): readonly ["green" | "yellow" | "red", string] {
  const { work, dryRun, steps, stopped } = report;
  const count = (outcome: StepReport["outcome"]): number =>
    steps.filter((step) => step.outcome === outcome).length;
  if (stopped?.kind === "declined") return ["yellow", "Nothing was changed: the consent was not given."];
  if (stopped?.kind === "person") {
    return [
      "yellow",
      `Stopped at ${stopped.step} for a person. Then: cosell deploy --environment ${environment}`,
    ];
  }
  if (stopped !== undefined) return ["red", `Stopped at ${stopped.step}.`];
  if (dryRun) {
    return [
      "green",
      `${count("would-change")} to do, ${count("done")} done already, ${count("later")} to be seen later, ${count("person")} for a person`,
    ];
  }
  const end = work === "removal" ? "Removed" : "Released";
  return ["green", `${end}: ${plural(count("changed"), "step")} taken, ${count("done")} done already`];
}
