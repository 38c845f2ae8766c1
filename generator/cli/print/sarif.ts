import type { Diagnostic, Place, Severity } from "../../diagnostics/diagnostic.ts";

/** A log of the Static Analysis Results Interchange Format 2.1.0, with what its viewers need and no more. */
export function printSarif(findings: readonly Diagnostic[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "cosell", rules: codes.map((code) => rule(code, findings)) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: [finding.message, finding.why].filter((text) => text !== undefined).join(" ") },
          ...(finding.where === undefined ? {} : { locations: [location(finding.where)] }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function rule(code: string, findings: readonly Diagnostic[]) {
  const advice = findings.find((finding) => finding.code === code)?.nextActions.at(-1)?.label ?? "";
  return { id: code, help: { text: advice } };
}

function location({ file, start, end, path }: Place) {
  const region =
    start === undefined
      ? {}
      : {
          region: {
            startLine: start.line,
            startColumn: start.column,
            ...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
          },
        };
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) }, ...region },
    ...(path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: `/${path.join("/")}` }] }),
  };
}
