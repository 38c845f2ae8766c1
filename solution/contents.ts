import type { EmittedConnector, EmittedFlow } from "../generator/model/emitted.ts";
import type {
  ConnectionReferenceModel,
  ConnectorModel,
  EnvironmentVariableModel,
  Layout,
  Model,
  Origin,
  PublisherModel,
  SolutionIdentity,
} from "../generator/model/model.ts";

/** What one solution holds, before it has the shape of files. */
export interface SolutionContents {
  readonly identity: SolutionIdentity;
  readonly introducedVersion: string;
  readonly publisher: PublisherModel;
  readonly layout: Layout;
  readonly connectors: readonly EmittedConnector[];
  readonly variables: readonly EnvironmentVariableModel[];
  readonly connectionReferences: readonly ConnectionReferenceModel[];
  readonly flows: readonly EmittedFlow[];
  /** Connectors of another solution that must be in the environment first. */
  readonly required: readonly RequiredConnector[];
  readonly origin: Origin;
}

export interface RequiredConnector {
  readonly connector: ConnectorModel;
  readonly solution: SolutionIdentity;
}

/** The solutions of a layout, in the order in which they are imported. */
export function solutionsOf(
  model: Model,
  layout: Layout,
  connectors: readonly EmittedConnector[],
  flows: readonly EmittedFlow[],
): readonly SolutionContents[] {
  const { solution } = model;
  const main: SolutionContents = {
    identity: solution,
    introducedVersion: solution.introducedVersion,
    publisher: solution.publisher,
    layout,
    connectors: layout === "single" ? connectors : [],
    variables: model.variables,
    connectionReferences: Object.values(model.connectionReferences),
    flows,
    required:
      layout === "single"
        ? []
        : connectors.map(({ connector }) => ({ connector, solution: solution.connectorSolution })),
    origin: ["solution"],
  };
  if (layout === "single" || connectors.length === 0) return [main];
  const apart: SolutionContents = {
    ...main,
    identity: solution.connectorSolution,
    connectors,
    variables: [],
    connectionReferences: [],
    flows: [],
    required: [],
    origin: ["solution", "connectorSolution"],
  };
  return [apart, main];
}
