import { runCodes } from "../codes.ts";
import type { Block, EndStatus, Predecessor } from "../flow.ts";
import type { UnlinkedAction } from "./read-block.ts";
import type { Reading } from "./reading.ts";
import { placeOf, type Settings } from "./settings.ts";

const statuses: readonly EndStatus[] = ["Succeeded", "Failed", "Skipped", "TimedOut", "Cancelled"];

/** Ties the actions of a block together by what each runs after. */
export function linkBlock(reading: Reading, label: string, drafts: readonly UnlinkedAction[]): Block {
  const actions = drafts.map(({ action }) => action);
  const positions = new Map(actions.map(({ name, position }) => [name.toLowerCase(), position]));
  for (const { action, runAfter } of drafts) {
    action.runAfter = runAfter === undefined ? [] : readRunAfter(reading, action.name, runAfter, positions);
  }
  for (const { action } of drafts) {
    action.dependents = actions
      .filter(({ runAfter }) => runAfter.some(({ position }) => position === action.position))
      .map(({ position }) => position);
  }
  reportCycle(reading, drafts);
  const where = (isOne: (draft: UnlinkedAction["action"]) => boolean): readonly number[] =>
    actions.filter(isOne).map(({ position }) => position);
  return {
    label,
    actions,
    starts: where(({ runAfter }) => runAfter.length === 0),
    leaves: where(({ dependents }) => dependents.length === 0),
  };
}

function readRunAfter(
  reading: Reading,
  action: string,
  settings: Settings,
  positions: ReadonlyMap<string, number>,
): readonly Predecessor[] {
  const predecessors: Predecessor[] = [];
  for (const name of settings.keys()) {
    const listed = settings.list(name) ?? [];
    const known = listed.flatMap(
      (each) => statuses.find((status) => status.toLowerCase() === String(each).toLowerCase()) ?? [],
    );
    if (known.length !== listed.length || listed.length === 0) {
      settings.invalid(name, `a list of ${statuses.join(", ")}`);
    }
    const position = positions.get(name.toLowerCase());
    if (position === undefined) {
      const where = placeOf(reading, [...settings.path, name]);
      const data = { action, predecessor: name };
      reading.find(runCodes.finding("RUN_AFTER_UNKNOWN", data, { where }));
    } else predecessors.push({ position, statuses: known });
  }
  return predecessors;
}

/** Takes away, again and again, what waits for nothing that is left; what remains waits for itself. */
function reportCycle(reading: Reading, drafts: readonly UnlinkedAction[]): void {
  let left = drafts;
  for (;;) {
    const names = new Set(left.map(({ action }) => action.position));
    const waiting = left.filter(({ action }) => action.runAfter.some(({ position }) => names.has(position)));
    if (waiting.length === left.length) break;
    left = waiting;
  }
  const [first] = left;
  if (first === undefined) return;
  const actions = left.map(({ action }) => action.name).join(", ");
  reading.find(
    runCodes.finding(
      "RUN_AFTER_CYCLE",
      { actions },
      { where: placeOf(reading, [...first.path, "runAfter"]) },
    ),
  );
}
