import type { SolutionContents } from "./contents.ts";
import { baseLanguage, componentType, managedDigit, packageVersion, serverVersion } from "./facts.ts";
import { render } from "./templates.ts";
import type { MissingDependencyView, RootComponentView } from "./views.ts";

/** `solution.xml`: what the solution is, what it holds, what it needs. */
export function writeManifest(contents: SolutionContents, managed: keyof typeof managedDigit): string {
  const { identity, publisher } = contents;
  return render("solution.xml", {
    serverVersion,
    packageVersion,
    language: baseLanguage,
    uniqueName: identity.uniqueName,
    displayName: identity.displayName,
    description: identity.description,
    version: identity.version,
    managed: managedDigit[managed],
    publisher: {
      uniqueName: publisher.uniqueName,
      displayName: publisher.displayName,
      prefix: publisher.prefix,
      optionValuePrefix: publisher.optionValuePrefix,
      email: publisher.email ?? null,
      website: publisher.website ?? null,
      addresses: [{ number: 1 }, { number: 2 }],
    },
    rootComponents: rootComponents(contents),
    missingDependencies: missingDependencies(contents),
  });
}

/** Sorted by type, then by id, as exports are. Variables and connection references are never listed. */
function rootComponents({ flows, connectors }: SolutionContents): readonly RootComponentView[] {
  const workflows = flows.map(({ flow }) => ({
    type: componentType.workflow,
    id: `{${flow.id}}`,
    schemaName: null,
  }));
  const own = connectors.map(({ connector }) => ({
    type: componentType.connector,
    id: `{${connector.id}}`,
    schemaName: connector.name,
  }));
  const byId = (left: RootComponentView, right: RootComponentView): number => (left.id < right.id ? -1 : 1);
  return [...workflows.sort(byId), ...own.sort(byId)];
}

/** Once for every flow and every connection reference that leans on a connector of another solution. */
function missingDependencies(contents: SolutionContents): readonly MissingDependencyView[] {
  return contents.required.flatMap(({ connector, solution }) => {
    const required = {
      type: componentType.connector,
      schemaName: connector.name,
      displayName: connector.title,
      solution: `${solution.uniqueName} (${solution.version})`,
      id: `{${connector.id}}`,
    };
    const flows = contents.flows.filter(({ connections }) => connections.includes(connector.role));
    const references = contents.connectionReferences.filter(
      ({ connectorId }) => connectorId === connector.id,
    );
    return [
      ...flows.map(({ flow }) => ({
        required,
        dependent: {
          type: componentType.workflow,
          displayName: flow.name,
          id: `{${flow.id}}`,
          logicalName: null,
        },
      })),
      ...references.map(({ name }) => ({
        required,
        dependent: { type: "connectionreference" as const, displayName: name, id: null, logicalName: name },
      })),
    ];
  });
}
