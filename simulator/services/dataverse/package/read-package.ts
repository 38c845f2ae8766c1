import { unzipSync } from "fflate";
import { componentTypes, errorCodes } from "../facts.ts";
import type {
  MissingDependency,
  PackagedConnector,
  PackagedFlow,
  PackagedReference,
  PackagedVariable,
  PackageReading,
  SolutionPackage,
} from "./solution-package.ts";
import { all, attribute, type Element, filledChildren, first, parseXml, textAt } from "./xml.ts";

/**
 * Reads a solution zip as far as the import needs it. What the platform refuses as a file is a reading that is not
 * ok; it is not this function's job to say whether the package is a good one.
 */
export function readPackage(zip: Uint8Array): PackageReading {
  const known = readings.get(zip);
  if (known !== undefined) return known;
  const reading = read(zip);
  readings.set(zip, reading);
  return reading;
}

/** The same zip is imported into one tenant after another; the bytes of a zip stay as they were made. */
const readings = new WeakMap<Uint8Array, PackageReading>();

function read(zip: Uint8Array): PackageReading {
  const files = unzip(zip);
  const solutionText = files?.get("solution.xml");
  const customizationsText = files?.get("customizations.xml");
  if (
    files === undefined ||
    solutionText === undefined ||
    customizationsText === undefined ||
    !files.has("[content_types].xml")
  ) {
    return refused(
      errorCodes.badZip,
      "The solution file is invalid. The compressed file must contain the following files at its root: solution.xml, customizations.xml, and [Content_Types].xml.",
    );
  }
  const solution = parseXml(solutionText);
  const customizations = parseXml(customizationsText);
  if (solution === undefined || customizations === undefined) {
    return refused(
      errorCodes.invalidXml,
      "This solution package cannot be imported because it contains invalid XML.",
    );
  }
  try {
    return { ok: true, value: assemble(files, solution, customizations) };
  } catch (error) {
    if (error instanceof Incomplete) return refused(errorCodes.invalidXml, error.message);
    throw error;
  }
}

/** Something the package must hold is not there. */
class Incomplete extends Error {}

type Files = ReadonlyMap<string, string>;

/** Files by lower-case path with forward slashes, as the platform finds them. */
function unzip(zip: Uint8Array): Files | undefined {
  try {
    const decoder = new TextDecoder();
    return new Map(
      Object.entries(unzipSync(zip)).map(([name, bytes]) => [
        name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase(),
        decoder.decode(bytes),
      ]),
    );
  } catch {
    return undefined;
  }
}

function assemble(files: Files, solution: Element, customizations: Element): SolutionPackage {
  const manifest = first(solution, "ImportExportXml", "SolutionManifest");
  const root = first(customizations, "ImportExportXml");
  const uniqueName = needed(textAt(manifest, "UniqueName"), "SolutionManifest/UniqueName");
  const localized = first(manifest, "LocalizedNames", "LocalizedName");
  return {
    uniqueName,
    friendlyName: (localized === undefined ? undefined : attribute(localized, "description")) ?? uniqueName,
    version: needed(textAt(manifest, "Version"), "SolutionManifest/Version"),
    managed: needed(textAt(manifest, "Managed"), "SolutionManifest/Managed") === "1",
    publisher: {
      uniqueName: needed(textAt(manifest, "Publisher", "UniqueName"), "Publisher/UniqueName"),
      prefix: needed(textAt(manifest, "Publisher", "CustomizationPrefix"), "Publisher/CustomizationPrefix"),
    },
    flows: all(root, "Workflows", "Workflow").map((node) => flow(files, node)),
    connectors: all(root, "Connectors", "Connector").map((node) => connector(files, node)),
    connectionReferences: all(root, "connectionreferences", "connectionreference").map(reference),
    variables: variables(files),
    missingDependencies: all(manifest, "MissingDependencies", "MissingDependency").map(dependency),
    otherComponents: otherComponents(manifest, root),
  };
}

function flow(files: Files, node: Element): PackagedFlow {
  const path = needed(textAt(node, "JsonFileName"), "Workflow/JsonFileName");
  return {
    id: guid(needed(attribute(node, "WorkflowId"), "Workflow/@WorkflowId")),
    name: needed(attribute(node, "Name"), "Workflow/@Name"),
    description: attribute(node, "Description"),
    on: textAt(node, "StateCode") === "1",
    customizable: textAt(node, "IsCustomizable") !== "0",
    clientData: file(files, path),
  };
}

