import type { EmittedConnector } from "../generator/model/emitted.ts";
import type { Files } from "../generator/packing/zip.ts";
import type { SolutionContents } from "./contents.ts";
import { connectorFileNames, flowFileName } from "./file-names.ts";
import { render } from "./templates.ts";
import {
  writeConnectorNode,
  writeCustomizations,
  writeFolderCustomizations,
  writeVariable,
  writeWorkflowNode,
} from "./write-components.ts";
import { writeManifest } from "./write-manifest.ts";
import { contentTypesXml, flowJson, folderXml, zipXml } from "./xml-dialect.ts";

/** What a zip of the solution holds. Managed and unmanaged differ in one digit of solution.xml. */
export function zipFiles(contents: SolutionContents, managed: boolean): Files {
  const files: Record<string, string | Uint8Array> = {
    "solution.xml": zipXml(writeManifest(contents, managed ? "managed" : "unmanaged")),
    "customizations.xml": zipXml(writeCustomizations(contents)),
    ...componentFiles(contents, "Connector", zipXml),
  };
  return { "[Content_Types].xml": contentTypes(Object.keys(files)), ...files };
}

/** The same as `pac solution unpack` lays it out, for a repository. */
export function folderFiles(contents: SolutionContents): Files {
  const workflows = contents.flows.map((flow): [string, string] => [
    `Workflows/${flowFileName(flow.flow)}.data.xml`,
    folderXml(writeWorkflowNode(contents, flow)),
  ]);
  const connectors = contents.connectors.map((connector): [string, string] => [
    `Connectors/${connector.connector.name}.xml`,
    folderXml(writeConnectorNode(connector)),
  ]);
  return {
    "Other/Solution.xml": folderXml(writeManifest(contents, "both")),
    "Other/Customizations.xml": folderXml(writeFolderCustomizations(contents)),
    ...Object.fromEntries([...workflows, ...connectors]),
    ...componentFiles(contents, "Connectors", zipXml),
  };
}

function componentFiles(
  contents: SolutionContents,
  connectorFolder: string,
  dialect: (rendered: string) => string,
): Files {
  const flows = contents.flows.map((flow): [string, string] => [
    `Workflows/${flowFileName(flow.flow)}`,
    flowJson(flow.file),
  ]);
  const variables = contents.variables.map((variable): [string, string] => [
    `environmentvariabledefinitions/${variable.schemaName}/environmentvariabledefinition.xml`,
    dialect(writeVariable(contents, variable)),
  ]);
  return {
    ...Object.fromEntries([...flows, ...variables]),
    ...Object.assign(
      {},
      ...contents.connectors.map((connector) => connectorFiles(connectorFolder, connector)),
    ),
  };
}

function connectorFiles(folder: string, connector: EmittedConnector): Files {
  const names = connectorFileNames(folder, connector.connector.name);
  return {
    [names.definition]: JSON.stringify(connector.definition),
    [names.connectionParameters]: JSON.stringify(connector.connectionParameters),
    [names.policies]: JSON.stringify(connector.policies),
    [names.icon]: connector.icon,
  };
}

/** One line for every extension that is there, spelled as in the names; `xml` is always the first. */
function contentTypes(paths: readonly string[]): string {
  const extensions = paths
    .map((path) => path.slice(path.lastIndexOf(".") + 1))
    .filter((each) => each !== "xml");
  return contentTypesXml(
    render("content-types.xml", { extensions: ["xml", ...[...new Set(extensions)].sort()] }),
  );
}
