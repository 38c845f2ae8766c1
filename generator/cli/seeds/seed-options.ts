import { Duration } from "luxon";
import type { Faults } from "../../../simulator/seeds/history/draw-history.ts";
import { faultNames } from "../../../simulator/seeds/history/faults.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";

/** What `cosell simulate` was asked to do with seeds. */
export interface SeedOptions {
  readonly first: number;
  readonly last: number;
  readonly faults: Faults;
  /** Only so much of the history, in milliseconds. */
  readonly until?: number;
  /** How many processes play; undefined for one per processor. */
  readonly processes?: number;
  /** Whether the failing ones are made shorter. */
  readonly shrinks: boolean;
  /** The folder into which failing histories are put as scenarios. */
  readonly keep?: string;
}

/** So many seeds at once are an evening's work of a large machine. */
const mostSeeds = 1_000_000;

/** Undefined where the command was not asked for seeds. Throws CLI.USAGE for what it cannot make sense of. */
export function readSeedOptions(options: Readonly<Record<string, unknown>>): SeedOptions | undefined {
  const { seeds, seed, until, workers, keep } = options;
  if (seeds === undefined && seed === undefined) return undefined;
  if (seeds !== undefined && seed !== undefined) throw usage("Give either --seeds or --seed.");
  const [first, last] = seeds === undefined ? oneSeed(String(seed)) : readRange(String(seeds));
  if (until !== undefined && first !== last) throw usage("--until goes with --seed, not with many seeds.");
  return {
    first,
    last,
    faults: readFaults(String(options["faults"] ?? "default")),
    ...(until === undefined ? {} : { until: readDuration(String(until)) }),
    ...(workers === undefined ? {} : { processes: readCount("--workers", String(workers), 1, 256) }),
    shrinks: options["shrink"] !== false,
    ...(keep === undefined ? {} : { keep: String(keep) }),
  };
}

function oneSeed(text: string): readonly [number, number] {
  const seed = readCount("--seed", text, 0, Number.MAX_SAFE_INTEGER);
  return [seed, seed];
}

function readRange(text: string): readonly [number, number] {
  const found = /^(\d+)-(\d+)$/.exec(text);
  if (found === null) throw usage(`--seeds ${text} is no range: write it as 1-500.`);
  const [first, last] = [Number(found[1]), Number(found[2])];
  if (last < first) throw usage(`--seeds ${text} ends before it begins.`);
  if (last - first >= mostSeeds) throw usage(`--seeds ${text} are too many: at most ${mostSeeds} at once.`);
  return [first, last];
}

function readCount(option: string, text: string, least: number, most: number): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least && count <= most) return count;
  throw usage(`${option} ${text} is no whole number from ${least} to ${most}.`);
}

function readFaults(text: string): Faults {
  if (text === "default" || text === "none") return text;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !faultNames.includes(name));
  if (unknown === undefined) return names;
  throw usage(
    `There is no fault "${unknown}". There are default, none, or some of ${faultNames.join(", ")}.`,
  );
}

function readDuration(text: string): number {
  const duration = Duration.fromISO(text);
  if (duration.isValid && duration.toMillis() >= 0) return duration.toMillis();
  throw usage(`--until ${text} is no duration: write it as P2DT12H.`);
}

function usage(problem: string): Failure {
  return new Failure(commandLineCodes.finding("USAGE", { problem, command: "simulate " }));
}
