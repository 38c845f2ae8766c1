import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { componentType, fileStem, maximumLength } from "../facts.ts";
import { child, parseXml, type XmlElement } from "../read/parse-xml.ts";
import { decode, type ReadSolution } from "../read/read-solution.ts";
import { solutionCodes } from "./codes.ts";

/** One thing that is looked at; a rule names every code it can give. */
export interface SolutionRule {
  readonly codes: readonly (keyof typeof solutionCodes.declarations)[];
  readonly check: (solution: ReadSolution) => readonly Diagnostic[];
}

const at = (solution: ReadSolution, path: string) => ({ where: { file: `${solution.source}/${path}` } });

/** Rules about the zip, its two lists, and what they name. Measured on 212 solutions in Microsoft's repositories. */
export const solutionRules: readonly SolutionRule[] = [
  { codes: ["CONTENT_TYPE_MISSING", "CONTENT_TYPE_EXTRA"], check: contentTypes },
  { codes: ["ELEMENT_ORDER"], check: elementOrder },
  { codes: ["ROOT_WITHOUT_NODE", "NODE_WITHOUT_ROOT", "ROOT_TYPE_WRONG"], check: rootComponents },
  { codes: ["ID_FORM"], check: idForms },
  { codes: ["FLOW_FILE_MISSING", "FLOW_FILE_NAME", "FLOW_UNREADABLE"], check: flowFiles },
  { codes: ["CONNECTOR_FILE_MISSING", "CONNECTOR_FILE_TOO_LARGE"], check: connectorFiles },
  { codes: ["PREFIX"], check: prefixes },
  { codes: ["VERSION"], check: version },
  { codes: ["VALUE_SHIPPED", "SECRET_SHIPPED"], check: shipped },
  { codes: ["DEPENDENCY_MISSING"], check: dependencies },
];

function contentTypes(solution: ReadSolution): readonly Diagnostic[] {
  if (solution.layout === "folder") return [];
  const path = "[Content_Types].xml";
  const content = solution.files.get(path);
  if (content === undefined)
    return [solutionCodes.finding("FILE_MISSING", { file: path }, at(solution, path))];
  const read = parseXml(decode(content));
  if (!read.ok)
    return [solutionCodes.finding("XML_INVALID", { file: path, reason: read.reason }, at(solution, path))];
  const named = read.root.children
    .filter(({ name }) => name === "Default")
    .map(({ attributes }) => attributes["Extension"] ?? "");
  const overridden = new Set(
    read.root.children
      .filter(({ name }) => name === "Override")
      .map(({ attributes }) => attributes["PartName"]),
  );
  const present = new Set(
    [...solution.files.keys()]
      .filter((each) => each !== path && !overridden.has(`/${each}`))
      .map((each) => /\.([^./]+)$/.exec(each)?.[1])
      .filter((each) => each !== undefined),
  );
  const missing = [...present].filter((each) => !named.includes(each));
  const extra = named.filter((each) => each !== "xml" && !present.has(each));
  return [
    ...missing.map((extension) =>
      solutionCodes.finding("CONTENT_TYPE_MISSING", { extension }, at(solution, path)),
    ),
    ...extra.map((extension) =>
      solutionCodes.finding("CONTENT_TYPE_EXTRA", { extension }, at(solution, path)),
    ),
  ];
}

const manifestOrder = [
  "UniqueName",
  "LocalizedNames",
  "Descriptions",
  "Version",
  "Managed",
  "Publisher",
  "RootComponents",
  "MissingDependencies",
];
const customizationsOrder = [
  "Entities",
  "Roles",
  "Workflows",
  "FieldSecurityProfiles",
  "Templates",
  "EntityMaps",
  "EntityRelationships",
  "OrganizationSettings",
  "optionsets",
  "CustomControls",
  "EntityDataProviders",
  "Connectors",
  "connectionreferences",
  "Languages",
];

/** Only elements whose place is known are compared; others may stand between them. */
function elementOrder(solution: ReadSolution): readonly Diagnostic[] {
  const look = (
    parent: XmlElement | undefined,
    order: readonly string[],
    path: string,
  ): readonly Diagnostic[] => {
    const known = (parent?.children ?? []).map(({ name }) => name).filter((name) => order.includes(name));
    const sorted = [...known].sort((left, right) => order.indexOf(left) - order.indexOf(right));
    const index = known.findIndex((name, place) => name !== sorted[place]);
    if (index < 0) return [];
    const data = { file: path, element: known[index] ?? "", wanted: sorted[index] ?? "" };
    return [solutionCodes.finding("ELEMENT_ORDER", data, at(solution, path))];
  };
  return [
    ...look(child(solution.manifest, "SolutionManifest"), manifestOrder, solution.manifestPath),
    ...look(solution.customizations, customizationsOrder, solution.customizationsPath),
  ];
}

const bare = (id: string): string => id.replace(/[{}]/g, "").toLowerCase();

