import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { solutionCodes } from "../verify/codes.ts";
import { child, childrenOf, parseXml, textOf, type XmlElement } from "./parse-xml.ts";
import type { FileContents } from "./read-zip.ts";

/** A solution as its files say it is, whoever has made it. Ids as they stand there. */
export interface ReadSolution {
  /** How findings call it. */
  readonly source: string;
  readonly files: FileContents;
  /** `zip`: as in a zip. `folder`: as `pac solution unpack` lays it out. */
  readonly layout: "zip" | "folder";
  readonly manifestPath: string;
  readonly manifest: XmlElement;
  readonly customizationsPath: string;
  readonly customizations: XmlElement;
  readonly uniqueName: string;
  readonly version: string;
  readonly managed: string;
  readonly prefix: string;
  readonly rootComponents: readonly RootComponent[];
  readonly required: readonly RequiredComponent[];
  readonly flows: readonly ReadFlow[];
  readonly connectors: readonly ReadConnector[];
  readonly references: readonly ReadReference[];
  readonly variables: readonly ReadVariable[];
}

export interface RootComponent {
  readonly type: string;
  readonly id: string;
  readonly schemaName: string;
}

export interface RequiredComponent {
  readonly id: string;
  readonly dependent: string;
}

export interface ReadFlow {
  readonly id: string;
  readonly name: string;
  /** Path in the solution, without the leading slash. */
  readonly file: string;
  /** The parsed file; undefined where it is missing or no JSON. */
  readonly content: unknown;
}

export interface ReadConnector {
  readonly id: string;
  readonly name: string;
  readonly files: readonly string[];
}

export interface ReadReference {
  readonly name: string;
  readonly api: string;
  readonly customConnectorId: string;
}

export interface ReadVariable {
  readonly schemaName: string;
  readonly displayName: string;
  readonly type: string;
  readonly hasValue: boolean;
}

export interface SolutionReading {
  readonly solution?: ReadSolution;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files of a zip or of an unpacked folder. What cannot be read at all is a finding. */
export function readSolution(source: string, files: FileContents): SolutionReading {
  const layout = files.has("Other/Solution.xml") ? "folder" : "zip";
  const manifestPath = layout === "zip" ? "solution.xml" : "Other/Solution.xml";
  const customizationsPath = layout === "zip" ? "customizations.xml" : "Other/Customizations.xml";
  const manifest = readRoot(source, files, manifestPath);
  const customizations = readRoot(source, files, customizationsPath);
  if ("code" in manifest || "code" in customizations) {
    return { diagnostics: [manifest, customizations].filter((each): each is Diagnostic => "code" in each) };
  }
  const found = describe(source, files, layout, {
    manifestPath,
    manifest,
    customizationsPath,
    customizations,
  });
  return found;
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

type Roots = Pick<ReadSolution, "manifestPath" | "manifest" | "customizationsPath" | "customizations">;

function describe(
  source: string,
  files: FileContents,
  layout: "zip" | "folder",
  roots: Roots,
): SolutionReading {
  const solution = child(roots.manifest, "SolutionManifest");
  const diagnostics: Diagnostic[] = [];
  const nodes = (folder: string, ending: string): readonly XmlElement[] =>
    [...files.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending))
      .flatMap((path) => {
        const root = readRoot(source, files, path);
        if ("code" in root) diagnostics.push(root);
        return "code" in root ? [] : [root];
      });
  const workflows =
    layout === "folder"
      ? nodes("Workflows", ".data.xml")
      : childrenOf(child(roots.customizations, "Workflows"), "Workflow");
  const connectors =
    layout === "folder"
      ? nodes("Connectors", ".xml")
      : childrenOf(child(roots.customizations, "Connectors"), "Connector");
  const variables = nodes("environmentvariabledefinitions", "/environmentvariabledefinition.xml");
  const read: ReadSolution = {
    source,
    files,
    layout,
    ...roots,
    uniqueName: textOf(solution, "UniqueName"),
    version: textOf(solution, "Version"),
    managed: textOf(solution, "Managed"),
    prefix: textOf(child(solution, "Publisher"), "CustomizationPrefix"),
    rootComponents: childrenOf(child(solution, "RootComponents"), "RootComponent").map(({ attributes }) => ({
      type: attributes["type"] ?? "",
      id: attributes["id"] ?? "",
      schemaName: attributes["schemaName"] ?? "",
    })),
    required: childrenOf(child(solution, "MissingDependencies"), "MissingDependency").map((each) => {
      const dependent = child(each, "Dependent")?.attributes ?? {};
      return {
        id: child(each, "Required")?.attributes["id"] ?? "",
        dependent: dependent["id"] ?? dependent["id.connectionreferencelogicalname"] ?? "",
      };
    }),
    // Only cloud flows are read; classic workflows have the same node with another category.
    flows: workflows.filter((node) => textOf(node, "Category") === "5").map((node) => readFlow(files, node)),
    connectors: connectors.map((node) => readConnector(layout, node)),
    references: childrenOf(child(roots.customizations, "connectionreferences"), "connectionreference").map(
      (node) => ({
        name: node.attributes["connectionreferencelogicalname"] ?? "",
        api: textOf(node, "connectorid"),
        customConnectorId: textOf(child(node, "customconnectorid"), "connectorid"),
      }),
    ),
    variables: variables.map((node) => readVariable(files, node)),
  };
  return { solution: read, diagnostics };
}

function readFlow(files: FileContents, node: XmlElement): ReadFlow {
  const file = textOf(node, "JsonFileName").replaceAll("\\", "/").replace(/^\//, "");
  const bytes = files.get(file);
  return {
    id: node.attributes["WorkflowId"] ?? "",
    name: node.attributes["Name"] ?? "",
    file,
    content: bytes === undefined ? undefined : parseJson(decode(bytes)),
  };
}

/** Deep JSON cannot exhaust the stack here: the engine's parser does not recurse in proportion to the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ""));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const connectorFileNodes = [
  "openapidefinition",
  "connectionparameters",
  "policytemplateinstances",
  "iconblob",
  "customcodeblobcontent",
];

function readConnector(layout: "zip" | "folder", node: XmlElement): ReadConnector {
  const files = connectorFileNodes
    .map((name) => textOf(node, name).replaceAll("\\", "/").replace(/^\//, ""))
    .filter((path) => path !== "")
    .map((path) => (layout === "folder" ? path.replace(/^Connector\//, "Connectors/") : path));
  return { id: textOf(node, "connectorid"), name: textOf(node, "name"), files };
}

function readVariable(files: FileContents, node: XmlElement): ReadVariable {
  const schemaName = node.attributes["schemaname"] ?? "";
  return {
    schemaName,
    displayName: child(node, "displayname")?.attributes["default"] ?? "",
    type: textOf(node, "type"),
    hasValue: files.has(`environmentvariabledefinitions/${schemaName}/environmentvariablevalues.json`),
  };
}

export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
