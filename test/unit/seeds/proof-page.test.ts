import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plantedBugs } from "../../../simulator/proof/planted-bugs.ts";
import { faultNames } from "../../../simulator/seeds/history/faults.ts";
import { mostOfCause, mostOfRun } from "../../../simulator/seeds/watch/costs.ts";
import { projectedFields } from "../../../simulator/seeds/watch/projection.ts";
import { invariants } from "../../../simulator/seeds/watch/violation.ts";
import { faultPoints } from "../../../simulator/tenant/fault-counts.ts";

// The page promises what the code does. `UPDATE_GOLDEN=1 npm test -- test/unit/seeds` writes the table of planted bugs anew.

const file = new URL("../../../docs/proof.md", import.meta.url);
const marks = /(<!-- planted -->\n\n)([\s\S]*?)(\n?<!-- \/planted -->)/;

// Seeds are looked for from 1 on: 0 is a bug whose seed nobody has noted.
const plantedTable = [
  "| planted bug | the rule that it breaks | found by seed |",
  "| --- | --- | --: |",
  ...plantedBugs.map(
    ({ id, breaks, seed }) => `| \`${id}\` | ${breaks} | ${seed === 0 ? "not noted yet" : seed} |`,
  ),
  "",
].join("\n");

if (process.env["UPDATE_GOLDEN"] === "1") {
  const written = readFileSync(file, "utf8").replace(
    marks,
    (_, begin, __, end: string) => `${begin}${plantedTable}\n${end.trimStart()}`,
  );
  writeFileSync(file, written);
}

const page = readFileSync(file, "utf8");

describe("docs/proof.md", () => {
  it("tells every fault that histories draw, in their order, and no other", () => {
    expect(firstCells("| fault | what happens | counted as |").map(withoutTicks)).toEqual(faultNames);
  });

  it("says under which name each fault is counted", () => {
    const section = page.slice(page.indexOf("## What goes wrong"), page.indexOf("## What was measured"));
    expect(faultPoints.filter((point) => !section.includes(point))).toEqual([]);
  });

  it("counts faults under names that there are", () => {
    const counted = rowsBelow("| fault | what happens | counted as |").flatMap((row) =>
      (row.at(-1) ?? "missing").split(", "),
    );
    const known = new Set<string>([...faultPoints, ""]);
    expect(counted.filter((name) => !known.has(name))).toEqual([]);
  });

  it("tells every invariant in the words of the report", () => {
    expect(firstCells("| invariant | looked at | what exactly is compared |")).toEqual(
      Object.values(invariants),
    );
  });

  it("names the bounds of a run", () => {
    const { actions, calls, reconcileActions } = mostOfRun;
    expect(page).toContain(`at most ${actions} actions and ${calls} connector calls`);
    const most = reconcileActions.toLocaleString("en-US");
    expect(page).toContain(`a run of Reconcile ${most} actions and ${calls} calls`);
    const { runs, ...cost } = mostOfCause;
    expect(page).toContain(`at most ${runs} runs, ${cost.actions} actions and ${cost.calls} calls`);
  });

  it("names every compared field", () => {
    const from = page.indexOf("### Compared fields");
    const section = page.slice(from, page.indexOf("\n### ", from + 1)).toLowerCase();
    expect(projectedFields.filter(({ label }) => !section.includes(label.toLowerCase()))).toEqual([]);
  });

  it("names every planted bug with its seed", () => {
    expect(marks.exec(page)?.[2]).toBe(plantedTable);
  });

  it("has the sections that it lists", () => {
    const listed = [...page.matchAll(/^\* \[([^\]]+)\]\(#/gm)].map(([, title]) => title);
    const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(listed).toEqual(titles);
  });
});

/** The cells of a table, row by row. */
function rowsBelow(head: string): readonly (readonly string[])[] {
  const lines = page.split("\n");
  const begin = lines.indexOf(head);
  if (begin === -1) return [];
  const rows = lines.slice(begin + 2);
  const length = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const firstCells = (head: string): readonly string[] => rowsBelow(head).map(([first = ""]) => first);
const withoutTicks = (cell: string): string => cell.replaceAll("`", "");