function connector(files: Files, node: Element): PackagedConnector {
  const content = (name: string): string => file(files, needed(textAt(node, name), `Connector/${name}`));
  return {
    id: guid(needed(textAt(node, "connectorid"), "Connector/connectorid")),
    name: needed(textAt(node, "name"), "Connector/name"),
    displayName: needed(textAt(node, "displayname"), "Connector/displayname"),
    description: textAt(node, "description"),
    iconBrandColor: textAt(node, "iconbrandcolor"),
    openApiDefinition: content("openapidefinition"),
    connectionParameters: content("connectionparameters"),
    policyTemplateInstances: content("policytemplateinstances"),
  };
}

function reference(node: Element): PackagedReference {
  const custom = textAt(node, "customconnectorid", "connectorid");
  const logicalName = needed(
    attribute(node, "connectionreferencelogicalname"),
    "connectionreference/@connectionreferencelogicalname",
  );
  return {
    logicalName,
    displayName: textAt(node, "connectionreferencedisplayname") ?? logicalName,
    connectorId: needed(textAt(node, "connectorid"), "connectionreference/connectorid"),
    customConnectorId: custom === undefined ? undefined : guid(custom),
  };
}

function variables(files: Files): readonly PackagedVariable[] {
  const found: PackagedVariable[] = [];
  for (const [path, text] of files) {
    if (!/^environmentvariabledefinitions\/[^/]+\/environmentvariabledefinition\.xml$/.test(path)) continue;
    const node = first(parseXml(text), "environmentvariabledefinition");
    if (node === undefined) throw new Incomplete(`${path} cannot be read`);
    const schemaName = needed(attribute(node, "schemaname"), "environmentvariabledefinition/@schemaname");
    const displayName = first(node, "displayname");
    const description = first(node, "description");
    found.push({
      schemaName,
      displayName: (displayName === undefined ? undefined : attribute(displayName, "default")) ?? schemaName,
      description: description === undefined ? undefined : attribute(description, "default"),
      type: Number(textAt(node, "type") ?? 100000000),
      defaultValue: textAt(node, "defaultvalue"),
      required: textAt(node, "isrequired") === "1",
      value: currentValue(files.get(path.replace("definition.xml", "values.json"))),
    });
  }
  return found;
}

function currentValue(text: string | undefined): PackagedVariable["value"] {
  if (text === undefined) return undefined;
  const match = dig(parseJson(text), "environmentvariablevalues", "environmentvariablevalue");
  const value = dig(match, "value");
  const id = dig(match, "@environmentvariablevalueid");
  if (typeof value !== "string") return undefined;
  return { text: value, id: typeof id === "string" ? guid(id) : undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Incomplete("environmentvariablevalues.json cannot be read");
  }
}

function dig(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.entries(current).find(([key]) => key === name)?.[1];
  }
  return current;
}

function dependency(node: Element): MissingDependency {
  const required = first(node, "Required") ?? {};
  const dependent = first(node, "Dependent") ?? {};
  const id = attribute(required, "id");
  return {
    type: attribute(required, "type") ?? "",
    id: id === undefined ? undefined : guid(id),
    schemaName: attribute(required, "schemaName") ?? attribute(required, "id.connectionreferencelogicalname"),
    displayName: attribute(required, "displayName"),
    solution: attribute(required, "solution"),
    dependent: attribute(dependent, "displayName") ?? attribute(dependent, "id") ?? "",
  };
}

const emulatedNodes = new Set(["Workflows", "Connectors", "connectionreferences", "Languages"]);

function otherComponents(manifest: Element | undefined, root: Element | undefined): readonly string[] {
  const known: readonly string[] = [componentTypes.workflow, componentTypes.connector];
  const roots = all(manifest, "RootComponents", "RootComponent")
    .filter((node) => !known.includes(attribute(node, "type") ?? ""))
    .map((node) => `component type ${attribute(node, "type") ?? "?"}`);
  return [...roots, ...filledChildren(root).filter((name) => !emulatedNodes.has(name))];
}

function file(files: Files, path: string): string {
  const text = files.get(path.replaceAll("\\", "/").replace(/^\//, "").toLowerCase());
  if (text === undefined) throw new Incomplete(`The file ${path} is not in the package.`);
  return text.replace(/^\uFEFF/, "");
}

function guid(text: string): string {
  return text.replace(/[{}]/g, "").toLowerCase();
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === "") throw new Incomplete(`${what} is missing.`);
  return value;
}

function refused(code: string, message: string): PackageReading {
  return { ok: false, code, message };
}
