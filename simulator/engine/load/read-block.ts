import type { Inside } from "../actions/kind.ts";
import { actionKinds } from "../actions/table.ts";
import { runCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import type { Action, Block, Body } from "../flow.ts";
import { readCommon } from "./read-common.ts";
import type { Reading } from "./reading.ts";
import { linkBlock } from "./run-after.ts";
import { type Path, placeOf, pointerOf, type Settings, Settings as SettingsReader } from "./settings.ts";

/** Where a block stands while it is read. */
export interface Surroundings {
  readonly parent: Action | undefined;
  /** The pass its actions belong to. */
  readonly body: DraftBody;
  readonly depth: number;
  readonly isInLoop: boolean;
}

export interface DraftBody extends Body {
  readonly actions: Action[];
}

/** An action while it is read: what it does is known last, because its children know it as their parent. */
export type DraftAction = { -readonly [Key in keyof Action]: Action[Key] };

/** Reads the actions under a key of an object as one block. */
export function readBlock(
  reading: Reading,
  settings: Settings,
  key: string,
  label: string,
  around: Surroundings,
): Block {
  const holder = settings.inner(key, `the ${key} of ${settings.what}`);
  if (holder === undefined) return { label, actions: [], starts: [], leaves: [] };
  reading.limit(holder.what, around.depth, limits.nesting, "levels of nesting", holder.path);
  const drafts = holder.keys().map((name, position) => {
    const path = [...holder.path, name];
    return readAction(reading, name, holder.value(name), path, position, around);
  });
  return linkBlock(reading, label, drafts);
}

export interface UnlinkedAction {
  readonly action: DraftAction;
  readonly runAfter: Settings | undefined;
  readonly path: Path;
}

function readAction(
  reading: Reading,
  name: string,
  value: unknown,
  path: Path,
  position: number,
  around: Surroundings,
): UnlinkedAction {
  const settings = new SettingsReader(`the action ${name}`, value, path, reading);
  const type = settings.requiredText("type");
  const action: DraftAction = {
    name,
    type,
    place: pointerOf(path),
    body: around.body,
    slot: around.body.actions.length,
    parent: around.parent,
    position,
    runAfter: [],
    dependents: [],
    work: { blocks: [], loopBody: undefined, begin: () => {} },
    secureInputs: false,
    secureOutputs: false,
    timeout: undefined,
    staticResult: undefined,
    trackedProperties: undefined,
  };
  around.body.actions.push(action);
  register(reading, action, path);
  const runAfter = settings.inner("runAfter", `runAfter of the action ${name}`);
  const kind = actionKinds[type];
  if (kind === undefined) {
    if (settings.has("type")) {
      const where = placeOf(reading, [...path, "type"]);
      const allowed = Object.keys(actionKinds);
      reading.find(runCodes.finding("ACTION_TYPE_UNKNOWN", { action: name, type }, { where, allowed }));
    }
    return { action, runAfter, path };
  }
  const common = readCommon(reading, settings, kind);
  const { work } = common;
  Object.assign(action, common.settings);
  const inside: Inside = {
    reading,
    name,
    ...work,
    isInLoop: around.isInLoop,
    isAtTop: around.parent === undefined,
    block: (holder, key, label = key) =>
      readBlock(reading, holder, key, label, { ...around, parent: action, depth: around.depth + 1 }),
    loop: (holder) => {
      const body: DraftBody = { loop: action, actions: [] };
      const inner = { parent: action, body, depth: around.depth + 1, isInLoop: true };
      return reading.inLoop(name, () => ({
        body,
        block: readBlock(reading, holder, "actions", "actions", inner),
      }));
    },
    template: (holder, key) => reading.template(holder, key),
  };
  const read = kind.read(settings, inside);
  action.work = { blocks: read.blocks ?? [], loopBody: read.loopBody, begin: read.begin };
  settings.done();
  return { action, runAfter, path };
}

function register(reading: Reading, action: Action, path: Path): void {
  const key = action.name.toLowerCase();
  const where = placeOf(reading, path);
  if (reading.actions.has(key)) {
    reading.find(runCodes.finding("NAME_TAKEN", { name: action.name }, { where }));
  }
  reading.actions.set(key, action);
  reading.limit(`the name ${action.name}`, action.name.length, limits.nameLength, "characters", path);
}
