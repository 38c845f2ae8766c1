import type { EmittedConnector, EmittedFlow } from "../generator/model/emitted.ts";
import type { ConnectionReferenceModel, EnvironmentVariableModel } from "../generator/model/model.ts";
import type { SolutionContents } from "./contents.ts";
import { apiPrefix, baseLanguage, variableType } from "./facts.ts";
import { connectorFileNames, flowFileName } from "./file-names.ts";
import { render } from "./templates.ts";
import type { ConnectionReferenceView, ConnectorView, WorkflowView } from "./views.ts";

/** `customizations.xml` of a zip. */
export function writeCustomizations(contents: SolutionContents): string {
  return render("customizations.xml", {
    language: baseLanguage,
    workflows: contents.flows.map((flow) => workflowView(contents, flow, false)),
    connectors: contents.connectors.map((connector) => connectorView(connector, false)),
    emptyConnectors: false,
    connectionReferences: referenceViews(contents),
  });
}

/** The same in an unpacked folder, where flows and connectors are files of their own. */
export function writeFolderCustomizations(contents: SolutionContents): string {
  return render("customizations.xml", {
    language: baseLanguage,
    workflows: [],
    connectors: [],
    emptyConnectors: contents.connectors.length > 0,
    connectionReferences: referenceViews(contents),
  });
}

export function writeWorkflowNode(contents: SolutionContents, flow: EmittedFlow): string {
  return render("workflow.xml", workflowView(contents, flow, true));
}

export function writeConnectorNode(connector: EmittedConnector): string {
  return render("connector.xml", connectorView(connector, true));
}

export function writeVariable(contents: SolutionContents, variable: EnvironmentVariableModel): string {
  return render("environment-variable.xml", {
    language: baseLanguage,
    schemaName: variable.schemaName,
    displayName: variable.displayName,
    description: variable.description,
    default: defaultText(variable.default),
    introducedVersion: contents.introducedVersion,
    type: variableType[variable.type],
  });
}

/** As Dataverse writes a value: yes and no, JSON as its text. */
export function defaultText(value: EnvironmentVariableModel["default"]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function workflowView(contents: SolutionContents, { flow }: EmittedFlow, standalone: boolean): WorkflowView {
  return {
    standalone,
    language: baseLanguage,
    id: `{${flow.id}}`,
    name: flow.name,
    description: flow.description,
    jsonFileName: `/Workflows/${flowFileName(flow)}`,
    introducedVersion: contents.introducedVersion,
    isCustomizable: flow.customizable ? 1 : 0,
  };
}

/** Paths inside the node are those of the zip, also where the node is a file of its own. */
function connectorView(
  { connector, description, brandColor }: EmittedConnector,
  standalone: boolean,
): ConnectorView {
  return {
    standalone,
    id: connector.id,
    description,
    displayName: connector.title,
    brandColor,
    name: connector.name,
    files: connectorFileNames("Connector", connector.name),
  };
}

/** Sorted by logical name, as exports are. */
function referenceViews({ connectionReferences }: SolutionContents): readonly ConnectionReferenceView[] {
  const view = (reference: ConnectionReferenceModel): ConnectionReferenceView => ({
    name: reference.name,
    displayName: reference.displayName,
    api: `${apiPrefix}${reference.apiName}`,
    customConnectorId: reference.connectorId ?? null,
  });
  return connectionReferences.map(view).sort((left, right) => (left.name < right.name ? -1 : 1));
}
