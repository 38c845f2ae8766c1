import type { Mismatch } from "../../../simulator/scenario/match.ts";
import type { ScenarioResult } from "../../../simulator/scenario/run-scenario.ts";
import type { Paint } from "./paint.ts";

/** One line for each scenario, what it cost, and everything that was not as it should be. */
export function printScenarios(
  results: readonly ScenarioResult[],
  milliseconds: number,
  paint: Paint,
): string {
  const width = Math.max(...results.map(({ name }) => name.length), 8);
  const lines = results.flatMap((result) => [line(result, width, paint), ...reasons(result, paint)]);
  const failed = results.filter(({ passed }) => !passed).length;
  const runs = sum(results, "runs");
  const summary = `${results.length - failed} passed, ${failed} failed · ${runs} flow runs in ${(milliseconds / 1000).toFixed(1)} s`;
  const head = paint("dim", `${" ".repeat(2)}${"scenario".padEnd(width)}  runs  actions  calls`);
  return `${[head, ...lines, "", paint(failed === 0 ? "green" : "red", summary)].join("\n")}\n`;
}

function line(result: ScenarioResult, width: number, paint: Paint): string {
  const mark = result.passed ? paint("green", "✔") : paint("red", "✗");
  const cost = (key: "runs" | "actions" | "calls", columns: number): string =>
    String(sum([result], key)).padStart(columns);
  return `${mark} ${result.name.padEnd(width)}  ${cost("runs", 4)}  ${cost("actions", 7)}  ${cost("calls", 5)}`;
}

function reasons(result: ScenarioResult, paint: Paint): readonly string[] {
  const stopped =
    result.stopped === undefined
      ? []
      : [`    ${paint("red", result.stopped.code)}  ${result.stopped.message}`];
  const mismatches = result.mismatches.map(
    (each) => `    chapter ${each.chapter}  ${paint("bold", each.place)}  ${difference(each)}`,
  );
  return [...mismatches, ...stopped];
}

function difference({ expected, actual }: Mismatch): string {
  return `expected ${shown(expected)}, found ${shown(actual)}`;
}

const longest = 400;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function sum(results: readonly ScenarioResult[], key: "runs" | "actions" | "calls"): number {
  return results.flatMap(({ costs }) => costs).reduce((total, each) => total + each[key], 0);
}
