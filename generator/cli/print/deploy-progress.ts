import type { Mask } from "../../../solution/deploy/mask.ts";
import type { Release } from "../../../solution/deploy/steps/release.ts";
import type { Step } from "../../../solution/deploy/steps/step.ts";
import type { LookedAt, Outcome, StepReport } from "../../../solution/deploy/steps/take-steps.ts";
import type { Host } from "../command.ts";
import { type Paint, painter, type Style } from "./paint.ts";
import { safeText } from "./safe-text.ts";

/** What a release shows of itself on standard error: what it will do, and each step as it goes. Nothing leaves unmasked. */
export interface DeployProgress {
  readonly heading: (release: Release, what: string) => void;
  readonly plan: (looks: readonly LookedAt[]) => void;
  readonly begins: (step: Step) => void;
  readonly line: (text: string) => void;
  readonly ended: (report: StepReport, milliseconds: number) => void;
  readonly instructions: (lines: readonly string[]) => void;
  readonly words: (text: string) => void;
}

const marks: Readonly<Record<Outcome, readonly [mark: string, style: Style, word: string]>> = {
  changed: ["✔", "green", "done"],
  done: ["✔", "green", "done already"],
  "would-change": ["~", "yellow", "to do"],
  later: ["·", "dim", "later"],
  person: ["!", "cyan", "a person"],
  "passed-over": ["-", "dim", "passed over"],
  failed: ["✗", "red", "failed"],
  open: ["·", "dim", "not begun"],
};

export function deployProgress(host: Host, mask: Mask): DeployProgress {
  const paint = painter(host.colour);
  const write = (line: string): void => host.stderr(`${mask.apply(line)}\n`);
  const instruct = (lines: readonly string[]): void => {
    for (const line of lines) write(`  ${safeText(line)}`);
  };
  return {
    heading: ({ model, target, layout, managed }, what) => {
      const { displayName, version } = model.solution;
      write(paint("bold", `${safeText(displayName)} ${version} → ${target.name}  ${target.url}`));
      write(paint("dim", `${what} · ${layout} layout, ${managed ? "managed" : "unmanaged"}`));
      write("");
    },
    plan: (looks) => {
      for (const { report } of looks) for (const line of planLines(report, paint)) write(line);
      write("");
    },
    begins: ({ id, title }) => write(`${paint("bold", id.padEnd(width))} ${title}`),
    line: (text) => write(paint("dim", `  ${safeText(text)}`)),
    ended: ({ id, outcome, lines }, milliseconds) => {
      const [mark, style, word] = marks[outcome];
      const took = outcome === "changed" ? paint("dim", `  ${seconds(milliseconds)}`) : "";
      const why = outcome === "done" || outcome === "passed-over" ? `: ${safeText(lines.join("; "))}` : "";
      write(`${paint(style, `${mark} ${id.padEnd(width - 2)}`)} ${word}${why}${took}`);
    },
    instructions: instruct,
    words: write,
  };
}

const width = 17;

function planLines({ id, title, outcome, lines }: StepReport, paint: Paint): readonly string[] {
  const [mark, style, word] = marks[outcome];
  const head = `${paint(style, mark)} ${id.padEnd(width)} ${title.padEnd(40)} ${paint(style, word)}`;
  // Whoever is to do something needs every word of it.
  const isLong = lines.length > mostLines && outcome !== "person";
  const shown = isLong ? lines.slice(0, mostLines - 1) : lines;
  const rest = lines.length - shown.length;
  return [
    head.trimEnd(),
    ...shown.map((line) => paint("dim", `  ${" ".repeat(width)} ${safeText(line)}`)),
    ...(rest > 0 ? [paint("dim", `  ${" ".repeat(width)} and ${rest} more (--json lists them all)`)] : []),
  ];
}

/** A package for Salesforce has dozens of components. */
const mostLines = 12;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
