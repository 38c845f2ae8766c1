import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files by path, as bytes. */
export type Tree = ReadonlyMap<string, Uint8Array>;

/** How a folder differs from what it should hold, byte by byte: nothing where it does not. */
export function differences(folder: string, expected: Tree): readonly string[] {
  const found = readTree(folder);
  const paths = [...new Set([...found.keys(), ...expected.keys()])].sort();
  return paths.flatMap((path) => {
    const [golden, made] = [found.get(path), expected.get(path)];
    if (golden === undefined) return [`missing in expect/: ${path}`];
    if (made === undefined) return [`no longer made: ${path}`];
    return Buffer.compare(golden, made) === 0 ? [] : [`changed: ${path} ${firstDifference(golden, made)}`];
  });
}

/** Makes a folder hold exactly these files. */
export function update(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function readTree(folder: string): Tree {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path)];
    }),
  );
}

function firstDifference(golden: Uint8Array, made: Uint8Array): string {
  const [before, after] = [golden, made].map((bytes) => Buffer.from(bytes).toString("utf8").split("\n"));
  const line = after?.findIndex((text, index) => text !== before?.[index]) ?? -1;
  const at = line < 0 ? (after?.length ?? 0) : line;
  return `in line ${at + 1}:\n  - ${before?.[at]?.slice(0, 200) ?? "(end)"}\n  + ${after?.[at]?.slice(0, 200) ?? "(end)"}`;
}
