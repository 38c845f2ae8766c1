import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mergePatch } from "./cases.ts";
import { differences, update } from "./compare.ts";

const bytes = (text: string) => Buffer.from(text);
const tree = new Map([
  ["a.txt", bytes("one\ntwo\n")],
  ["deep/b.txt", bytes("three")],
]);

function folderWith(changes: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "cosell-golden-"));
  update(folder, tree);
  changes(folder);
  return folder;
}

it("finds nothing where nothing differs", () => {
  expect(
    differences(
      folderWith(() => {}),
      tree,
    ),
  ).toEqual([]);
});

it("finds what is missing, what is no longer made, and what has changed, down to the line end", () => {
  const folder = folderWith((at) => {
    writeFileSync(join(at, "a.txt"), "one\r\ntwo\n");
    writeFileSync(join(at, "old.txt"), "");
  });
  expect(differences(folder, new Map([...tree, ["new.txt", bytes("")]]))).toEqual([
    "changed: a.txt in line 1:\n  - one\r\n  + one",
    "missing in expect/: new.txt",
    "no longer made: old.txt",
  ]);
});

it("finds that the whole folder is missing", () => {
  expect(differences(join(tmpdir(), "cosell-no-such-folder"), tree)).toHaveLength(2);
});

it("patches as RFC 7396 says", () => {
  const target = { a: { b: 1, c: 2 }, d: [1, 2] };
  expect(mergePatch(target, { a: { b: null, e: { f: null } }, d: [3] })).toEqual({
    a: { c: 2, e: {} },
    d: [3],
  });
});
