import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { cloudFlowCategory, maximumReading } from "../facts.ts";
import { solutionCodes } from "../verify/codes.ts";
import { parseJson } from "./parse-json.ts";
import { child, childrenOf, parseXml, textOf, type XmlElement } from "./parse-xml.ts";
import type { FileContents } from "./read-zip.ts";
import {
  type ConnectorFileNode,
  connectorFileNodes,
  type ReadConnector,
  type ReadFlow,
  type ReadNode,
  type ReadReference,
  type ReadSolution,
  type ReadVariable,
  type ReadWorkflow,
  type RequiredComponent,
} from "./solution-parts.ts";

export interface SolutionReading {
  readonly solution?: ReadSolution;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files of a zip or of a folder, in either layout. What cannot be read at all is a finding. */
export function readSolution(source: string, files: FileContents, isZip = true): SolutionReading {
  const heavy = tooLarge(source, files);
  if (heavy.length > 0) return { diagnostics: heavy };
  const layout = files.has("Other/Solution.xml") ? "folder" : "zip";
  const manifestPath = layout === "zip" ? "solution.xml" : "Other/Solution.xml";
  const customizationsPath = layout === "zip" ? "customizations.xml" : "Other/Customizations.xml";
  const manifest = readRoot(source, files, manifestPath);
  const customizations = readRoot(source, files, customizationsPath);
  if ("code" in manifest || "code" in customizations) {
    return { diagnostics: [manifest, customizations].filter((each): each is Diagnostic => "code" in each) };
  }
  const paths = { source, files, isZip, layout, manifestPath, customizationsPath } as const;
  return describe({ ...paths, manifest, customizations });
}

/** Files that are parsed; whatever else a solution holds is not looked into. */
const parsedFile =
  /^(?:(?:Workflows|Connectors?|environmentvariabledefinitions)\/.+|[^/]+|Other\/[^/]+)\.(?:xml|json)$/;

function tooLarge(source: string, files: FileContents): readonly Diagnostic[] {
  const maximum = maximumReading.textBytes;
  return [...files]
    .filter(([path, { length }]) => length > maximum && parsedFile.test(path))
    .map(([file, { length: bytes }]) =>
      solutionCodes.finding(
        "TEXT_TOO_LARGE",
        { file, bytes, maximum },
        { where: { file: `${source}/${file}` } },
      ),
    );
}

function readRoot(source: string, files: FileContents, path: string): XmlElement | Diagnostic {
  const where = { where: { file: `${source}/${path}` } };
  const content = files.get(path);
  if (content === undefined) return solutionCodes.finding("FILE_MISSING", { file: path }, where);
  const read = parseXml(decode(content));
  return read.ok
    ? read.root
    : solutionCodes.finding("XML_INVALID", { file: path, reason: read.reason }, where);
}

type Container = Pick<
  ReadSolution,
  | "source"
  | "files"
  | "isZip"
  | "layout"
  | "manifestPath"
  | "manifest"
  | "customizationsPath"
  | "customizations"
>;

function describe(container: Container): SolutionReading {
  const { source, files, layout, manifest, customizations, customizationsPath } = container;
  const solution = child(manifest, "SolutionManifest");
  const publisher = child(solution, "Publisher");
  const diagnostics: Diagnostic[] = [];
  const apart = (folder: string, ending: string): readonly ReadNode[] =>
    [...files.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending))
      .flatMap((path) => {
        const element = readRoot(source, files, path);
        if (!("code" in element)) return [{ element, path }];
        diagnostics.push(element);
        return [];
      });
  const within = (parent: string, name: string): readonly ReadNode[] =>
    childrenOf(child(customizations, parent), name).map((element) => ({ element, path: customizationsPath }));
  const isFolder = layout === "folder";
  const workflows = (isFolder ? apart("Workflows", ".data.xml") : within("Workflows", "Workflow")).map(
    readWorkflow,
  );
  const connectors = isFolder ? apart("Connectors", ".xml") : within("Connectors", "Connector");
  const variables = apart("environmentvariabledefinitions", "/environmentvariabledefinition.xml");
  const read: ReadSolution = {
    ...container,
    uniqueName: textOf(solution, "UniqueName"),
    version: textOf(solution, "Version"),
    managed: textOf(solution, "Managed"),
    publisher,
    prefix: textOf(publisher, "CustomizationPrefix"),
    rootComponents: childrenOf(child(solution, "RootComponents"), "RootComponent").map(({ attributes }) => ({
      type: attributes["type"] ?? "",
      id: attributes["id"] ?? "",
      schemaName: attributes["schemaName"] ?? "",
    })),
    required: childrenOf(child(solution, "MissingDependencies"), "MissingDependency").map(readRequired),
    workflows,
    flows: workflows
      .filter(({ element }) => textOf(element, "Category") === cloudFlowCategory)
      .map((workflow) => readFlow(files, workflow)),
    connectors: connectors.map((node) => readConnector(layout, node)),
    references: within("connectionreferences", "connectionreference").map(readReference),
    variables: variables.map((node) => readVariable(files, node)),
  };
  return { solution: read, diagnostics };
}