function rootComponents(solution: ReadSolution): readonly Diagnostic[] {
  const { rootComponents: roots, manifestPath, customizationsPath } = solution;
  const listed = (type: number): readonly string[] =>
    roots.filter((root) => root.type === String(type)).map(({ id }) => bare(id));
  const compare = (type: number, nodes: readonly string[]): readonly Diagnostic[] => [
    ...listed(type)
      .filter((id) => !nodes.includes(id))
      .map((id) => solutionCodes.finding("ROOT_WITHOUT_NODE", { id }, at(solution, manifestPath))),
    ...nodes
      .filter((id) => !listed(type).includes(id))
      .map((id) => solutionCodes.finding("NODE_WITHOUT_ROOT", { id }, at(solution, customizationsPath))),
  ];
  const wrong = roots
    .filter(({ type }) => type === "380" || type === "381")
    .map(({ type }) => solutionCodes.finding("ROOT_TYPE_WRONG", { type }, at(solution, manifestPath)));
  // Classic workflows are listed with the same type; where there are any, only missing cloud flows can be told.
  const flows = compare(
    componentType.workflow,
    solution.flows.map(({ id }) => bare(id)),
  );
  const hasOthers =
    (child(solution.customizations, "Workflows")?.children.length ?? 0) > solution.flows.length;
  const kept = hasOthers ? flows.filter(({ code }) => code !== "SOL.ROOT_WITHOUT_NODE") : flows;
  return [
    ...kept,
    ...compare(
      componentType.connector,
      solution.connectors.map(({ id }) => bare(id)),
    ),
    ...wrong,
  ];
}

const braced = /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/;

function idForms(solution: ReadSolution): readonly Diagnostic[] {
  const form = "a lower-case GUID in braces";
  const ids = [
    ...solution.rootComponents.map(({ id }) => id).filter((id) => id !== ""),
    ...solution.flows.map(({ id }) => id),
  ];
  return [...new Set(ids)]
    .filter((id) => !braced.test(id))
    .map((id) => solutionCodes.finding("ID_FORM", { id, form }, at(solution, solution.manifestPath)));
}

function flowFiles(solution: ReadSolution): readonly Diagnostic[] {
  return solution.flows.flatMap(({ name, id, file, content }) => {
    if (!solution.files.has(file)) {
      return [
        solutionCodes.finding(
          "FLOW_FILE_MISSING",
          { flow: name, file },
          at(solution, solution.customizationsPath),
        ),
      ];
    }
    if (!hasDefinition(content)) {
      const reason = content === undefined ? "it is no JSON" : "it has no properties.definition";
      return [solutionCodes.finding("FLOW_UNREADABLE", { file, reason }, at(solution, file))];
    }
    const stem = name.replace(fileStem.dropped, "").slice(0, fileStem.length);
    const wanted = `Workflows/${stem}-${bare(id).toUpperCase()}.json`;
    return file === wanted
      ? []
      : [solutionCodes.finding("FLOW_FILE_NAME", { flow: name, file, wanted }, at(solution, file))];
  });
}

function hasDefinition(content: unknown): boolean {
  const properties = property(content, "properties");
  return (
    typeof property(properties, "definition") === "object" && property(properties, "definition") !== null
  );
}

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

function connectorFiles(solution: ReadSolution): readonly Diagnostic[] {
  return solution.connectors.flatMap(({ name, files }) =>
    files.flatMap((file) => {
      const content = solution.files.get(file);
      if (content === undefined) {
        return [
          solutionCodes.finding(
            "CONNECTOR_FILE_MISSING",
            { connector: name, file },
            at(solution, solution.customizationsPath),
          ),
        ];
      }
      if (!file.endsWith(".json")) return [];
      const { length } = decode(content);
      const maximum = maximumLength.connectorFile;
      return length < maximum
        ? []
        : [solutionCodes.finding("CONNECTOR_FILE_TOO_LARGE", { file, length, maximum }, at(solution, file))];
    }),
  );
}

function prefixes(solution: ReadSolution): readonly Diagnostic[] {
  const { prefix } = solution;
  const names = [
    ...solution.connectors.map(({ name }) => name),
    ...solution.references.map(({ name }) => name),
    ...solution.variables.map(({ schemaName }) => schemaName),
  ];
  return names
    .filter((name) => !name.toLowerCase().startsWith(`${prefix.toLowerCase()}_`))
    .map((name) =>
      solutionCodes.finding("PREFIX", { name, prefix }, at(solution, solution.customizationsPath)),
    );
}

function version(solution: ReadSolution): readonly Diagnostic[] {
  if (/^\d+(?:\.\d+){1,3}$/.test(solution.version)) return [];
  return [
    solutionCodes.finding("VERSION", { version: solution.version }, at(solution, solution.manifestPath)),
  ];
}

function shipped(solution: ReadSolution): readonly Diagnostic[] {
  const values = solution.variables
    .filter(({ hasValue }) => hasValue)
    .map(({ schemaName }) => {
      const path = `environmentvariabledefinitions/${schemaName}/environmentvariablevalues.json`;
      return solutionCodes.finding("VALUE_SHIPPED", { variable: schemaName }, at(solution, path));
    });
  const secrets = solution.connectors
    .flatMap(({ files }) => files.filter((file) => file.endsWith("_connectionparameters.json")))
    .filter((file) =>
      /"clientSecret"\s*:\s*"[^"]+"/i.test(decode(solution.files.get(file) ?? new Uint8Array())),
    )
    .map((file) => solutionCodes.finding("SECRET_SHIPPED", { file }, at(solution, file)));
  return [...values, ...secrets];
}

/** A reference to a custom connector that is not in the solution must be named among the missing dependencies. */
function dependencies(solution: ReadSolution): readonly Diagnostic[] {
  const own = new Set(solution.connectors.map(({ id }) => bare(id)));
  return solution.references.flatMap(({ name, customConnectorId }) => {
    const id = bare(customConnectorId);
    if (id === "" || own.has(id)) return [];
    const isNamed = solution.required.some((each) => bare(each.id) === id && each.dependent === name);
    return isNamed
      ? []
      : [
          solutionCodes.finding(
            "DEPENDENCY_MISSING",
            { name, connector: id },
            at(solution, solution.manifestPath),
          ),
        ];
  });
}
