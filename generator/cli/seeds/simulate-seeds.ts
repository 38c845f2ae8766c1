import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { Duration } from "luxon";
import { printRun } from "../../../simulator/engine/view/print-run.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { runScenario, type Theatre } from "../../../simulator/scenario/run-scenario.ts";
import type { Scenario, Step } from "../../../simulator/scenario/scenario.ts";
import { drawHistory } from "../../../simulator/seeds/history/draw-history.ts";
import { playHistory } from "../../../simulator/seeds/play-history.ts";
import { shrink } from "../../../simulator/seeds/shrink.ts";
import type { FailedSeed } from "../../../simulator/seeds/tally.ts";
import { projectionTable } from "../../../simulator/seeds/watch/projection-table.ts";
import { invariants } from "../../../simulator/seeds/watch/violation.ts";
import { writeScenario } from "../../../simulator/seeds/write-scenario.ts";
import type { Tenant } from "../../../simulator/tenant/types.ts";
import { type ExitCode, exitCodes, type Host } from "../command.ts";
import { painter } from "../print/paint.ts";
import { printSeeds } from "../print/seed-report.ts";
import { writeNewFiles } from "../write-new-files.ts";
import { playSeeds } from "./play-seeds.ts";
import type { SeedOptions } from "./seed-options.ts";

/** At most so many failing seeds of one command are made shorter: each takes as long as hundreds of seeds. */
const mostShrunk = 3;

/** Plays histories that seeds decide, watches the invariants, and makes what fails short enough to be read. */
export async function simulateSeeds(
  seeds: SeedOptions,
  options: Readonly<Record<string, unknown>>,
  theatre: () => Theatre<Tenant>,
  host: Host,
): Promise<ExitCode> {
  const isOne = seeds.first === seeds.last;
  if (isOne && seeds.until !== undefined) return showMoment(seeds, seeds.until, theatre(), options, host);
  const start = performance.now();
  const print = isOne && options["trace"] === true ? traceOf(options, host) : undefined;
  print?.(writeScenario(drawHistory(seeds.first, seeds.faults)));
  const observe = print === undefined ? undefined : (tenant: Tenant) => printRuns(tenant, print);
  const tally = await playSeeds(seeds, options, theatre, host, observe);
  const seconds = (performance.now() - start) / 1000;
  if (options["json"] === true)
    host.stdout(`${JSON.stringify({ ...tally, diagnostics: [] }, undefined, 2)}\n`);
  else host.stdout(printSeeds(tally, `${seeds.first}-${seeds.last}`, seconds, painter(host.colour)));
  if (tally.failed.length === 0) return exitCodes.done;
  if (seeds.shrinks) {
    for (const failed of tally.failed.slice(0, mostShrunk)) keepShortest(failed, seeds, theatre(), host);
  }
  return exitCodes.simulationFailed;
}

/** Prints the shortest history that still fails in the same way, or puts it where it was asked for. */
function keepShortest(failed: FailedSeed, seeds: SeedOptions, theatre: Theatre<Tenant>, host: Host): void {
  const wanted = failed.violations[0]?.invariant;
  const isAlike = (shorter: Scenario): boolean => {
    const { violations, stopped } = playHistory(shorter, theatre);
    return wanted === undefined
      ? stopped?.code === failed.stopped?.code
      : violations.some(({ invariant }) => invariant === wanted);
  };
  host.stderr(`seed ${failed.seed}: looking for a shorter history …\n`);
  const shortest = shrink(drawHistory(failed.seed, seeds.faults), isAlike);
  const rule = wanted === undefined ? (failed.stopped?.message ?? "it comes to rest") : invariants[wanted];
  const text = writeScenario({
    ...shortest,
    title: `${rule.charAt(0).toUpperCase()}${rule.slice(1)} (seed ${failed.seed})`,
  });
  const folder = `seed-${failed.seed}`;
  if (seeds.keep === undefined) {
    host.stderr(`\n# ${folder}/scenario.yaml\n${text}`);
    return;
  }
  const path = join(seeds.keep, folder, "scenario.yaml");
  writeNewFiles([{ path, content: text }], host.workingDirectory, true);
  host.stderr(`${resolve(host.workingDirectory, path)}\n`);
}

/** Plays only the beginning of a history and shows both sides as they are then. */
function showMoment(
  { first, faults }: SeedOptions,
  until: number,
  theatre: Theatre<Tenant>,
  options: Readonly<Record<string, unknown>>,
  host: Host,
): ExitCode {
  const history = drawHistory(first, faults);
  const steps = history.story.flatMap(({ when }) => stepsUntil(when, until));
  const cut: Scenario = { ...history, story: [{ when: steps, settle: false }] };
  runScenario(history.title, cut, theatre, (tenant) => {
    if (options["trace"] === true) printRuns(tenant, traceOf(options, host));
    host.stdout(
      options["json"] === true
        ? `${JSON.stringify({ deals: projectionTable(tenant), diagnostics: [] }, undefined, 2)}\n`
        : `${printTable(tenant)}\n`,
    );
  });
  return exitCodes.done;
}

/** The steps of so many milliseconds; the last wait ends when they do. */
function stepsUntil(steps: readonly Step[], until: number): Step[] {
  const taken: Step[] = [];
  let now = 0;
  for (const step of steps) {
    if (!("wait" in step)) {
      taken.push(step);
      continue;
    }
    const next = now + Duration.fromISO(step.wait).toMillis();
    if (next >= until) {
      const seconds = Math.floor((until - now) / 1000);
      return seconds > 0 ? [...taken, { wait: `PT${seconds}S` }] : taken;
    }
    taken.push(step);
    now = next;
  }
  return taken;
}

type Print = Host["stdout"];

/** Where runs are told: beside the one object of `--json`, standard output has room for nothing else. */
function traceOf(options: Readonly<Record<string, unknown>>, host: Host): Print {
  return options["json"] === true ? host.stderr : host.stdout;
}

function printRuns(tenant: Tenant, print: Print): void {
  for (const run of tenant.service.runs()) print(`${printRun(runRecord(run))}\n`);
}

function printTable(tenant: Tenant): string {
  return projectionTable(tenant)
    .map(({ opportunity, status, fields, audit }) =>
      [
        `${opportunity}  ${status}`,
        ...fields.map(({ label, salesforce, partnerCenter }) => {
          const mark = salesforce === partnerCenter ? " " : "≠";
          return `  ${mark} ${label.padEnd(30)} ${salesforce.padEnd(32)} ${partnerCenter ?? "no referral"}`;
        }),
        ...audit.map((line) => `    ${line}`),
      ].join("\n"),
    )
    .join("\n\n");
}
