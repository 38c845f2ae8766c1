import { type WdlValue, writeJson } from "../../expressions/index.ts";
import type { ActionView, RunRecord } from "./run-record.ts";

/** How much of inputs and outputs is printed. */
export type Detail = "none" | "line" | "whole";

const marks: Readonly<Record<string, string>> = {
  Succeeded: "✔",
  Failed: "✗",
  Skipped: "–",
  TimedOut: "⧖",
  Cancelled: "⊘",
  Running: "…",
  Waiting: "…",
};

/** A run as the run view of the maker portal shows it: every action with how it ended, nested as it stands in the flow. */
export function printRun(run: RunRecord, detail: Detail = "line"): string {
  const { counts } = run;
  const calls = Object.entries(counts.callsByOperation).map(([name, count]) => `${name} ${count}`);
  return [
    `${mark(run.status)} ${run.flow}   ${run.status}   ${span(run.duration)}   ${plural(counts.actions, "action")}, ${plural(counts.calls, "call")}`,
    ...(run.error === undefined ? [] : [`    ${run.error.code}: ${run.error.message}`]),
    `  started by ${run.trigger.name}`,
    ...dataLines("outputs", run.trigger.outputs, "      ", detail),
    ...run.actions.flatMap((action) => actionLines(action, "  ", detail)),
    ...(run.response === undefined ? [] : [`  answered ${cut(writeJson(run.response), detail)}`]),
    ...(calls.length === 0 ? [] : [`  calls: ${calls.join(", ")}`]),
    "",
  ].join("\n");
}

function actionLines(action: ActionView, indent: string, detail: Detail): readonly string[] {
  const { status, code, duration, tries = [] } = action;
  const parts = [
    `${indent}${mark(status)} ${action.name}`,
    action.type,
    code === undefined || code === status ? status : `${status} ${code}`,
    ...(duration === undefined ? [] : [span(duration)]),
    ...(tries.length === 0 ? [] : [plural(tries.length - 1, "retry", "retries")]),
    ...(action.iterations === undefined ? [] : [plural(action.iterations.length, "iteration")]),
    ...(action.branch === undefined ? [] : [`→ ${action.branch}`]),
  ];
  const inner = `${indent}    `;
  const isSkipped = status === "Skipped";
  return [
    parts.join("   "),
    ...(action.error === undefined || isSkipped
      ? []
      : [`${inner}${action.error.code}: ${action.error.message}`]),
    ...(action.error !== undefined && isSkipped && detail !== "none" ? [`${inner}${action.error.code}`] : []),
    ...tries.map(
      (each, index) => `${inner}try ${index + 1}: ${each.code} at ${each.startTime}, ${span(each.duration)}`,
    ),
    ...dataLines("inputs", action.inputs, inner, detail),
    ...dataLines("outputs", action.outputs, inner, detail),
    ...(isSkipped ? [] : insideLines(action, indent, detail)),
  ];
}

function insideLines(action: ActionView, indent: string, detail: Detail): readonly string[] {
  const inner = `${indent}  `;
  const branches = (action.branches ?? []).flatMap(({ name, actions }) => [
    ...(name === "actions" && action.branches?.length === 1 ? [] : [`${inner}${name}:`]),
    ...actions.flatMap((each) => actionLines(each, `${inner}  `, detail)),
  ]);
  const iterations = (action.iterations ?? []).flatMap(({ index, status = "Running", item, actions }) => [
    `${inner}iteration ${index + 1}   ${status}${item === undefined || detail === "none" ? "" : `   ${cut(writeJson(item), detail)}`}`,
    ...actions.flatMap((each) => actionLines(each, `${inner}  `, detail)),
  ]);
  return [...branches, ...iterations];
}

function dataLines(
  name: string,
  value: WdlValue | undefined,
  indent: string,
  detail: Detail,
): readonly string[] {
  return value === undefined || detail === "none"
    ? []
    : [`${indent}${name} ${cut(writeJson(value), detail)}`];
}

const lineLength = 160;

function cut(text: string, detail: Detail): string {
  return detail === "whole" || text.length <= lineLength ? text : `${text.slice(0, lineLength)}…`;
}

function mark(status: string): string {
  return marks[status] ?? "?";
}

function span(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "not ended";
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : several}`;
}
