/** The numbers of a version, `2.10.1+g3fa` → 2, 10, 1; nothing where the text holds none. */
export function readVersion(text: string): readonly number[] | undefined {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  return match?.slice(1).map((part) => Number(part ?? 0));
}

/** Below 0 when the left version is the older one. What holds no version is older than everything. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [readVersion(left) ?? [], readVersion(right) ?? []];
  for (let at = 0; at < 4; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version lies in a range as `engines` of a package.json writes it: `^20.20.0 || >=22.12.0`. */
export function isInRange(version: string, range: string): boolean {
  return range.split("||").some((part) => {
    const floor = part.trim();
    if (compareVersions(version, floor) < 0) return false;
    return !floor.startsWith("^") || readVersion(version)?.[0] === readVersion(floor)?.[0];
  });
}
