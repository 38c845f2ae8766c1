import { createHash } from "node:crypto";
import { variableType } from "../../facts.ts";
import { child, textOf } from "../../read/parse-xml.ts";
import type { ReadSolution, ReadVariable } from "../../read/solution-parts.ts";
import type { Component } from "../component.ts";
import { flattenXml } from "../flatten.ts";
import { describeConnector } from "./describe-connector.ts";
import { describeFlow } from "./describe-flow.ts";

/**
 * A solution as its components. Whether it is managed is no part of it: both zips of a release hold the same. `key` is the
 * same for the solution that is upgraded and the one that it becomes, whatever they are called.
 */
export function describeSolution(solution: ReadSolution, key: string): readonly Component[] {
  return [
    describeManifest(solution, key),
    ...solution.variables.map(describeVariable),
    ...solution.references.map(
      ({ name, displayName, api, customConnectorId, element }): Component => ({
        kind: "connection reference",
        key: name,
        name,
        fields: present({
          displayName,
          connector: api,
          customConnector: customConnectorId,
          customizable: textOf(element, "iscustomizable"),
        }),
        parts: [],
      }),
    ),
    ...solution.connectors.map((connector) => describeConnector(solution, connector)),
    ...solution.flows.map(describeFlow),
    ...otherNodes(solution),
    ...otherFiles(solution),
  ];
}

/** Kinds of components that cosell does not make, tables and apps for one: that they differ is seen, and not where. */
function otherNodes({ customizations, customizationsPath }: ReadSolution): readonly Component[] {
  return customizations.children
    .filter(({ name, children }) => children.length > 0 && !describedNodes.has(name))
    .map((element) => {
      const text = JSON.stringify([...flattenXml(element)]);
      const count = `${element.children.length} of them`;
      return {
        kind: "file",
        key: `${customizationsPath}/${element.name}`,
        name: `${element.name} in ${customizationsPath}`,
        fields: new Map([["content", `${count}, ${fingerprint(new TextEncoder().encode(text))}`]]),
        parts: [],
      };
    });
}

const describedNodes: ReadonlySet<string> = new Set([
  "Workflows",
  "Connectors",
  "connectionreferences",
  "Languages",
]);

/** Files that belong to no component described above, of solutions that hold more than cosell makes. */
function otherFiles({ files, flows, connectors }: ReadSolution): readonly Component[] {
  const described = new Set([
    ...flows.map(({ file }) => file),
    ...connectors.flatMap(({ files: own }) => Object.values(own)),
  ]);
  return [...files]
    .filter(([path]) => !described.has(path) && !describedElsewhere.test(path))
    .map(([path, bytes]) => ({
      kind: "file",
      key: path,
      name: path,
      fields: new Map([["content", `${bytes.length} bytes, ${fingerprint(bytes)}`]]),
      parts: [],
    }));
}

/** Manifests, nodes of components, and variables, in either layout. */
const describedElsewhere =
  /^(?:(?:Other\/)?(?:solution|customizations)\.xml|\[Content_Types\]\.xml|environmentvariabledefinitions\/.*|Workflows\/.*\.data\.xml|Connectors\/.*\.xml)$/i;

/** Enough of a hash to see that a file is another. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

function describeManifest(
  { manifest, uniqueName, version, publisher, prefix }: ReadSolution,
  key: string,
): Component {
  const localized = (name: string): string =>
    child(child(child(manifest, "SolutionManifest"), name), name.replace(/s$/, ""))?.attributes[
      "description"
    ] ?? "";
  return {
    kind: "solution",
    key,
    name: uniqueName,
    fields: present({
      uniqueName,
      version,
      displayName: localized("LocalizedNames"),
      description: localized("Descriptions"),
      publisher: textOf(publisher, "UniqueName"),
      prefix,
    }),
    parts: [],
  };
}

function describeVariable(variable: ReadVariable): Component {
  const { schemaName, displayName, description, type } = variable;
  return {
    kind: "environment variable",
    key: schemaName.toLowerCase(),
    name: schemaName,
    fields: present({
      displayName,
      description,
      type: typeName(type),
      default: variable.default,
      value: variable.hasValue ? "comes with the solution" : undefined,
    }),
    parts: [],
  };
}

/** `text`, `yesNo` …, or the number itself where it is none of ours. */
export function typeName(type: string): string {
  return Object.entries(variableType).find(([, number]) => String(number) === type)?.[0] ?? type;
}

/** What is there of the fields that a component may have. */
export function present(fields: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, value] as const],
    ),
  );
}
