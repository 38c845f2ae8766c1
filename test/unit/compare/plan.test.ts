import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printPlan } from "../../../generator/cli/print/plan-report.ts";
import { shownChange } from "../../../generator/cli/print/shown-change.ts";
import { cosell } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";
import { artifactsOf, compareWith, defaultMapping, editedMapping, filesOf, released } from "./releases.ts";

const plain = (_style: string, text: string): string => text;
const raised = [
  [" version: 1.0.0.0", " version: 1.1.0.0"],
  [" version: 1.0.0.0", " version: 1.1.0.0"],
] as const;

describe("the plan of an upgrade", () => {
  it("says first who notices, then every value, then how many components there are", () => {
    const mapping = editedMapping(
      ...raised,
      ["salesforcePollingMinutes: 3", "salesforcePollingMinutes: 5"],
      ["    default: Qualification", "    default: Qualified"],
      ["    schemaName: csl_displaycheckmarkinname", "    schemaName: csl_checkmark"],
      ["microsoftSolutions: true", "microsoftSolutions: false"],
    );
    const comparison = compareWith(filesOf(artifactsOf(mapping)));
    const long = comparison.components.filter(({ name }) =>
      /^\[Customize\]|^Salesforce to Partner/.test(name),
    );
    expect(long.length).toBe(2);
    const components = comparison.components.filter((each) => !long.includes(each));
    expect(printPlan({ ...comparison, components }, plain)).toBe(`CosellSync  1.0.0.0 → 1.1.0.0

Reach
  for owners of the flows
    ~ trigger        "Salesforce Opportunity to Partner Center" starts when an opportunity is created or modified (GetOnUpdatedItems, Opportunity), every 3 minutes, under 1 condition → when an opportunity is created or modified (GetOnUpdatedItems, Opportunity), every 5 minutes, under 1 condition
    - trigger        "Salesforce Microsoft Solutions to Partner Center" starts when a Microsoft solution is created or modified (GetOnUpdatedItems, Microsoft_Partner_Center_Solution__c), every 3 minutes, under 1 condition
  for administrators
    - variable       csl_displaycheckmarkinname ("Display check mark in opportunity name")

~ solution CosellSync
    ~ version: 1.0.0.0 → 1.1.0.0
~ environment variable csl_activestagename
    ~ default: Qualification → Qualified
+ environment variable csl_checkmark
    displayName: Display check mark in opportunity name
    description: Puts a check mark before the opportunity name when the sync has worked, and a cross when i…
    type: yesNo
    default: yes
~ flow Salesforce Opportunity to Partner Center
    ~ trigger When an opportunity is created or modified
        ~ recurrence.interval: 3 → 5
- environment variable csl_displaycheckmarkinname
- flow Salesforce Microsoft Solutions to Partner Center

2 breaking changes: cosell breaking says which, and what to do
1 to add, 5 to change, 2 to remove
`);
  });

  it("is empty for the same, in whatever layout and package", () => {
    for (const layout of ["single", "split"] as const) {
      const { reach, components, counts, breaking } = compareWith(filesOf(released), layout);
      expect({ reach, components, counts, breaking }).toEqual({
        reach: [],
        components: [],
        counts: { add: 0, change: 0, remove: 0 },
        breaking: [],
      });
    }
    expect(printPlan(compareWith(filesOf(released)), plain)).toBe(
      "CosellSync  1.0.0.0\n\nNo changes. The new version holds what the old one holds.\n\n0 to add, 0 to change, 0 to remove\n",
    );
  });
});

describe("what is shown of a value that changes", () => {
  it.each([
    [{ before: "a", after: "b" }, "a → b"],
    [{ before: "", after: "b" }, '"" → b'],
    [{ after: "new" }, "new"],
    [{ before: "old" }, "old"],
    [{ before: "two\nlines", after: "x" }, "two\\u000alines → x"],
    [
      { before: `${"x".repeat(200)}OLD${"y".repeat(200)}`, after: `${"x".repeat(200)}NEW${"y".repeat(200)}` },
      `…${"x".repeat(20)}OLD${"y".repeat(20)}… → …${"x".repeat(20)}NEW${"y".repeat(20)}…`,
    ],
    [{ before: "a".repeat(100), after: "a".repeat(101) }, `…${"a".repeat(20)} → …${"a".repeat(21)}`],
    [{ after: "z".repeat(300) }, `${"z".repeat(90)}…`],
  ])("%j", (change, shown) => {
    expect(shownChange({ path: "x", ...change })).toBe(shown);
  });
});