function readRequired(dependency: XmlElement): RequiredComponent {
  const required = child(dependency, "Required")?.attributes ?? {};
  const dependent = child(dependency, "Dependent")?.attributes ?? {};
  return {
    type: required["type"] ?? "",
    id: required["id"] ?? "",
    name:
      required["schemaName"] ??
      required["id.schemaname"] ??
      required["id.connectionreferencelogicalname"] ??
      "",
    dependent: dependent["id"] ?? dependent["id.connectionreferencelogicalname"] ?? "",
  };
}

function readWorkflow(node: ReadNode): ReadWorkflow {
  const { attributes } = node.element;
  return {
    ...node,
    id: attributes["WorkflowId"] ?? "",
    name: attributes["Name"] ?? "",
    file: pathIn(node.element, "JsonFileName"),
  };
}

function readFlow(files: FileContents, workflow: ReadWorkflow): ReadFlow {
  const bytes = files.get(workflow.file);
  const text = bytes === undefined ? undefined : decode(bytes);
  const read = text === undefined ? undefined : parseJson(text);
  return {
    ...workflow,
    text,
    content: read?.ok ? read.value : undefined,
    problem: read === undefined || read.ok ? undefined : read.reason,
  };
}

/** A path as a node writes it: with a leading slash, in old files with back-slashes. */
const pathIn = (element: XmlElement, name: string): string =>
  textOf(element, name).replaceAll("\\", "/").replace(/^\//, "");

function readConnector(layout: ReadSolution["layout"], node: ReadNode): ReadConnector {
  const { element } = node;
  // Nodes name the folder of the zip, also where they are files of their own beside the folder of another name.
  const path = (name: ConnectorFileNode): string =>
    layout === "folder"
      ? pathIn(element, name).replace(/^Connector\//, "Connectors/")
      : pathIn(element, name);
  const [definition, parameters, policies, code, icon] = connectorFileNodes;
  return {
    ...node,
    id: textOf(element, "connectorid"),
    name: textOf(element, "name"),
    displayName: textOf(element, "displayname"),
    description: textOf(element, "description"),
    files: {
      [definition]: path(definition),
      [parameters]: path(parameters),
      [policies]: path(policies),
      [code]: path(code),
      [icon]: path(icon),
    },
  };
}

function readReference(node: ReadNode): ReadReference {
  const { element } = node;
  return {
    ...node,
    name: element.attributes["connectionreferencelogicalname"] ?? "",
    displayName: textOf(element, "connectionreferencedisplayname"),
    api: textOf(element, "connectorid"),
    customConnectorId: textOf(child(element, "customconnectorid"), "connectorid"),
  };
}

function readVariable(files: FileContents, node: ReadNode): ReadVariable {
  const { element } = node;
  const schemaName = element.attributes["schemaname"] ?? "";
  return {
    ...node,
    schemaName,
    displayName: child(element, "displayname")?.attributes["default"] ?? "",
    description: child(element, "description")?.attributes["default"] ?? "",
    default: child(element, "defaultvalue")?.text,
    type: textOf(element, "type"),
    hasValue: files.has(`environmentvariabledefinitions/${schemaName}/environmentvariablevalues.json`),
  };
}

/** The text of a file: UTF-8, or UTF-16 where a mark says so. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

export function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
