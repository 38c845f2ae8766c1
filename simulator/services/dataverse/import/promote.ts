import type { ComponentKey, Environment } from "../environment.ts";
import { errorCodes, holdingSuffix } from "../facts.ts";
import type { ImportIssue } from "../types.ts";
import { enterSolution, strikeSolution } from "./ledger.ts";
import { blockingDependencies, removeComponents } from "./remove.ts";

/** Puts the version that waits beside a solution in its place, and takes along what it no longer has. */
export function promoteSolution(environment: Environment, uniqueName: string): readonly ImportIssue[] {
  const held = environment.solutions.get(`${uniqueName}${holdingSuffix}`);
  const installed = environment.solutions.get(uniqueName);
  if (held === undefined || installed === undefined) {
    const message = `The solution ${uniqueName} has no version that waits to be applied.`;
    return [{ code: errorCodes.notFound, message }];
  }
  const leaving = new Set<ComponentKey>([...installed.components].filter((key) => !held.components.has(key)));
  const blocked = leaving.size === 0 ? [] : blockingDependencies(environment, installed, leaving);
  if (blocked.length > 0) return blocked;
  strikeSolution(environment, held.uniqueName);
  enterSolution(environment, { ...held, id: installed.id, uniqueName });
  removeComponents(environment, uniqueName, leaving);
  return [];
}
