import { performance } from "node:perf_hooks";
import { printRun } from "../../../simulator/engine/view/print-run.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { runScenario, type ScenarioResult, type Theatre } from "../../../simulator/scenario/run-scenario.ts";
import type { Scenario } from "../../../simulator/scenario/scenario.ts";
import { type Cast, tenantTheatre } from "../../../simulator/scenario/theatre.ts";
import type { Tenant } from "../../../simulator/tenant/types.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { castOfMapping, theatresOf } from "../cast-of-mapping.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host } from "../command.ts";
import { endOf, readMappingFile, sourcesOf } from "../mapping-file.ts";
import { printFindings } from "../print/formats.ts";
import { painter } from "../print/paint.ts";
import { printScenarios } from "../print/scenario-report.ts";
import { readBytes } from "../read-file.ts";
import { fixtureReader, loadScenario, scenarioNames } from "../scenario-files.ts";
import { checkMappingForSeeds } from "../seeds/check-mapping.ts";
import { readSeedOptions, type SeedOptions } from "../seeds/seed-options.ts";
import { simulateSeeds } from "../seeds/simulate-seeds.ts";

const examples = `
Without --solution the mapping is built in memory, and its managed zips are imported.
docs/scenarios.md tells how scenarios are written.

Examples:
  $ cosell simulate
  $ cosell simulate won lost-with-reason --trace
  $ cosell simulate --seeds 1-500
  $ cosell simulate --seed 29 --until P2DT12H
  $ cosell simulate ./our-scenarios/* --mapping fabrikam.yaml --json`;

/** `cosell simulate`: plays scenarios with the flows of the built solution, and says which of them hold. */
export const simulate: CommandDefinition = {
  configure: (command) => {
    command
      .argument("[name...]", "scenarios by name or folder; without any, all that come with cosell")
      .option("-l, --list", "list the scenarios with what they show")
      .option("-m, --mapping <file>", "the mapping to build from", "mapping.yaml")
      .option("-s, --solution <zip...>", "managed solution zips to import instead, in this order")
      .option("--seeds <range>", "histories that seeds decide, faults and all: 1-500")
      .option("--seed <number>", "one of them again")
      .option(
        "--faults <list>",
        "which faults may strike: default, none, or names with commas between them",
        "default",
      )
      .option("--until <duration>", "with --seed: only the beginning, and how both sides are then: P2DT12H")
      .option("--workers <number>", "with --seeds: how many processes play; by default one per processor")
      .option("--no-shrink", "with seeds: do not look for a shorter history where one fails")
      .option("--keep <folder>", "with seeds: put failing histories there as scenarios")
      .option("--trace", "print every run, action by action")
      .option("--json", "print the results as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: names, options, host }) => {
    const seeds = readSeedOptions(options);
    if (seeds !== undefined) return playWithSeeds(seeds, options, host);
    const scenarios = (names.length === 0 ? scenarioNames() : names)
      .map((name) => loadScenario(name, host.workingDirectory))
      .filter(({ scenario }) => names.length > 0 || !needsOtherSolution(scenario, options["solution"]));
    if (options["list"] === true) {
      for (const { name, scenario } of scenarios) host.stdout(`${name.padEnd(36)}${scenario.title}\n`);
      return exitCodes.done;
    }
    const { cast, theatres, diagnostics, end } = readCast(options, host);
    if (cast === undefined) {
      printFindings(
        diagnostics.findings,
        diagnostics.sources,
        options["json"] === true ? "json" : "text",
        host,
      );
      return end;
    }
    const start = performance.now();
    const theatreOf = theatres(cast);
    // Beside the one object of --json, standard output has room for nothing else.
    const print = options["json"] === true ? host.stderr : host.stdout;
    const observe = options["trace"] === true ? (tenant: Tenant) => printRuns(tenant, print) : undefined;
    const results = scenarios.map(({ name, scenario }) =>
      runScenario(name, scenario, theatreOf(scenario), observe),
    );
    report(results, performance.now() - start, options["json"] === true, host);
    return results.every(({ passed }) => passed) ? exitCodes.done : exitCodes.simulationFailed;
  },
};

function playWithSeeds(
  seeds: SeedOptions,
  options: Readonly<Record<string, unknown>>,
  host: Host,
): Promise<ExitCode> | ExitCode {
  const format = options["json"] === true ? "json" : "text";
  if (!Array.isArray(options["solution"])) {
    const source = readMappingFile(String(options["mapping"]), host.workingDirectory);
    const unfit = checkMappingForSeeds(source);
    if (unfit.length > 0) {
      printFindings(unfit, sourcesOf(source), format, host);
      return exitCodes.cannot;
    }
  }
  const { cast, diagnostics, end } = readCast(options, host);
  if (cast === undefined) {
    printFindings(diagnostics.findings, diagnostics.sources, format, host);
    return end;
  }
  let theatre: Theatre<Tenant> | undefined;
  return simulateSeeds(
    seeds,
    options,
    () => {
      theatre ??= tenantTheatre(cast);
      return theatre;
    },
    host,
  );
}

/** A finished solution is that of one mapping: a scenario that wants another one is played with it only by name. */
const needsOtherSolution = ({ given }: Scenario, solution: unknown): boolean =>
  solution !== undefined && given?.mapping !== undefined;

interface Reading {
  readonly cast: Cast | undefined;
  /** Where a scenario is played that wants something different in the mapping. */
  readonly theatres: (cast: Cast) => (scenario: Scenario) => Theatre<Tenant>;
  readonly diagnostics: {
    readonly findings: readonly Diagnostic[];
    readonly sources: ReturnType<typeof sourcesOf>;
  };
  readonly end: ExitCode;
}

function readCast(options: Readonly<Record<string, unknown>>, host: Host): Reading {
  const given: unknown = options["solution"];
  if (Array.isArray(given)) {
    const zips = given.map((file) => readBytes(String(file), host.workingDirectory));
    return {
      cast: {
        layouts: { single: zips, split: zips },
        organizationVariable: defaultOrganizationVariable,
        fixture: fixtureReader(),
      },
      // What is in a finished solution cannot be changed any more: it is played with as it is.
      theatres: (cast) => {
        const theatre = tenantTheatre(cast);
        return () => theatre;
      },
      diagnostics: { findings: [], sources: new Map() },
      end: exitCodes.done,
    };
  }
  const source = readMappingFile(String(options["mapping"]), host.workingDirectory);
  const { cast, findings } = castOfMapping(source);
  return {
    cast,
    theatres: (built) => theatresOf(built, source),
    diagnostics: { findings, sources: sourcesOf(source) },
    end: cast === undefined ? endOf(findings, false) : exitCodes.done,
  };
}

/** Under which the default mapping knows it; a solution without it is played without. */
const defaultOrganizationVariable = "csl_partnercenterorganizationid";

function printRuns(tenant: Tenant, print: Host["stdout"]): void {
  for (const run of tenant.service.runs()) print(`${printRun(runRecord(run))}\n`);
}

function report(results: readonly ScenarioResult[], milliseconds: number, json: boolean, host: Host): void {
  if (json) {
    host.stdout(`${JSON.stringify({ scenarios: results, diagnostics: [] }, undefined, 2)}\n`);
    return;
  }
  host.stdout(printScenarios(results, milliseconds, painter(host.colour)));
}
