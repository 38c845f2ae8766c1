import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { fileStem, maximumLength } from "../facts.ts";
import { textOf } from "../read/parse-xml.ts";
import { decode } from "../read/read-solution.ts";
import { connectorFileNodes, type ReadConnector, type ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { isObject, objectOf } from "./json-values.ts";
import type { KnownTexts } from "./known-texts.ts";
import { at, bare, type SolutionRule } from "./rule.ts";
import { type ConnectorPart, connectorFindings } from "./solution-connector.ts";

/** Rules about the files that nodes name. */
export const fileRules: readonly SolutionRule[] = [
  { codes: ["FLOW_FILE_MISSING", "FLOW_FILE_NAME", "FLOW_UNREADABLE"], check: flowFiles },
  { codes: ["FLOW_FILE_UNUSED"], check: unusedFlowFiles },
  {
    codes: ["CONNECTOR_FILE_UNNAMED", "CONNECTOR_FILE_MISSING", "CONNECTOR_FILE_TOO_LARGE"],
    check: connectorFiles,
  },
  { codes: ["CONNECTOR_FILE_UNREADABLE"], check: connectorContents },
];

function flowFiles(solution: ReadSolution): readonly Diagnostic[] {
  return solution.flows.flatMap(({ name, id, file, path, text, content, problem }) => {
    if (text === undefined) {
      return [solutionCodes.finding("FLOW_FILE_MISSING", { flow: name, file }, at(solution, path))];
    }
    const reason = problem ?? lackOf(content);
    if (reason !== undefined) {
      return [solutionCodes.finding("FLOW_UNREADABLE", { file, reason }, at(solution, file))];
    }
    const stem = name.replace(fileStem.dropped, "").slice(0, fileStem.length);
    const wanted = `Workflows/${stem}-${bare(id).toUpperCase()}.json`;
    return file === wanted
      ? []
      : [solutionCodes.finding("FLOW_FILE_NAME", { flow: name, file, wanted }, at(solution, file))];
  });
}

/** What a cloud flow has and this file has not. */
function lackOf(content: unknown): string | undefined {
  const { definition } = objectOf(objectOf(content)["properties"]);
  if (!isObject(definition)) return "it has no properties.definition";
  if (!isObject(definition["triggers"])) return "its definition has no triggers";
  return isObject(definition["actions"]) ? undefined : "its definition has no actions";
}

function unusedFlowFiles(solution: ReadSolution): readonly Diagnostic[] {
  const used = new Set(solution.workflows.map(({ file }) => file));
  return [...solution.files.keys()]
    .filter((path) => /^Workflows\/[^/]+\.json$/.test(path) && !used.has(path))
    .map((file) => solutionCodes.finding("FLOW_FILE_UNUSED", { file }, at(solution, file)));
}

/** What a connector need not have: custom code, and an icon, which those made by Copilot Studio come without (measured). */
const optionalNodes: readonly string[] = ["customcodeblobcontent", "iconblob"];

function connectorFiles(solution: ReadSolution): readonly Diagnostic[] {
  return solution.connectors.flatMap((connector) => {
    const { name, files, path } = connector;
    return connectorFileNodes.flatMap((element) => {
      const file = files[element];
      if (file !== "") return [...connectorFile(solution, connector, file)];
      return optionalNodes.includes(element)
        ? []
        : [solutionCodes.finding("CONNECTOR_FILE_UNNAMED", { connector: name, element }, at(solution, path))];
    });
  });
}

function connectorFile(
  solution: ReadSolution,
  { name, path }: ReadConnector,
  file: string,
): readonly Diagnostic[] {
  const content = solution.files.get(file);
  if (content === undefined) {
    return [solutionCodes.finding("CONNECTOR_FILE_MISSING", { connector: name, file }, at(solution, path))];
  }
  if (/\.png$/i.test(file)) return [];
  const { length } = decode(content);
  const maximum = maximumLength.connectorFile;
  return length <= maximum
    ? []
    : [solutionCodes.finding("CONNECTOR_FILE_TOO_LARGE", { file, length, maximum }, at(solution, file))];
}

/** What the rules of connectors say of the definition and of what stands beside it. */
function connectorContents(solution: ReadSolution, known: KnownTexts): readonly Diagnostic[] {
  return solution.connectors.flatMap((connector) => {
    const { files, element } = connector;
    const contentOf = (file: string): string | undefined => {
      const content = solution.files.get(file);
      return content === undefined ? undefined : decode(content);
    };
    const definition = contentOf(files.openapidefinition);
    if (definition === undefined) return [];
    const place = (part: ConnectorPart): string => at(solution, files[part]).where.file;
    return connectorFindings(
      {
        openapidefinition: definition,
        connectionparameters: contentOf(files.connectionparameters),
        policytemplateinstances: contentOf(files.policytemplateinstances),
        iconBrandColor: textOf(element, "iconbrandcolor"),
      },
      place,
      known,
    );
  });
}
