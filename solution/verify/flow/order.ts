import { objectOf } from "../json-values.ts";
import type { Action, Block } from "./parts.ts";

/**
 * Whether an action may have run when another one reads what it gave. The service asks for it as a flow is saved: what
 * is read lies on the way by which the reader is reached, or within an action on that way. An Until reads what is inside
 * of it, and whoever stands inside of an action may read that.
 */
export function couldHaveRun(target: Action, reader: Action): boolean {
  const known = answers.get(reader) ?? new Map<Action, boolean>();
  answers.set(reader, known);
  const answer = known.get(target) ?? findOut(target, reader);
  known.set(target, answer);
  return answer;
}

/** By reader: actions read the same few others in many expressions. */
const answers = new WeakMap<Action, Map<Action, boolean>>();

function findOut(target: Action, reader: Action): boolean {
  const around = new Map<Block, Action>();
  for (let each: Action | undefined = reader; each !== undefined; each = each.block.owner) {
    around.set(each.block, each);
  }
  for (let each: Action | undefined = target; each !== undefined; each = each.block.owner) {
    const beside = around.get(each.block);
    if (beside === undefined) continue;
    if (beside !== each) return comesBefore(each, beside);
    // One stands inside of the other, or they stand in two branches of one action, of which only one is taken.
    return target === each || (reader === each && reader.kind === "until");
  }
  return false;
}

/** By block: what each of its actions waits for, directly or not. */
const predecessors = new WeakMap<Block, Map<Action, ReadonlySet<Action>>>();

function comesBefore(first: Action, second: Action): boolean {
  return allBefore(second).has(first);
}

function allBefore(action: Action): ReadonlySet<Action> {
  const known = predecessors.get(action.block) ?? new Map<Action, ReadonlySet<Action>>();
  predecessors.set(action.block, known);
  const found = known.get(action);
  if (found !== undefined) return found;
  const before = new Set<Action>();
  const waiting = [action];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    for (const name of Object.keys(objectOf(each.value["runAfter"]))) {
      const one = beside(each.block, name);
      if (one === undefined || before.has(one)) continue;
      before.add(one);
      waiting.push(one);
    }
  }
  known.set(action, before);
  return before;
}

const named = new WeakMap<Block, ReadonlyMap<string, Action>>();

function beside(block: Block, name: string): Action | undefined {
  let names = named.get(block);
  if (names === undefined) {
    names = new Map(block.actions.map((action) => [action.name.toLowerCase(), action]));
    named.set(block, names);
  }
  return names.get(name.toLowerCase());
}
