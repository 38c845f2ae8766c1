import { checkConnector } from "../../connector/rules/check-connector.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { solutionCodes } from "./codes.ts";
import { inFile, type KnownTexts } from "./known-texts.ts";

/** The files of a connector that are read, by the element that names each. */
export type ConnectorPart = "openapidefinition" | "connectionparameters" | "policytemplateinstances";

/** A custom connector as a solution holds it: what apiProperties.json says lies in files and elements of its own. */
export interface ConnectorTexts extends Readonly<Partial<Record<ConnectorPart, string | undefined>>> {
  readonly openapidefinition: string;
  readonly iconBrandColor: string;
}

/** Findings about the definition and the properties; `place` says how findings call a file. */
export function connectorFindings(
  texts: ConnectorTexts,
  place: (part: ConnectorPart) => string,
  known: KnownTexts,
): readonly Diagnostic[] {
  const { openapidefinition, connectionparameters, policytemplateinstances, iconBrandColor } = texts;
  const key = [openapidefinition, connectionparameters, policytemplateinstances, iconBrandColor].join("\0");
  const found = known.connector(key, () => findings(texts, known));
  return found.map(([part, finding]) => inFile(finding, place(part)));
}

type Located = readonly [part: ConnectorPart, finding: Diagnostic];

function findings(texts: ConnectorTexts, known: KnownTexts): readonly Located[] {
  const definition = known.json(texts.openapidefinition);
  const reason = definition.ok ? undefined : definition.reason;
  const ofDefinition = definition.ok ? checkConnector("", definition.value) : undefined;
  if (!definition.ok || ofDefinition === undefined) {
    const data = { file: "The definition", reason: reason ?? "it is no OpenAPI 2.0 definition" };
    return [["openapidefinition", solutionCodes.finding("CONNECTOR_FILE_UNREADABLE", data)]];
  }
  const parameters = jsonOf(texts.connectionparameters, known);
  const policies = jsonOf(texts.policytemplateinstances, known);
  const properties = {
    properties: {
      ...(texts.iconBrandColor === "" ? {} : { iconBrandColor: texts.iconBrandColor }),
      connectionParameters: parameters ?? {},
      policyTemplateInstances: policies ?? [],
    },
  };
  const ofProperties = checkConnector("", properties, definition.value) ?? [];
  return [
    ...doubtful(texts, known),
    ...ofDefinition.map((finding): Located => ["openapidefinition", finding]),
    // A solution may leave the colour out, a file of properties may not.
    ...ofProperties
      .filter(({ where }) => texts.iconBrandColor !== "" || where?.path?.[1] !== "iconBrandColor")
      .map(relocated),
  ];
}

/** What is to be said of files that are no JSON, or are it to some readers only. */
function doubtful(texts: ConnectorTexts, known: KnownTexts): readonly Located[] {
  return (["openapidefinition", "connectionparameters", "policytemplateinstances"] as const).flatMap(
    (part) => {
      const text = texts[part];
      // An export leaves the file of a connector without parameters empty.
      const read = text === undefined || text.trim() === "" ? undefined : known.json(text);
      if (read === undefined || (read.ok && read.isLoose !== true)) return [];
      const file = `The ${part}`;
      const finding = read.ok
        ? solutionCodes.finding("JSON_LOOSE", { file })
        : solutionCodes.finding("JSON_INVALID", { file, reason: read.reason });
      return [[part, finding]];
    },
  );
}

/** Undefined where there is nothing to read. */
function jsonOf(text: string | undefined, known: KnownTexts): unknown {
  const read = text === undefined ? undefined : known.json(text);
  return read?.ok ? read.value : undefined;
}

/** A finding about the properties as a whole, in the file that holds the part it is about. */
function relocated(finding: Diagnostic): Located {
  const [, member, ...rest] = finding.where?.path ?? [];
  const where = { file: "", path: rest };
  switch (member) {
    case "connectionParameters":
      return ["connectionparameters", { ...finding, where }];
    case "policyTemplateInstances":
      return ["policytemplateinstances", { ...finding, where }];
    default:
      return ["connectionparameters", { ...finding, where: { file: "" } }];
  }
}
