import type { Command } from "commander";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import type { Host } from "../command.ts";
import { printAzure, printGithub } from "./annotations.ts";
import { printFinding, type Sources } from "./finding.ts";
import { painter } from "./paint.ts";
import { printSarif } from "./sarif.ts";

/** How findings can be printed: for people, for programs, and in the forms that pipelines show beside the code. */
export const formats = ["text", "json", "sarif", "github", "azure"] as const;
export type Format = (typeof formats)[number];

/** Prints findings: for people on standard error, for programs and pipelines on standard output. */
export function printFindings(
  findings: readonly Diagnostic[],
  sources: Sources,
  format: Format,
  host: Host,
): void {
  if (format !== "text") host.stdout(formatted(format, findings));
  else for (const finding of findings) host.stderr(printFinding(finding, sources, painter(host.colour)));
}

function formatted(format: Exclude<Format, "text">, findings: readonly Diagnostic[]): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ diagnostics: findings }, undefined, 2)}\n`;
    case "sarif":
      return printSarif(findings);
    case "github":
      return printGithub(findings);
    case "azure":
      return printAzure(findings);
  }
}

export function addFormat(command: Command): Command {
  return command
    .option("--format <format>", `how findings are printed: ${formats.join(", ")}`, "text")
    .option("--json", "the same as --format json: one object on standard output");
}

/** The form that the options ask for; `--json` is short for `--format json`. */
export function chosenFormat(options: Readonly<Record<string, unknown>>, command: string): Format {
  if (options["json"] === true) return "json";
  const given = options["format"] ?? "text";
  const format = formats.find((candidate) => candidate === given);
  if (format !== undefined) return format;
  throw new Failure(
    commandLineCodes.finding(
      "USAGE",
      { problem: `"${String(given)}" is no format of findings.`, command: `${command} ` },
      { allowed: formats },
    ),
  );
}
