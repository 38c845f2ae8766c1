import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import type { Environment, InstalledSolution } from "../environment.ts";
import { holdingSuffix } from "../facts.ts";
import { turnOn } from "../flows/switch-flow.ts";
import { readPackage } from "../package/read-package.ts";
import type { SolutionPackage } from "../package/solution-package.ts";
import type { ImportIssue, ImportOutcome, ImportSettings } from "../types.ts";
import { applyComponents, componentKeys, refreshRunningFlows } from "./apply.ts";
import { compareVersions, importProblems } from "./checks.ts";
import { enterSolution, strikeSolution } from "./ledger.ts";
import { blockingDependencies, removeComponents } from "./remove.ts";

/** Imports a solution zip, or says why not. Nothing is written before every check has passed. */
export function importSolution(
  environment: Environment,
  zip: Uint8Array,
  settings: ImportSettings = {},
): ImportOutcome {
  const reading = readPackage(zip);
  if (!reading.ok) return { kind: "refused", errors: [{ code: reading.code, message: reading.message }] };
  const solution = reading.value;
  const [other] = solution.otherComponents;
  if (other !== undefined) {
    throw new Failure(
      emulatorCodes.finding("COMPONENT_UNSUPPORTED", { solution: solution.uniqueName, component: other }),
    );
  }
  const installed = environment.solutions.get(solution.uniqueName);
  if (installed !== undefined && settings.skipLowerVersion === true) {
    if (compareVersions(solution.version, installed.version) <= 0) {
      const { uniqueName, version } = installed;
      return {
        kind: "skipped",
        solution: uniqueName,
        version,
        reason: "The same or a higher version is installed.",
      };
    }
  }
  const problems = importProblems(environment, solution, settings);
  const leaving = leavingComponents(installed, solution, settings);
  const blocked = installed === undefined ? [] : blockingAfter(environment, installed, solution, leaving);
  if (problems.length > 0 || blocked.length > 0)
    return { kind: "refused", errors: [...problems, ...blocked] };
  return carryOut(environment, solution, settings, installed, leaving);
}

function carryOut(
  environment: Environment,
  solution: SolutionPackage,
  settings: ImportSettings,
  installed: InstalledSolution | undefined,
  leaving: ReadonlySet<Key>,
): ImportOutcome {
  const { added, updated } = applyComponents(environment, solution, settings);
  const isHeld = settings.mode === "holding" && installed !== undefined;
  const uniqueName = isHeld ? `${solution.uniqueName}${holdingSuffix}` : solution.uniqueName;
  const kept = isHeld ? [] : [...(installed?.components ?? [])].filter((key) => !leaving.has(key));
  enterSolution(environment, {
    id: (isHeld ? undefined : installed?.id) ?? environment.idFor(`solution ${uniqueName}`),
    uniqueName,
    friendlyName: solution.friendlyName,
    version: solution.version,
    managed: solution.managed,
    publisher: solution.publisher.uniqueName,
    prefix: solution.publisher.prefix,
    components: new Set([...kept, ...componentKeys(solution)]),
  });
  const removed = removeComponents(environment, solution.uniqueName, leaving);
  refreshRunningFlows(environment, solution);
  return {
    kind: installed === undefined ? "imported" : "upgraded",
    solution: solution.uniqueName,
    version: solution.version,
    added,
    updated,
    removed,
    warnings: activate(environment, solution, settings, new Set(added)),
  };
}

type Key = InstalledSolution["components"] extends ReadonlySet<infer K> ? K : never;

/** A managed upgrade takes along what the new version no longer has; updates and unmanaged imports only add. */
function leavingComponents(
  installed: InstalledSolution | undefined,
  solution: SolutionPackage,
  settings: ImportSettings,
): ReadonlySet<Key> {
  if (installed === undefined || !solution.managed || (settings.mode ?? "upgrade") !== "upgrade")
    return new Set();
  const coming = componentKeys(solution);
  return new Set([...installed.components].filter((key) => !coming.has(key)));
}

/** Dependencies of what stays; flows that the new version replaces are judged by their new definition. */
function blockingAfter(
  environment: Environment,
  installed: InstalledSolution,
  solution: SolutionPackage,
  leaving: ReadonlySet<Key>,
): readonly ImportIssue[] {
  if (leaving.size === 0) return [];
  const replaced = new Set<Key>([...leaving, ...componentKeys(solution)]);
  const issues = blockingDependencies(environment, installed, replaced);
  // Components that come back with the new version cannot block; only those that leave can.
  return issues.filter(({ message }) => [...leaving].some((key) => message.includes(`${key} is required`)));
}

/** Turns new flows on that were on in the package, children first; what cannot be turned on is a warning. */
function activate(
  environment: Environment,
  solution: SolutionPackage,
  settings: ImportSettings,
  added: ReadonlySet<Key>,
): readonly ImportIssue[] {
  if (settings.activateFlows !== true || environment.quirks["flow-state-on-import"] === "off") return [];
  const warnings: ImportIssue[] = [];
  for (const flow of childrenFirst(environment, solution)) {
    if (!flow.on || !added.has(`flow:${flow.id}`)) continue;
    const outcome = turnOn(environment, flow.id);
    if (!outcome.ok) warnings.push(outcome.error);
  }
  return warnings;
}

function childrenFirst(
  environment: Environment,
  solution: SolutionPackage,
): readonly SolutionPackage["flows"][number][] {
  const byId = new Map(solution.flows.map((flow) => [flow.id, flow]));
  const ordered = new Set<SolutionPackage["flows"][number]>();
  const visit = (id: string, path: ReadonlySet<string>): void => {
    const flow = byId.get(id);
    if (flow === undefined || ordered.has(flow) || path.has(id)) return;
    for (const child of environment.flowFile(flow.clientData)?.children ?? [])
      visit(child, new Set([...path, id]));
    ordered.add(flow);
  };
  for (const { id } of solution.flows) visit(id, new Set());
  return [...ordered];
}

/** Uninstalls a solution. Components of an unmanaged one stay; those of a managed one go with it. */
export function uninstallSolution(environment: Environment, uniqueName: string): readonly ImportIssue[] {
  const installed = environment.solutions.get(uniqueName);
  if (installed === undefined) {
    throw new Failure(emulatorCodes.finding("CONTROL_REFUSED", { what: "solution", name: uniqueName }));
  }
  if (installed.managed) {
    const blocked = blockingDependencies(environment, installed, installed.components);
    if (blocked.length > 0) return blocked;
    removeComponents(environment, uniqueName, installed.components);
  }
  strikeSolution(environment, uniqueName);
  return [];
}
