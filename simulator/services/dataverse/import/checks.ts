import type { Environment, InstalledSolution } from "../environment.ts";
import { componentTypes, connectorIdPrefix, errorCodes, holdingSuffix } from "../facts.ts";
import type { MissingDependency, SolutionPackage } from "../package/solution-package.ts";
import type { ImportIssue, ImportSettings } from "../types.ts";

/** What speaks against importing the package into this environment, before anything is written. */
export function importProblems(
  environment: Environment,
  solution: SolutionPackage,
  settings: ImportSettings,
): readonly ImportIssue[] {
  const installed = environment.solutions.get(solution.uniqueName);
  return [
    ...(settings.mode === "holding" ? againstHeld(environment, solution) : []),
    ...(installed === undefined ? [] : againstInstalled(environment, installed, solution)),
    ...missingDependencies(environment, solution),
    ...unknownConnections(environment, settings),
  ];
}

/** One version can wait beside the installed one, not two. */
function againstHeld(environment: Environment, { uniqueName }: SolutionPackage): readonly ImportIssue[] {
  const held = environment.solutions.get(`${uniqueName}${holdingSuffix}`);
  if (held === undefined) return [];
  const message = `The version ${held.version} of ${uniqueName} waits to be applied. Apply or delete it first.`;
  return [{ code: errorCodes.importFailed, message }];
}

function againstInstalled(
  environment: Environment,
  installed: InstalledSolution,
  solution: SolutionPackage,
): readonly ImportIssue[] {
  if (installed.managed !== solution.managed) {
    const [before, now] = solution.managed ? ["an unmanaged", "managed"] : ["a managed", "unmanaged"];
    return [
      {
        code: solution.managed ? errorCodes.unmanagedInstalled : errorCodes.managedInstalled,
        message: `The solution is already installed on this system as ${before} solution and the package supplied is attempting to install it in ${now} mode. Import can only update solutions when the modes match. Uninstall the current solution and try again.`,
      },
    ];
  }
  if (installed.publisher !== solution.publisher.uniqueName) {
    return [
      {
        code: errorCodes.wrongPublisher,
        message: `The following managed solution cannot be imported: ${solution.uniqueName}. The publisher name cannot be changed from ${installed.publisher} to ${solution.publisher.uniqueName}.`,
      },
    ];
  }
  const order = compareVersions(solution.version, installed.version);
  if (order > 0 || (order === 0 && environment.quirks["same-version-import"] === "accepted")) return [];
  return [
    {
      code: errorCodes.importFailed,
      message: `The version ${solution.version} of ${solution.uniqueName} is not higher than the installed version ${installed.version}.`,
    },
  ];
}

/** Compares versions number by number; a part that is left out counts as zero. */
export function compareVersions(left: string, right: string): number {
  const a = left.split(".").map(Number);
  const b = right.split(".").map(Number);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the manifest lists, and what the components need without the manifest saying so. */
function missingDependencies(environment: Environment, solution: SolutionPackage): readonly ImportIssue[] {
  const listed = solution.missingDependencies.filter((dependency) => !satisfied(environment, dependency));
  const names = [
    ...listed.map(
      ({ type, schemaName, displayName, id, dependent }) =>
        `${schemaName ?? displayName ?? id ?? "?"} (type ${type}), required by ${dependent}`,
    ),
    ...undeclared(environment, solution),
  ];
  if (names.length === 0) return [];
  return [
    {
      code: errorCodes.missingDependencies,
      message: `The following solution cannot be imported: ${solution.uniqueName}. Some dependencies are missing. The missing dependencies are: ${names.join("; ")}`,
    },
  ];
}

function satisfied(environment: Environment, dependency: MissingDependency): boolean {
  const { type, id, schemaName } = dependency;
  const byKey = (set: string): boolean =>
    schemaName !== undefined && environment.find(set, schemaName) !== undefined;
  switch (type) {
    case componentTypes.workflow:
      return id !== undefined && environment.row("workflows", id) !== undefined;
    case componentTypes.connector:
      return (id !== undefined && environment.row("connectors", id) !== undefined) || byKey("connectors");
    case componentTypes.variable:
      return byKey("environmentvariabledefinitions");
    case "connectionreference":
      return byKey("connectionreferences");
    default:
      return false;
  }
}

function undeclared(environment: Environment, solution: SolutionPackage): readonly string[] {
  const names: string[] = [];
  const connectors = new Set(solution.connectors.map(({ id }) => id));
  for (const reference of solution.connectionReferences) {
    const custom = reference.customConnectorId;
    const api = reference.connectorId.slice(connectorIdPrefix.length);
    const known =
      custom === undefined
        ? environment.standardConnectors.has(api)
        : connectors.has(custom) || environment.row("connectors", custom) !== undefined;
    if (!known) names.push(`${custom ?? api} (connector), required by ${reference.logicalName}`);
  }
  const flows = new Set(solution.flows.map(({ id }) => id));
  const references = new Set(
    solution.connectionReferences.map(({ logicalName }) => logicalName.toLowerCase()),
  );
  const variables = new Set(solution.variables.map(({ schemaName }) => schemaName.toLowerCase()));
  for (const flow of solution.flows) {
    const file = environment.flowFile(flow.clientData);
    for (const child of file?.children ?? []) {
      if (!flows.has(child) && environment.row("workflows", child) === undefined) {
        names.push(`${child} (flow), required by ${flow.name}`);
      }
    }
    for (const name of file?.connectionReferences ?? []) {
      if (
        !references.has(name.toLowerCase()) &&
        environment.find("connectionreferences", name) === undefined
      ) {
        names.push(`${name} (connection reference), required by ${flow.name}`);
      }
    }
    for (const name of file?.variables ?? []) {
      const known =
        variables.has(name.toLowerCase()) || environment.find("environmentvariabledefinitions", name);
      if (!known) names.push(`${name} (environment variable), required by ${flow.name}`);
    }
  }
  return names;
}

function unknownConnections(environment: Environment, settings: ImportSettings): readonly ImportIssue[] {
  return Object.entries(settings.connectionReferences ?? {})
    .filter(([, { connectionId }]) => connectionId !== "" && !environment.connections.has(connectionId))
    .map(([name, { connectionId }]) => ({
      code: "ConnectionNotFound",
      message: `Could not find connection '${connectionId}' for the connection reference '${name}'.`,
    }));
}
