import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import type { ReadSolution } from "../../read/solution-parts.ts";
import { breakCodes } from "../codes.ts";
import type { Component } from "../component.ts";
import type { ComponentChange } from "../difference.ts";
import type { ReleasePair, SolutionPair } from "../pair-releases.ts";
import { brokenConnectors } from "./broken-connectors.ts";
import { brokenFields } from "./broken-fields.ts";
import { brokenFlows } from "./broken-flows.ts";
import { brokenNames } from "./broken-names.ts";
import { brokenVariables } from "./broken-variables.ts";
import { leftBehind } from "./left-behind.ts";
import { compareVersions, isNewMajor } from "./versions.ts";

/** The Salesforce packages of both sides; empty where one has none. */
export interface SalesforcePair {
  readonly before: readonly Component[];
  readonly after: readonly Component[];
}

/**
 * What an upgrade takes away from those who have the old version. Each is an error, and a warning where the first number
 * of the version is raised: whoever upgrades is told by it.
 */
export function breakingChanges(
  { solutions }: ReleasePair,
  salesforce: SalesforcePair,
  changes: readonly ComponentChange[],
): readonly Diagnostic[] {
  const whole = solutions.filter(isWhole);
  const current = solutions.flatMap(({ after }) => after ?? []);
  const isMajor = whole.some(({ before, after }) => isNewMajor(before.version, after.version));
  return [
    ...whole.flatMap((pair) => notHigher(pair, changes)),
    ...solutions.flatMap((pair) => softened(removedSolution(pair), isMajor)),
    ...whole.flatMap((pair) =>
      softened(ofSolution(pair, current), isNewMajor(pair.before.version, pair.after.version)),
    ),
    ...softened([...brokenFields(salesforce), ...leftBehind(salesforce)], isMajor),
  ];
}

/** A solution that is there on both sides. */
export interface UpgradedSolution {
  readonly before: ReadSolution;
  readonly after: ReadSolution;
}

function isWhole(pair: SolutionPair): pair is UpgradedSolution {
  return pair.before !== undefined && pair.after !== undefined;
}

/** What is renamed as a whole is gone as a whole: what follows from that is not listed one by one. */
function ofSolution(pair: UpgradedSolution, current: readonly ReadSolution[]): readonly Diagnostic[] {
  const names = brokenNames(pair);
  if (names.length > 0) return names;
  const { before, after } = pair;
  return [
    ...brokenVariables(before, current),
    ...brokenConnectors(before, current),
    ...brokenFlows(before, after, current),
  ];
}

function softened(findings: readonly Diagnostic[], isMajor: boolean): readonly Diagnostic[] {
  return isMajor ? findings.map((finding) => ({ ...finding, severity: "warning" })) : findings;
}

function notHigher(
  { before, after }: UpgradedSolution,
  changes: readonly ComponentChange[],
): readonly Diagnostic[] {
  const order = compareVersions(after.version, before.version);
  if (order > 0 || (order === 0 && changes.length === 0)) return [];
  const data = { solution: after.uniqueName, before: before.version, after: after.version };
  return [breakCodes.finding("VERSION_NOT_HIGHER", data, { where: { file: after.source } })];
}

function removedSolution({ before, after }: SolutionPair): readonly Diagnostic[] {
  if (before === undefined || after !== undefined) return [];
  const where = { where: { file: before.source } };
  return [breakCodes.finding("SOLUTION_REMOVED", { solution: before.uniqueName }, where)];
}
