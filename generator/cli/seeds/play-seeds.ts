import type { Theatre } from "../../../simulator/scenario/run-scenario.ts";
import { drawHistory } from "../../../simulator/seeds/history/draw-history.ts";
import { playHistory } from "../../../simulator/seeds/play-history.ts";
import { addTallies, noSeeds, type Tally, tallyOf } from "../../../simulator/seeds/tally.ts";
import type { Tenant } from "../../../simulator/tenant/types.ts";
import { assert } from "../../diagnostics/failure.ts";
import type { Host } from "../command.ts";
import type { SeedOptions } from "./seed-options.ts";

/** Plays all seeds, here or shared among processes of this very command. */
export async function playSeeds(
  seeds: SeedOptions,
  options: Readonly<Record<string, unknown>>,
  theatre: () => Theatre<Tenant>,
  host: Host,
  observe?: (tenant: Tenant) => void,
): Promise<Tally> {
  const count = seeds.last - seeds.first + 1;
  const processes = Math.min(seeds.processes ?? host.processors ?? 1, Math.ceil(count / leastShare));
  if (processes <= 1 || host.runItself === undefined) return playHere(seeds, theatre(), observe);
  const { runItself } = host;
  const parts = shares(seeds, processes);
  const tallies = await Promise.all(parts.map((part) => playElsewhere(part, options, runItself)));
  return tallies.reduce(addTallies, noSeeds());
}

/** A process of its own pays only for more than a few seeds: it builds and compiles first. */
const leastShare = 8;

function playHere(
  { first, last, faults }: SeedOptions,
  theatre: Theatre<Tenant>,
  observe?: (tenant: Tenant) => void,
): Tally {
  let tally = noSeeds();
  for (let seed = first; seed <= last; seed += 1) {
    tally = addTallies(tally, tallyOf(seed, playHistory(drawHistory(seed, faults), theatre, observe)));
  }
  return tally;
}

function shares({ first, last }: SeedOptions, processes: number): readonly string[] {
  const size = Math.ceil((last - first + 1) / processes);
  return Array.from({ length: processes }, (_, index) => first + index * size)
    .filter((start) => start <= last)
    .map((start) => `${start}-${Math.min(start + size - 1, last)}`);
}

async function playElsewhere(
  range: string,
  options: Readonly<Record<string, unknown>>,
  runItself: NonNullable<Host["runItself"]>,
): Promise<Tally> {
  const { faults, mapping, solution } = options;
  const answer = await runItself([
    "simulate",
    ...["--seeds", range, "--workers", "1", "--no-shrink", "--json"],
    ...(faults === undefined ? [] : ["--faults", String(faults)]),
    ...(Array.isArray(solution) ? ["--solution", ...solution.map(String)] : ["--mapping", String(mapping)]),
  ]);
  assert(
    answer.stdout !== "",
    `the process for the seeds ${range} ended with ${answer.code}: ${answer.stderr}`,
  );
  return JSON.parse(answer.stdout);
}
