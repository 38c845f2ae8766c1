import type { Action, Block } from "./parts.ts";
import { type Bits, isIn, reached } from "./reach.ts";

/**
 * Whether an action may have run when another one reads what it gave. The service asks for it as a flow is saved: what
 * is read lies on the way by which the reader is reached, or within an action on that way. An Until reads what is inside
 * of it, and whoever stands inside of an action may read that.
 */
export function couldHaveRun(target: Action, reader: Action): boolean {
  let read = target;
  let reads = reader;
  while (read.block !== reads.block) {
    const above = read.block.depth >= reads.block.depth ? read.block.owner : read;
    const around = reads.block.depth >= read.block.depth ? reads.block.owner : reads;
    // Only the outermost block has no owner, and there is one of it.
    if (above === undefined || around === undefined) return false;
    read = above;
    reads = around;
  }
  if (read !== reads) return isIn(waitsOf(read.block)[reads.place], read.place);
  // One stands inside of the other, or they stand in two branches of one action, of which only one is taken.
  return target === read || (reader === read && reader.kind === "until");
}

const known = new WeakMap<Block, readonly Bits[]>();

/** What the actions of a block wait for, directly or not, by their places. */
function waitsOf(block: Block): readonly Bits[] {
  const before = known.get(block) ?? reached(edgesOf(block));
  known.set(block, before);
  return before;
}

function edgesOf({ actions }: Block): readonly (readonly number[])[] {
  const places = new Map(actions.map(({ key, place }) => [key, place]));
  return actions.map(({ waitsFor }) => waitsFor.flatMap((key) => places.get(key) ?? []));
}
