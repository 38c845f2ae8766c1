import type { Check, Group, Outcome } from "../../../solution/doctor/check.ts";
import type { Examination } from "../../../solution/doctor/examine.ts";
import type { DoctorFinding } from "../../../solution/doctor/finding.ts";
import type { Severity } from "../../diagnostics/diagnostic.ts";
import { countFindings, explanation, plural } from "./finding.ts";
import type { Paint, Style } from "./paint.ts";
import { safeText } from "./safe-text.ts";

const titles: Readonly<Record<Group, string>> = {
  machine: "This machine",
  build: "Build",
  settings: "Settings",
  environment: "Environment",
  drift: "Drift",
};

const colours: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "cyan" };

const titleWidth = 24;

/** Gives the text of each check as it ends, with a heading where a group begins. */
export function doctorProgress(paint: Paint): (check: Check, outcome: Outcome) => string {
  let before: Group | undefined;
  return ({ group, title }, outcome) => {
    const heading =
      group === before ? "" : `${before === undefined ? "" : "\n"}${paint("bold", titles[group])}\n`;
    before = group;
    return `${heading}${printCheck(title, outcome, paint)}`;
  };
}

function printCheck(title: string, outcome: Outcome, paint: Paint): string {
  const name = title.padEnd(titleWidth);
  if (outcome.kind === "not looked at") {
    return `  ${paint("dim", `– ${name}not looked at, because ${safeText(outcome.because)}`)}\n`;
  }
  const worst = (["error", "warning"] as const).find((severity) =>
    outcome.findings.some((finding) => finding.severity === severity),
  );
  const sign = worst === undefined ? paint("green", "✔") : paint(colours[worst], "✗");
  const findings = outcome.findings.map((finding) => printDoctorFinding(finding, paint));
  return [`  ${sign} ${name}${safeText(outcome.said)}\n`, ...findings].join("");
}

/** What is wrong and where, what was found there and what should be, and what to do. */
function printDoctorFinding(finding: DoctorFinding, paint: Paint): string {
  const { code, severity, message, why, found, expected, nextActions } = finding;
  const detail = (label: string, text: string): string =>
    `        ${paint("dim", label.padEnd(9))}${safeText(text)}`;
  return [
    `      ${paint(colours[severity], severity)}  ${code}  ${safeText(message)}`,
    detail("where", placeOf(finding)),
    detail("found", found),
    detail("expected", expected),
    ...(why === undefined ? [] : [detail("why", why)]),
    ...nextActions.map(({ label }) => `        ${paint("cyan", "→")} ${safeText(label)}`),
    "",
  ].join("\n");
}

/** `staging › flows › Reconcile`: the parts of a place that is mostly no file. */
function placeOf({ where }: DoctorFinding): string {
  return where === undefined ? "" : [where.file, ...(where.path ?? [])].join(" › ");
}

/** The last lines: how much was looked at, how much was found, what was not looked at. */
export function doctorSummary({ groups, findings }: Examination, paint: Paint): string {
  const checks = groups.flatMap((group) => group.checks);
  const blind = checks.filter(({ outcome }) => outcome.kind === "not looked at").length;
  const worst = findings.some(({ severity }) => severity === "error") ? "red" : "green";
  const seen = `${plural(checks.length - blind, "check")} made`;
  const unseen = blind === 0 ? "" : `, ${blind} not made`;
  const readOn = findings.length === 0 ? "" : `   ${paint("dim", explanation(findings))}`;
  return `\n${paint(worst, countFindings(findings))} · ${seen}${unseen}${readOn}\n`;
}

/** The object that `--json` prints. */
export function doctorJson({ groups, findings }: Examination, environment: string | undefined): string {
  const report = {
    ...(environment === undefined ? {} : { environment }),
    groups: groups.map(({ group, checks }) => ({
      group,
      checks: checks.map(({ key, title, outcome }) => ({ check: key, title, ...shortened(outcome) })),
    })),
    diagnostics: findings,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function shortened(outcome: Outcome) {
  if (outcome.kind === "not looked at") return { outcome: "not looked at", because: outcome.because };
  const { said, findings } = outcome;
  return {
    outcome: findings.length === 0 ? "fine" : "findings",
    said,
    ...(findings.length === 0 ? {} : { codes: findings.map(({ code }) => code) }),
  };
}
