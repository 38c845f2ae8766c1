import { Duration } from "luxon";
import { consequence, type Scenario, type Step } from "../scenario/scenario.ts";

/** How many shorter histories are tried at most: each costs what a seed costs. */
const mostTries = 300;

/**
 * The shortest history found that still fails: steps are left out in halves, quarters and so on down to single ones,
 * as long as the rest fails (delta debugging, Zeller and Hildebrandt 2002). Time that passed before a step that is gone
 * passes all the same, so that everything else happens when it did.
 */
export function shrink(history: Scenario, stillFails: (shorter: Scenario) => boolean): Scenario {
  const [chapter] = history.story;
  if (chapter === undefined) return history;
  let tries = 0;
  const withSteps = (when: readonly Step[]): Scenario => ({
    ...history,
    story: [{ when: joinWaits(when), [consequence]: { invariants: "held" } }],
  });
  const fails = (steps: readonly Step[]): boolean => {
    tries += 1;
    return tries <= mostTries && stillFails(withSteps(steps));
  };
  let steps: readonly Step[] = chapter.when;
  for (let parts = 2; parts <= acts(steps).length * 2 && tries < mostTries; ) {
    const shorter = withoutOnePart(steps, parts, fails);
    if (shorter === undefined) parts *= 2;
    else {
      steps = shorter;
      parts = Math.max(2, parts - 1);
    }
  }
  return withSteps(steps);
}

/** The first of the histories that lack one of so many parts and still fail. */
function withoutOnePart(
  steps: readonly Step[],
  parts: number,
  fails: (steps: readonly Step[]) => boolean,
): readonly Step[] | undefined {
  const all = acts(steps);
  const size = Math.max(1, Math.ceil(all.length / parts));
  for (let start = 0; start < all.length; start += size) {
    const gone = new Set(all.slice(start, start + size));
    const rest = steps.filter((step) => !gone.has(step));
    if (fails(rest)) return rest;
  }
  return undefined;
}

const acts = (steps: readonly Step[]): readonly Step[] => steps.filter((step) => !("wait" in step));

/** Waits behind one another are one wait; the last one, before the judgement, is none. */
function joinWaits(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if ("wait" in step && last !== undefined && "wait" in last) {
      joined[joined.length - 1] = { wait: sum(last.wait, step.wait) };
    } else joined.push(step);
  }
  const last = joined.at(-1);
  return last !== undefined && "wait" in last ? joined.slice(0, -1) : joined;
}

function sum(one: string, other: string): string {
  const seconds = Duration.fromISO(one).as("seconds") + Duration.fromISO(other).as("seconds");
  return `PT${seconds}S`;
}
