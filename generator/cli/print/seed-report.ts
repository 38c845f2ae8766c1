import type { FailedSeed, Tally } from "../../../simulator/seeds/tally.ts";
import { invariants } from "../../../simulator/seeds/watch/violation.ts";
import type { Paint } from "./paint.ts";

/** What was checked and held, which faults struck, and what did not hold. */
export function printSeeds(tally: Tally, range: string, seconds: number, paint: Paint): string {
  const names = Object.entries(invariants);
  const width = Math.max(...names.map(([, text]) => text.length));
  const head = `${"invariant".padEnd(width + 2)}${"checked".padStart(9)}   held`;
  const rows = Object.entries(tally.invariants).map(([name, { checked, violated }]) => {
    const text = names.find(([key]) => key === name)?.[1] ?? name;
    const held = violated === 0 ? paint("green", "✔") : paint("red", `✗ ${violated} times not`);
    return `${text.padEnd(width + 2)}${count(checked).padStart(9)}   ${held}`;
  });
  const faults = Object.entries(tally.faults)
    .filter(([, times]) => times > 0)
    .map(([point, times]) => `${point} ${count(times)}`);
  return [
    paint("dim", head),
    ...rows,
    "",
    ...(faults.length === 0 ? ["no faults"] : wrapped("faults that struck: ", faults)),
    "",
    ...tally.failed.flatMap((failed) => reasons(failed, paint)),
    summary(tally, range, seconds, paint),
    "",
  ].join("\n");
}

function reasons({ seed, violations, stopped }: FailedSeed, paint: Paint): readonly string[] {
  return [
    paint("red", `seed ${seed}`),
    ...violations.map(({ seen, at }) => `  ${new Date(at).toISOString().slice(0, 19)}Z  ${seen}`),
    ...(stopped === undefined ? [] : [`  ${stopped.code}  ${stopped.message}`]),
    "",
  ];
}

function summary(
  { seeds, edits, runs, days, failed }: Tally,
  range: string,
  seconds: number,
  paint: Paint,
): string {
  const verdict =
    failed.length === 0
      ? paint("green", `${count(seeds)} seeds held`)
      : paint("red", `${failed.length} of ${count(seeds)} seeds failed`);
  const pace = (seeds / Math.max(seconds, 0.001)).toFixed(1);
  return `${verdict} · seeds ${range} · ${count(edits)} edits, ${count(runs)} flow runs, ${count(Math.round(days))} simulated days · ${pace} seeds a second, ${seconds.toFixed(1)} s`;
}

const lineWidth = 110;

function wrapped(head: string, parts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = head;
  for (const [index, part] of parts.entries()) {
    const piece = index === parts.length - 1 ? part : `${part} · `;
    if (line.length + piece.length > lineWidth) {
      lines.push(line.trimEnd());
      line = " ".repeat(head.length);
    }
    line += piece;
  }
  return [...lines, line];
}

const count = (number: number): string => number.toLocaleString("en-US");
