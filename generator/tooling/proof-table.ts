import type { Mutant } from "../../simulator/proof/mutation.ts";
import { survivors } from "../../simulator/proof/survivors.ts";

/** What a worker answers. */
export interface Outcome {
  readonly id: string;
  readonly caught: { readonly by: string; readonly because: string } | undefined;
  readonly played: number;
  readonly milliseconds: number;
}

/** At least so many of a hundred mutants are caught. */
const share = 95;

/** Whether enough mutants are caught, and each of the others is known with its reason. */
export function proofHolds(mutants: readonly Mutant[], outcomes: readonly Outcome[]): boolean {
  const left = outcomes.filter(({ caught }) => caught === undefined);
  const caught = mutants.length - left.length;
  return caught * 100 >= mutants.length * share && left.every(({ id }) => survivors[id] !== undefined);
}

/** One line for each mutant, and what the survivors are excused with. */
export function printProof(
  mutants: readonly Mutant[],
  outcomes: readonly Outcome[],
  seconds: number,
): string {
  const width = Math.max(...mutants.map(({ id }) => id.length));
  const lines = mutants.map(({ id, mutation }) => {
    const outcome = outcomes.find((each) => each.id === id);
    const by =
      outcome?.caught === undefined
        ? `survives: ${survivors[id] ?? "nobody knows why"}`
        : `${outcome.caught.by} (${outcome.caught.because})`;
    return `${id.padEnd(width)}  ${mutation.kind.padEnd(20)}  ${by}`;
  });
  const caught = outcomes.filter((each) => each.caught !== undefined).length;
  const played = outcomes.reduce((sum, each) => sum + each.played, 0);
  const summary = `${caught} of ${mutants.length} mutants caught, ${played} scenarios played in ${seconds.toFixed(1)} s`;
  return `${[...lines, "", summary].join("\n")}\n`;
}
