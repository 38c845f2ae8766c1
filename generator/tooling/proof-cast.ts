import type { NamedScenario } from "../../simulator/proof/try-mutant.ts";
import type { Cast } from "../../simulator/scenario/theatre.ts";
import { fixtureReader, loadScenario } from "../cli/scenario-files.ts";

/** What a worker is given: a cast without its functions, and the names of the scenarios, the cheapest first. */
export interface ProofCast {
  readonly cast: Omit<Cast, "fixture">;
  readonly order: readonly string[];
}

export function castOf({ cast }: ProofCast): Cast {
  return { ...cast, fixture: fixtureReader() };
}

export function scenariosInOrder(order: readonly string[]): readonly NamedScenario[] {
  return order.map((name) => loadScenario(name, "."));
}
