import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import {
  managedDigit,
  maximumLength,
  namePattern,
  optionValuePrefixPattern,
  prefixPattern,
  reservedSuffix,
} from "../facts.ts";
import { child, childrenOf, textOf, type XmlElement } from "../read/parse-xml.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { at, type SolutionRule } from "./rule.ts";

/** Rules about names, versions and their lengths. */
export const nameRules: readonly SolutionRule[] = [
  { codes: ["NAME_INVALID"], check: names },
  { codes: ["NAME_TOO_LONG"], check: lengths },
  { codes: ["PREFIX"], check: prefixes },
  { codes: ["VERSION"], check: version },
  { codes: ["MANAGED_DIGIT"], check: managed },
];

function names(solution: ReadSolution): readonly Diagnostic[] {
  const { uniqueName, publisher, prefix, manifestPath } = solution;
  const isName = (name: string): boolean => namePattern.test(name);
  const looks: readonly (readonly [what: string, name: string, fits: boolean])[] = [
    ["unique name", uniqueName, isName(uniqueName) && !uniqueName.toLowerCase().endsWith(reservedSuffix)],
    [
      "unique name of the publisher",
      textOf(publisher, "UniqueName"),
      isName(textOf(publisher, "UniqueName")),
    ],
    ["prefix", prefix, prefixPattern.test(prefix)],
    [
      "prefix of option values",
      textOf(publisher, "CustomizationOptionValuePrefix"),
      optionValuePrefixPattern.test(textOf(publisher, "CustomizationOptionValuePrefix")),
    ],
  ];
  return looks
    .filter(([, , fits]) => !fits)
    .map(([what, name]) => solutionCodes.finding("NAME_INVALID", { what, name }, at(solution, manifestPath)));
}

interface Text {
  readonly what: string;
  readonly text: string;
  readonly maximum: number;
  readonly file: string;
}

function lengths(solution: ReadSolution): readonly Diagnostic[] {
  return textsOf(solution)
    .filter(({ text, maximum }) => text.length > maximum)
    .map(({ what, text, maximum, file }) =>
      solutionCodes.finding(
        "NAME_TOO_LONG",
        { what, text: `${text.slice(0, 40)}…`, length: text.length, maximum },
        at(solution, file),
      ),
    );
}

/** Every text that goes into a column of known length. */
function textsOf(solution: ReadSolution): readonly Text[] {
  const { manifestPath: file, flows, connectors, references, variables } = solution;
  const labels = (parent: XmlElement | undefined, list: string): readonly string[] =>
    childrenOf(child(parent, list), list.slice(0, -1)).map(
      ({ attributes }) => attributes["description"] ?? "",
    );
  const manifest = child(solution.manifest, "SolutionManifest");
  return [
    { what: "unique name", text: solution.uniqueName, maximum: maximumLength.uniqueName, file },
    ...labels(manifest, "LocalizedNames").map((text) => ({
      what: "display name of the solution",
      text,
      maximum: maximumLength.solutionDisplayName,
      file,
    })),
    ...labels(manifest, "Descriptions").map((text) => ({
      what: "description of the solution",
      text,
      maximum: maximumLength.solutionDescription,
      file,
    })),
    ...flows.map(({ name: text, path }) => ({
      what: "name of a flow",
      text,
      maximum: maximumLength.flowName,
      file: path,
    })),
    ...connectors.flatMap(({ name, displayName, description, path }) => [
      { what: "name of a connector", text: name, maximum: maximumLength.connectorName, file: path },
      {
        what: "display name of a connector",
        text: displayName,
        maximum: maximumLength.connectorDisplayName,
        file: path,
      },
      {
        what: "description of a connector",
        text: description,
        maximum: maximumLength.connectorDescription,
        file: path,
      },
    ]),
    ...references.flatMap(({ name, displayName, path }) => [
      { what: "connection reference", text: name, maximum: maximumLength.referenceName, file: path },
      {
        what: "display name of a connection reference",
        text: displayName,
        maximum: maximumLength.referenceDisplayName,
        file: path,
      },
    ]),
    ...variables.flatMap(({ schemaName, displayName, description, default: value = "", path }) => [
      { what: "variable", text: schemaName, maximum: maximumLength.variableSchemaName, file: path },
      {
        what: "display name of a variable",
        text: displayName,
        maximum: maximumLength.variableDisplayName,
        file: path,
      },
      {
        what: "description of a variable",
        text: description,
        maximum: maximumLength.variableDescription,
        file: path,
      },
      { what: "default of a variable", text: value, maximum: maximumLength.variableDefault, file: path },
    ]),
  ];
}

function prefixes(solution: ReadSolution): readonly Diagnostic[] {
  const { prefix, connectors, references, variables } = solution;
  const named = [
    ...connectors,
    ...references,
    ...variables.map(({ schemaName, path }) => ({ name: schemaName, path })),
  ];
  return named
    .filter(({ name }) => !name.toLowerCase().startsWith(`${prefix.toLowerCase()}_`))
    .map(({ name, path }) => solutionCodes.finding("PREFIX", { name, prefix }, at(solution, path)));
}

/** Most have four numbers (206 of 214 measured), but two and three are imported, too. */
function version(solution: ReadSolution): readonly Diagnostic[] {
  if (/^\d{1,9}(?:\.\d{1,9}){1,3}$/.test(solution.version)) return [];
  return [
    solutionCodes.finding("VERSION", { version: solution.version }, at(solution, solution.manifestPath)),
  ];
}

function managed(solution: ReadSolution): readonly Diagnostic[] {
  const { managed: digit, isZip, manifestPath } = solution;
  const inZip = [managedDigit.unmanaged, managedDigit.managed];
  const allowed = (isZip ? inZip : [...inZip, managedDigit.both]).map(String);
  if (allowed.includes(digit)) return [];
  return [solutionCodes.finding("MANAGED_DIGIT", { digit }, { ...at(solution, manifestPath), allowed })];
}
