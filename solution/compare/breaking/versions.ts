/** Below zero where the first version is the lower one. Numbers that are missing are zeros. */
export function compareVersions(one: string, other: string): number {
  const left = numbersOf(one);
  const right = numbersOf(other);
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the first number is higher: the sign that an upgrade asks something of those who have the old version. */
export function isNewMajor(before: string, after: string): boolean {
  return (numbersOf(after)[0] ?? 0) > (numbersOf(before)[0] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  return version.split(".").map((each) => Number.parseInt(each, 10) || 0);
}
