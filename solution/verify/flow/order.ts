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

function comesBefore(first: Action, second: Action): boolean {
  const graph = graphs.get(second.block) ?? graphOf(second.block);
  graphs.set(second.block, graph);
  const from = graph.numbers.get(second);
  const to = graph.numbers.get(first);
  if (from === undefined || to === undefined) return false;
  const before = graph.before.get(from) ?? allBefore(graph, from);
  graph.before.set(from, before);
  return before[to] === 1;
}

/** The actions of a block by number. Names are looked up once; everybody may wait for everybody. */
interface Graph {
  readonly numbers: ReadonlyMap<Action, number>;
  /** What each action waits for directly, one bit for each action. */
  readonly waitsFor: readonly Uint32Array[];
  /** What those that were asked for wait for, directly or not: 1 where they do. */
  readonly before: Map<number, Uint8Array>;
}

const graphs = new WeakMap<Block, Graph>();

function graphOf({ actions }: Block): Graph {
  const byName = new Map(actions.map(({ name }, number) => [name.toLowerCase(), number]));
  const waitsFor = actions.map(({ value }) => {
    const bits = new Uint32Array(Math.ceil(actions.length / 32));
    for (const name of Object.keys(objectOf(value["runAfter"]))) {
      const number = byName.get(name.toLowerCase());
      if (number !== undefined) bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
    }
    return bits;
  });
  return { numbers: new Map(actions.map((action, number) => [action, number])), waitsFor, before: new Map() };
}

/** Takes 32 actions at a time, and each of them once. */
function allBefore({ waitsFor }: Graph, start: number): Uint8Array {
  const before = new Uint8Array(waitsFor.length);
  const seen = new Uint32Array(Math.ceil(waitsFor.length / 32));
  const waiting = [start];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    for (const [word, bits] of waitsFor[each]?.entries() ?? []) {
      const known = seen[word] ?? 0;
      seen[word] = known | bits;
      for (let fresh = bits & ~known; fresh !== 0; fresh &= fresh - 1) {
        const number = word * 32 + 31 - Math.clz32(fresh & -fresh);
        before[number] = 1;
        waiting.push(number);
      }
    }
  }
  return before;
}
