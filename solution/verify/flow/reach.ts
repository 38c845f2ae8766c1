/** Some of what is numbered from 0, one bit for each. */
export type Bits = Uint32Array;

export const isIn = (bits: Bits | undefined, number: number): boolean =>
  (((bits?.[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;

/**
 * What each waits for, directly or through others. Every edge is followed once: whatever waits in one circle waits for
 * the same and shares it, found as Tarjan does (Depth-first search and linear graph algorithms, 1972).
 */
export function reached(edges: readonly (readonly number[])[]): readonly Bits[] {
  const rows: Bits[] = [];
  const own = edges.map(() => new Uint32Array(Math.ceil(edges.length / 32)));
  const lowest: number[] = [];
  const open: number[] = [];
  let visited = 0;
  const visit = (from: number, row: Bits): void => {
    visited += 1;
    const order = visited;
    lowest[from] = order;
    open.push(from);
    for (const to of edges[from] ?? []) {
      // Whoever reaches it through another has all that it reaches.
      if (isIn(row, to)) continue;
      const next = own[to];
      if (lowest[to] === undefined && next !== undefined) visit(to, next);
      const beyond = rows[to];
      if (beyond === undefined) lowest[from] = Math.min(lowest[from] ?? order, lowest[to] ?? order);
      else add(row, beyond);
      row[to >>> 5] = (row[to >>> 5] ?? 0) | (1 << (to & 31));
    }
    // Nothing before it can be reached from here: what is open since then is a circle, or it alone.
    if (lowest[from] === order) close(open.splice(open.lastIndexOf(from)), own, rows);
  };
  for (const [from, row] of own.entries()) if (rows[from] === undefined) visit(from, row);
  return rows;
}

function close(circle: readonly number[], own: readonly Bits[], rows: Bits[]): void {
  const [first = 0] = circle;
  const all = own[first] ?? new Uint32Array();
  for (const each of circle) {
    add(all, own[each]);
    rows[each] = all;
  }
}

function add(row: Bits, more: Bits | undefined): void {
  for (let word = 0; word < row.length; word += 1) row[word] = (row[word] ?? 0) | (more?.[word] ?? 0);
}
