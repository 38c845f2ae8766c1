/** The candidates that are nearly spelled like a word, the nearest first; at most three, none that is far off. */
export function closest(word: string, candidates: readonly string[]): readonly string[] {
  return candidates
    .map((candidate) => ({
      candidate,
      distance: distanceBetween(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, distance }) => distance <= Math.max(word.length, candidate.length) * 0.4)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/**
 * How many characters must be added, removed, changed or exchanged with their neighbour (optimal string alignment, of
 * Levenshtein and Damerau). Long words are not compared.
 */
function distanceBetween(left: string, right: string): number {
  if (left.length > 100 || right.length > 100) return Number.POSITIVE_INFINITY;
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isExchanged = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const changed = (previous[column - 1] ?? 0) + (isSame ? 0 : 1);
      const exchanged = isExchanged ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(changed, exchanged, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