describe("cosell plan and cosell breaking", () => {
  it("compare what is released with the built folder, a mapping, or other zips", async () => {
    const folder = emptyFolder();
    writeZips(folder, "released", filesOf(released));
    writeZips(folder, "out", filesOf(artifactsOf(editedMapping(...raised))));
    writeFileSync(join(folder, "new.yaml"), editedMapping(...raised));
    const expected = "0 to add, 2 to change, 0 to remove";
    const lastLine = async (...words: string[]) =>
      (await cosell(["plan", ...words], folder)).stdout.split("\n").at(-2);
    expect(await lastLine("--against", "released/split")).toBe(expected);
    expect(await lastLine("--against", "released/split", "--mapping", "new.yaml")).toBe(expected);
    expect(await lastLine("--against", "released/split", "--with", "out/split")).toBe(expected);
    const [only = ""] = ["released/split/CosellSync_1_0_0_0_managed.zip"];
    expect(await lastLine("--against", only)).toBe("0 to add, 1 to change, 0 to remove");
  });

  it("end with 5 at a difference where they are asked to, and give one object with --json", async () => {
    const folder = emptyFolder();
    writeZips(folder, "released", filesOf(released));
    writeFileSync(join(folder, "same.yaml"), defaultMapping);
    writeFileSync(join(folder, "new.yaml"), editedMapping(...raised));
    const plan = (...words: string[]) => cosell(["plan", "--against", "released", ...words], folder);
    expect((await plan("--mapping", "new.yaml")).code).toBe(0);
    expect((await plan("--mapping", "new.yaml", "--exit-code")).code).toBe(5);
    expect((await plan("--mapping", "same.yaml", "--exit-code")).code).toBe(0);
    const { stdout, stderr } = await plan("--mapping", "new.yaml", "--json");
    expect(stderr).toBe("");
    const names = ["CosellConnectors", "CosellSync"];
    expect(JSON.parse(stdout)).toEqual({
      solutions: names.map((name) => ({ name, before: "1.0.0.0", after: "1.1.0.0" })),
      reach: [],
      components: names.map((name, index) => ({
        kind: "solution",
        key: String(index),
        name,
        sign: "change",
        fields: [{ path: "version", before: "1.0.0.0", after: "1.1.0.0" }],
        parts: [],
      })),
      counts: { add: 0, change: 2, remove: 0 },
      diagnostics: [],
    });
  });

  it("end with 4 at a breaking change, and with a new major version only say so", async () => {
    const folder = emptyFolder();
    writeZips(folder, "released", filesOf(released));
    const removed = ["microsoftSolutions: true", "microsoftSolutions: false"] as const;
    writeFileSync(join(folder, "minor.yaml"), editedMapping(...raised, removed));
    writeFileSync(
      join(folder, "major.yaml"),
      editedMapping(...raised, removed).replaceAll(" version: 1.1.0.0", " version: 2.0.0.0"),
    );
    const breaking = (...words: string[]) => cosell(["breaking", "--against", "released", ...words], folder);
    const minor = await breaking("--mapping", "minor.yaml");
    expect(minor.code).toBe(4);
    expect(minor.stderr).toContain(
      'error  BREAK.FLOW_REMOVED  The flow "Salesforce Microsoft Solutions to Partner Center" is gone.',
    );
    expect(minor.stderr).toMatch(/^1 error, 0 warnings in \d+ ms {3}cosell explain BREAK\.FLOW_REMOVED$/m);
    const major = await breaking("--mapping", "major.yaml");
    expect(major.code).toBe(0);
    expect(major.stderr).toContain("warning  BREAK.FLOW_REMOVED");
    expect((await breaking("--mapping", "major.yaml", "--exit-code")).code).toBe(5);
    expect((await breaking("--mapping", "minor.yaml", "--format", "github")).stdout).toMatch(
      /^::error title=BREAK\.FLOW_REMOVED,file=released\/split\/CosellSync_1_0_0_0_managed\.zip::/,
    );
  });

  it("say what is wrong with what they are given, and end with 2", async () => {
    const folder = emptyFolder();
    writeZips(folder, "released", filesOf(released));
    writeFileSync(join(folder, "broken.zip"), "PK no zip");
    mkdirSync(join(folder, "empty"));
    const outcome = async (...words: string[]) => {
      const { code, stdout } = await cosell([...words, "--json"], folder);
      const { diagnostics }: { diagnostics: { code: string }[] } = JSON.parse(stdout);
      return [code, ...diagnostics.map((each) => each.code)];
    };
    expect(await outcome("plan")).toEqual([2, "CLI.USAGE"]);
    expect(await outcome("plan", "--against", "released")).toEqual([2, "CLI.FILE_MISSING"]);
    expect(await outcome("plan", "--against", "empty")).toEqual([2, "PLAN.NOTHING_TO_COMPARE"]);
    expect(await outcome("breaking", "--against", "broken.zip", "--with", "released")).toEqual([
      2,
      "ZIP.NOT_A_ZIP",
    ]);
    expect(await outcome("plan", "--against", "released", "--mapping", "gone.yaml")).toEqual([
      2,
      "CLI.FILE_MISSING",
    ]);
  });
});

function writeZips(folder: string, name: string, files: ReturnType<typeof filesOf>): void {
  for (const file of files) {
    if (file.kind !== "file") continue;
    const path = join(folder, name, file.name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, file.bytes);
  }
}
