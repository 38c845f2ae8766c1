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

/** The files of one solution, by path. */
export interface SolutionFiles {
  /** What the zips hold. Managed and unmanaged differ in one digit of solution.xml. */
  readonly unmanaged: Files;
  readonly managed: Files;
  /** The same as `pac solution unpack` lays it out, for a repository. */
  readonly folder: Files;
}

export function solutionFiles(contents: SolutionContents): SolutionFiles {
  const everywhere = flowsAndVariables(contents);
  const connectors = contents.connectors.map(connectorTexts);
  const zipped: Files = {
    "customizations.xml": zipXml(writeCustomizations(contents)),
    ...everywhere,
    ...Object.assign({}, ...connectors.map((texts) => connectorFiles("Connector", texts))),
  };
  const zip = (kind: "unmanaged" | "managed"): Files => {
    const files = { "solution.xml": zipXml(writeManifest(contents, kind)), ...zipped };
    return { "[Content_Types].xml": contentTypes(Object.keys(files)), ...files };
  };
  return {
    unmanaged: zip("unmanaged"),
    managed: zip("managed"),
    folder: {
      ...folderDescriptions(contents),
      ...everywhere,
      ...Object.assign({}, ...connectors.map((texts) => connectorFiles("Connectors", texts))),
    },
  };
}

/** The XML files that stand for what customizations.xml of a zip has in one. */
function folderDescriptions(contents: SolutionContents): Files {
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
  };
}

function flowsAndVariables(contents: SolutionContents): Files {
  const flows = contents.flows.map((flow): [string, string] => [
    `Workflows/${flowFileName(flow.flow)}`,
    flowJson(flow.file),
  ]);
  const variables = contents.variables.map((variable): [string, string] => [
    `environmentvariabledefinitions/${variable.schemaName}/environmentvariabledefinition.xml`,
    zipXml(writeVariable(contents, variable)),
  ]);
  return Object.fromEntries([...flows, ...variables]);
}

interface ConnectorTexts {
  readonly name: string;
  readonly definition: string;
  readonly connectionParameters: string;
  readonly policies: string;
  readonly icon: Uint8Array;
}

function connectorTexts(emitted: EmittedConnector): ConnectorTexts {
  return {
    name: emitted.connector.name,
    definition: JSON.stringify(emitted.definition),
    connectionParameters: JSON.stringify(emitted.connectionParameters),
    policies: JSON.stringify(emitted.policies),
    icon: emitted.icon,
  };
}

function connectorFiles(folder: string, texts: ConnectorTexts): Files {
  const names = connectorFileNames(folder, texts.name);
  return {
    [names.definition]: texts.definition,
    [names.connectionParameters]: texts.connectionParameters,
    [names.policies]: texts.policies,
    [names.icon]: texts.icon,
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
