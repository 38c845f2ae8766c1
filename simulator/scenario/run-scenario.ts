import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../generator/diagnostics/failure.ts";
import { type Cost, costOf } from "./chapter-cost.ts";
import { check, countsNow } from "./expectations.ts";
import type { Mismatch } from "./match.ts";
import { Names } from "./names.ts";
import { type Chapter, consequence, type Scenario, type Step } from "./scenario.ts";
import type { Stage } from "./stage.ts";
import { type Play, takeStep } from "./steps/take-step.ts";

/** How a scenario ended. It passed when nothing is in `mismatches` and it was not stopped. */
export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly passed: boolean;
  readonly mismatches: readonly ChapterMismatch[];
  /** What stopped it: a step that was refused, a scenario that is wrong. */
  readonly stopped?: Diagnostic;
  /** What each chapter cost. */
  readonly costs: readonly ChapterCost[];
}

export interface ChapterMismatch extends Mismatch {
  /** From 1. */
  readonly chapter: number;
}

export interface ChapterCost extends Cost {
  readonly chapter: number;
}

/** What plays a scenario: a new world, and what the scenario may ask of the solution in it. */
export interface Theatre<World extends Stage = Stage> {
  readonly stage: (given: NonNullable<Scenario["given"]>) => World;
  readonly fixture: (name: string) => readonly Step[];
  readonly upgrade: (stage: World, version: string, layout: "single" | "split" | undefined) => void;
  /** Watches a world from its beginning, for scenarios that expect the invariants to hold. */
  readonly watch: (stage: World, given: NonNullable<Scenario["given"]>) => Watcher;
}

/** Whoever sees everything that people do, and judges it in the end. */
export interface Watcher {
  readonly around: (act: () => void) => void;
  /** Lets faults end and everything be repaired; answers what did not hold. */
  readonly judge: () => readonly { readonly invariant: string; readonly seen: string }[];
}

/** Plays a scenario from its first step to its last expectation; `observe` sees the world as it ended. */
export function runScenario<World extends Stage>(
  name: string,
  scenario: Scenario,
  theatre: Theatre<World>,
  observe: (world: World) => void = () => {},
): ScenarioResult {
  const mismatches: ChapterMismatch[] = [];
  const costs: ChapterCost[] = [];
  let stopped: Diagnostic | undefined;
  let world: World | undefined;
  try {
    const stage = theatre.stage(scenario.given ?? {});
    world = stage;
    const isWatched = scenario.story.some(({ then }) => then?.invariants !== undefined);
    const watcher = isWatched ? theatre.watch(stage, scenario.given ?? {}) : undefined;
    const play: Play = {
      stage,
      names: new Names(stage),
      fixture: theatre.fixture,
      upgrade: (version, layout) => theatre.upgrade(stage, version, layout),
      ...(watcher === undefined ? {} : { around: watcher.around }),
    };
    for (const step of scenario.given?.steps ?? []) takeStep(play, step);
    if (scenario.given?.steps !== undefined) stage.settle();
    scenario.story.forEach((chapter, index) => {
      const outcome = playChapter(play, chapter, watcher);
      mismatches.push(...outcome.mismatches.map((each) => ({ ...each, chapter: index + 1 })));
      costs.push({ ...outcome.cost, chapter: index + 1 });
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    stopped = error.diagnostic;
  }
  if (world !== undefined) observe(world);
  const passed = mismatches.length === 0 && stopped === undefined;
  return {
    name,
    title: scenario.title,
    passed,
    mismatches,
    costs,
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function playChapter(play: Play, chapter: Chapter, watcher: Watcher | undefined) {
  const { stage } = play;
  const { runs } = countsNow(stage);
  for (const step of chapter.when) takeStep(play, step);
  const before = { ...countsNow(stage), runs };
  if (chapter.settle !== false && chapter.then?.invariants === undefined) stage.settle();
  const { [consequence]: expected } = chapter;
  const violated = expected?.invariants === undefined || watcher === undefined ? [] : watcher.judge();
  const mismatches = [
    ...violated.map(({ invariant, seen }) => ({
      place: `invariants.${invariant}`,
      expected: "held",
      actual: seen,
    })),
    ...(expected === undefined ? [] : check(stage, play.names, expected, before)),
  ];
  return { mismatches, cost: costOf(stage.runs().slice(runs)) };
}
