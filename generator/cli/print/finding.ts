import { type Diagnostic, hasErrors, type NextAction, type Severity } from "../../diagnostics/diagnostic.ts";
import { frame } from "./frame.ts";
import type { Paint, Style } from "./paint.ts";
import { safeText } from "./safe-text.ts";

/** The texts of the files that findings point into, by the name under which the finding has the file. */
export type Sources = ReadonlyMap<string, string>;

const colours: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "cyan" };

/** One finding for a person: where, what, the lines around it, why, what is allowed and what to do. */
export function printFinding(finding: Diagnostic, sources: Sources, paint: Paint): string {
  const { where } = finding;
  const source = where === undefined ? undefined : sources.get(where.file);
  const head = [
    ...(where === undefined ? [] : [paint("bold", safeText(placeName(finding)))]),
    paint(colours[finding.severity], finding.severity),
    finding.code,
    safeText(finding.message),
  ].join("  ");
  return [
    head,
    ...(where === undefined || source === undefined ? [] : frame(where, source, paint)),
    ...detail(paint, "why", finding.why),
    ...detail(paint, "allowed", finding.allowed === undefined ? undefined : listed(finding.allowed)),
    ...finding.nextActions.map((action) => `  ${paint("cyan", "→")} ${safeText(advice(action))}`),
    "",
  ].join("\n");
}

/** `mapping.yaml:41:17`, or the file with the path inside it, or the file alone. */
export function placeName({ where }: Diagnostic): string {
  if (where === undefined) return "";
  if (where.start !== undefined) return `${where.file}:${where.start.line}:${where.start.column}`;
  return where.path === undefined || where.path.length === 0
    ? where.file
    : `${where.file}#/${where.path.join("/")}`;
}

/** The last line of a check: `1 error, 2 warnings in 84 ms`, and where to read on. */
export function printSummary(findings: readonly Diagnostic[], milliseconds: number, paint: Paint): string {
  const counted = `${countFindings(findings)} in ${Math.round(milliseconds)} ms`;
  const readOn = findings.length === 0 ? "" : `   ${paint("dim", explanation(findings))}`;
  return `${paint(hasErrors(findings) ? "red" : "green", counted)}${readOn}\n`;
}

/** `1 error, 2 warnings`. */
export function countFindings(findings: readonly Diagnostic[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The command that explains the codes of these findings. */
export function explanation(findings: readonly Diagnostic[]): string {
  const codes = new Set(findings.map((finding) => finding.code));
  const [only] = codes;
  return `cosell explain ${codes.size === 1 ? only : "CODE"}`;
}

function advice(action: NextAction): string {
  switch (action.kind) {
    case "edit-file":
      return action.label;
    case "run-command":
      return `${action.label}: ${action.command}`;
    case "open-docs":
      return `${action.label}: ${action.path}`;
  }
}

function detail(paint: Paint, label: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const [first = "", ...others] = text.split("\n").map(safeText);
  return [`  ${paint("dim", label.padEnd(7))} ${first}`, ...others.map((line) => `${" ".repeat(10)}${line}`)];
}

/** Characters of a line of what is allowed. */
const width = 90;

/** Words with commas between them, a new line wherever one is full. */
function listed(words: readonly string[]): string {
  return words.reduce((text, word, index) => {
    if (index === 0) return word;
    const last = text.slice(text.lastIndexOf("\n") + 1);
    return `${text},${last.length + word.length + 3 > width ? "\n" : " "}${word}`;
  }, "");
}
