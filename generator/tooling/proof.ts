import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { findPlanted } from "../../simulator/proof/find-planted.ts";
import { mutants } from "../../simulator/proof/mutants/index.ts";
import { mutateZip } from "../../simulator/proof/mutate-zip.ts";
import { plantedBugs } from "../../simulator/proof/planted-bugs.ts";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";
import { loadScenario, scenarioNames } from "../cli/scenario-files.ts";
import { builtCast } from "./built-cast.ts";
import { writeBacklogs } from "./proof-backlog.ts";
import type { ProofCast } from "./proof-cast.ts";
import { costMarks, costRows, costTable, measuredCosts } from "./proof-cost.ts";
import { type Outcome, printProof, proofHolds } from "./proof-table.ts";

// Breaks the built flows in every way that simulator/proof knows and says which scenario notices.

/** Seeds within which every planted bug must be found. */
const mostSeeds = 200;

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const chosen = mutants.filter(({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
const { fixture, ...cast } = builtCast(root);
if (process.argv.includes("--cost")) {
  writeCosts();
  process.exit();
}
if (process.argv.includes("--backlog")) {
  writeBacklogs(root, { ...cast, fixture });
  process.exit();
}
if (process.argv.includes("--planted")) {
  process.exitCode = plantAll() ? 0 : 6;
  process.exit();
}
const start = performance.now();
findSites();
const order = playUnbroken();
const outcomes = await tryAll({ cast, order });
const seconds = (performance.now() - start) / 1000;
process.stdout.write(printProof(chosen, outcomes, seconds));
const isFound = wanted.length > 0 || plantAll();
process.exitCode = proofHolds(chosen, outcomes) && isFound ? 0 : 6;

/** Looks for each planted bug with the seeds from 1 on, and says which found it. All must be found within 200. */
function plantAll(): boolean {
  const full = { ...cast, fixture };
  const width = Math.max(...plantedBugs.map(({ id }) => id.length));
  let areFound = true;
  process.stdout.write("\n");
  for (const bug of plantedBugs) {
    const finding = findPlanted(bug, full, { first: 1, last: mostSeeds });
    areFound &&= finding?.seed === bug.seed;
    const found =
      finding === undefined
        ? `not found by ${mostSeeds} seeds`
        : `found by seed ${finding.seed}: ${finding.violation.invariant}, ${finding.violation.seen}`;
    process.stdout.write(`${bug.id.padEnd(width)}  ${found}\n`);
    if (finding !== undefined && finding.seed !== bug.seed) {
      process.stdout.write(`${" ".repeat(width)}  simulator/proof/planted-bugs.ts says seed ${bug.seed}\n`);
    }
  }
  return areFound;
}

/** Keeps the table of docs/cost.md, and the numbers that `cosell cost` adds up. */
function writeCosts(): void {
  const theatre = tenantTheatre({ ...cast, fixture });
  const results = [...new Set(costRows.map(({ scenario }) => scenario))].map((name) =>
    runScenario(name, loadScenario(name, root).scenario, theatre),
  );
  const page = join(root, "docs", "cost.md");
  const table = costTable(results);
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(costMarks, (_, begin, __, end) => `${begin}\n${table}\n${end}`),
  );
  const numbers = join(root, "generator", "cost", "measured.json");
  writeFileSync(numbers, `${JSON.stringify(measuredCosts(results), undefined, 2)}\n`);
  process.stdout.write(`${table}\n`);
}

/** Stops before anything is played where a mutant finds nothing to break. */
function findSites(): void {
  for (const mutant of chosen) {
    for (const zip of cast.layouts.single ?? []) mutateZip(zip, mutant);
  }
}

/** The names of all scenarios, the quickest first; stops where one fails with the flows as they were built. */
function playUnbroken(): readonly string[] {
  const theatre = tenantTheatre({ ...cast, fixture });
  // Where something is different in the mapping, the flows are other ones than those that are broken.
  const scenarios = scenarioNames()
    .map((name) => loadScenario(name, root))
    .filter(({ scenario }) => scenario.given?.mapping === undefined);
  const times = scenarios.map(({ name, scenario }) => {
    const began = performance.now();
    const { passed } = runScenario(name, scenario, theatre);
    return { name, passed, time: performance.now() - began };
  });
  const failed = times.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0) {
    process.stderr.write(`With the flows as they were built these scenarios fail: ${failed.join(", ")}\n`);
    process.exit(6);
  }
  return times.sort((left, right) => left.time - right.time).map(({ name }) => name);
}

/** Every chosen mutant, one worker to a core, each taking the next mutant when it is done with one. */
async function tryAll(given: ProofCast): Promise<readonly Outcome[]> {
  const waiting = chosen.map(({ id }) => id);
  const outcomes: Outcome[] = [];
  const count = Math.min(availableParallelism(), waiting.length);
  await Promise.all(Array.from({ length: count }, () => work(given, waiting, outcomes)));
  return outcomes;
}

function work(given: ProofCast, waiting: string[], outcomes: Outcome[]): Promise<void> {
  const worker = new Worker(new URL("./proof-worker.mjs", import.meta.url), { workerData: given });
  return new Promise((resolve, reject) => {
    const next = () => {
      const id = waiting.shift();
      if (id !== undefined) worker.postMessage(id);
      else void worker.terminate().then(() => resolve());
    };
    worker.on("message", (outcome: Outcome) => {
      outcomes.push(outcome);
      const by = outcome.caught?.by ?? "nobody";
      process.stderr.write(`${outcomes.length} of ${chosen.length}: ${outcome.id} is caught by ${by}\n`);
      next();
    });
    worker.on("error", reject);
    next();
  });
}
