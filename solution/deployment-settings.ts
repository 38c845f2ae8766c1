import type { Artifact } from "../generator/model/artifact.ts";
import type { EnvironmentModel, Model } from "../generator/model/model.ts";
import type { SolutionContents } from "./contents.ts";
import { apiPrefix } from "./facts.ts";

/**
 * The settings file that `pac solution import --settings-file` takes, for one solution in one environment. What only
 * the environment knows and the mapping does not say is a placeholder in angle brackets. Of the variables only those are
 * named that the mapping sets for the environment: an import makes every value of the file the current one, and a
 * default that stood here would undo, with each upgrade, what an administrator has set. An empty value would be no
 * way out: imports have failed on them (coe-starter-kit, issue 4242).
 */
export function settingsArtifact(
  model: Model,
  environment: EnvironmentModel,
  contents: SolutionContents,
): Artifact {
  const { uniqueName } = contents.identity;
  return {
    id: `deployment-settings/${environment.name}/${contents.layout}/${uniqueName}`,
    kind: "deployment-settings",
    path: `settings/${environment.name}/${contents.layout}/${uniqueName}.json`,
    content: `${JSON.stringify(settings(model, environment, contents), undefined, 2)}\n`,
    origin: environment.origin,
  };
}

function settings(model: Model, environment: EnvironmentModel, contents: SolutionContents) {
  return {
    EnvironmentVariables: contents.variables.flatMap(({ kept, schemaName, key }) => {
      const value = environment.variables[key];
      return kept || value === undefined ? [] : [{ SchemaName: schemaName, Value: value }];
    }),
    ConnectionReferences: contents.connectionReferences.map((reference) => ({
      LogicalName: reference.name,
      ConnectionId: environment.connections[reference.role] ?? `<connection id of ${reference.displayName}>`,
      ConnectorId:
        reference.connectorId === undefined || model.connectors.mode === "certified"
          ? `${apiPrefix}${reference.apiName}`
          : `<connector id of ${reference.connectorName}>`,
    })),
  };
}
