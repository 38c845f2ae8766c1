import type { Diagnostic, Severity } from "../../diagnostics/diagnostic.ts";

/** Workflow commands of GitHub Actions ("Workflow commands", setting an error message). */
export function printGithub(findings: readonly Diagnostic[]): string {
  return findings
    .map((finding) => {
      const properties = {
        title: finding.code,
        file: finding.where?.file,
        line: finding.where?.start?.line,
        endLine: finding.where?.end?.line,
        col: finding.where?.start?.column,
        endColumn: finding.where?.end?.column,
      };
      const command = githubCommand[finding.severity];
      return `::${command} ${list(properties, ",", escapeProperty)}::${escapeMessage(sentence(finding))}\n`;
    })
    .join("");
}

const githubCommand: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** Logging commands of Azure Pipelines ("Logging commands", LogIssue), which know errors and warnings only. */
export function printAzure(findings: readonly Diagnostic[]): string {
  return findings
    .filter((finding) => finding.severity !== "info")
    .map((finding) => {
      const properties = {
        type: finding.severity,
        sourcepath: finding.where?.file,
        linenumber: finding.where?.start?.line,
        columnnumber: finding.where?.start?.column,
        code: finding.code,
      };
      const issue = list(properties, ";", escapeAzure);
      return `##vso[task.logissue ${issue}]${escapeAzure(sentence(finding))}\n`;
    })
    .join("");
}

function sentence({ message, why, allowed, nextActions }: Diagnostic): string {
  const parts = [
    message,
    why,
    allowed === undefined ? undefined : `Allowed: ${allowed.join(", ")}.`,
    ...nextActions.map(({ label }) => label),
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}

function list(
  properties: Readonly<Record<string, string | number | undefined>>,
  separator: string,
  encode: (text: string) => string,
): string {
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encode(String(value))}`)
    .join(separator);
}

/** Both services decode percent signs, and would take a raw line break for the end of the command. */
function escapeMessage(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

function escapeAzure(text: string): string {
  return text
    .replace(/%/g, "%AZP25")
    .replace(/\r/g, "%0D")
    .replace(/\n/g, "%0A")
    .replace(/\]/g, "%5D")
    .replace(/;/g, "%3B");
}
