import { runScenario, type ScenarioResult } from "../scenario/run-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Cast, tenantTheatre } from "../scenario/theatre.ts";
import type { FlowLibrary } from "../tenant/running-flows.ts";
import { breakCast } from "./mutate-zip.ts";
import type { Mutant } from "./mutation.ts";

/** A scenario by its name. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** What became of a mutant: the scenario that caught it and what was not as it should be, or nothing. */
export interface Trial {
  readonly mutant: Mutant;
  readonly caught: { readonly by: string; readonly because: string } | undefined;
  /** How many scenarios were played. */
  readonly played: number;
}

/**
 * Plays scenarios with a broken flow until one fails: those named by the mutant first, the rest in the order given.
 * Whatever fails must hold with the flows as they were built, or the proof proves nothing.
 */
export function tryMutant(
  mutant: Mutant,
  cast: Cast,
  scenarios: readonly NamedScenario[],
  library?: FlowLibrary,
): Trial {
  const theatre = tenantTheatre(breakCast(cast, mutant), library);
  const ordered = likelyFirst(scenarios, mutant.likely);
  for (const [index, { name, scenario }] of ordered.entries()) {
    const because = failureOf(runScenario(name, scenario, theatre));
    if (because !== undefined) return { mutant, caught: { by: name, because }, played: index + 1 };
  }
  return { mutant, caught: undefined, played: ordered.length };
}

function likelyFirst(
  scenarios: readonly NamedScenario[],
  likely: readonly string[],
): readonly NamedScenario[] {
  const first = likely.flatMap((name) => scenarios.filter((each) => each.name === name));
  return [...first, ...scenarios.filter((each) => !first.includes(each))];
}

function failureOf({ passed, mismatches, stopped }: ScenarioResult): string | undefined {
  if (passed) return undefined;
  const [first] = mismatches;
  if (first !== undefined) return `chapter ${first.chapter}, ${first.place}`;
  return stopped === undefined ? "it failed" : `${stopped.code}: ${stopped.message}`;
}
