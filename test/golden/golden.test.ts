import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printFinding } from "../../generator/cli/print/finding.ts";
import { painter } from "../../generator/cli/print/paint.ts";
import { listArtifacts } from "../../generator/manifest.ts";
import { build } from "../../generator/pipeline.ts";
import { casesFolder, type GoldenCase, goldenCases, orphans } from "./cases.ts";
import { differences, type Tree, update } from "./compare.ts";

// Everything that is made of a mapping, byte by byte: whole files where a person will read the difference, size and hash
// of the others. A folder in `cases/` is a case. `UPDATE_GOLDEN=1 npm test -- test/golden` writes what is made now.

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

describe.each(goldenCases())("the case $name", (golden) => {
  it("makes the same files as ever", () => {
    const folder = join(casesFolder, golden.name, "expect");
    const made = make(golden);
    if (isUpdate) update(folder, made);
    expect(differences(folder, made)).toEqual([]);
  });
});

it("no folder is left of a case that is gone", () => {
  expect(orphans()).toEqual([]);
});

/** What `expect/` should hold: `files.txt`, `findings.txt`, and the kept files below `out/`. */
function make({ text, keep }: GoldenCase): Tree {
  const { artifacts, diagnostics } = build({ file: "mapping.yaml", text });
  const list = listArtifacts(artifacts).artifacts.map(
    ({ path, bytes, sha256 }) => `${sha256}  ${bytes}  ${path}\n`,
  );
  const sources = new Map([["mapping.yaml", text]]);
  const findings = diagnostics.map((finding) => printFinding(finding, sources, painter(false)));
  const kept = artifacts.filter(({ path }) => keep.some((pattern) => pattern.test(path)));
  return new Map([
    ["files.txt", Buffer.from(list.join(""))],
    ["findings.txt", Buffer.from(findings.join(""))],
    ...kept.map(({ path, content }) => [`out/${path}`, Buffer.from(content)] as const),
  ]);
}
