import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { secretNames } from "../../../solution/deploy/secrets.ts";
import { auditLines, causes } from "../../../solution/doctor/audit-lines.ts";
import { runErrors } from "../../../solution/doctor/run-errors.ts";
import { documentedCodes } from "../code-page.ts";
import { auditRow, causeRow, codeRow, doctorCodes, runRow } from "./operate-tables.ts";

// The page tells people what the tables of the doctor tell programs. `UPDATE_GOLDEN=1 npm test -- test/unit/doctor` writes
// the tables of the page anew; read the difference before you commit it.

const file = new URL("../../../docs/operate.md", import.meta.url);

const tables = [
  {
    what: "every line of the audit, as the doctor does",
    head: "| it says | it means | for whom | what to do |",
    rows: auditLines.map(auditRow),
  },
  {
    what: "the words in brackets",
    head: "| number | words | what to do |",
    rows: causes.map(causeRow),
  },
  {
    what: "every code of the doctor",
    head: "| code | severity | it means | what to do |",
    rows: doctorCodes.map(codeRow),
  },
  {
    what: "the codes of failed runs",
    head: "| code | it means | what to do |",
    rows: runErrors.map(runRow),
  },
];

if (process.env["UPDATE_GOLDEN"] === "1") {
  const lines = readFileSync(file, "utf8").split("\n");
  for (const { head, rows } of tables) {
    const [from, to] = bodyBelow(lines, head);
    lines.splice(from, to - from, ...rows);
  }
  writeFileSync(file, lines.join("\n"));
}

const page = readFileSync(file, "utf8");

describe("docs/operate.md", () => {
  it.each(tables)("explains $what", ({ head, rows }) => {
    const lines = page.split("\n");
    const [from, to] = bodyBelow(lines, head);
    expect(lines.slice(from, to)).toEqual(rows);
  });

  it("explains codes that have a page each", () => {
    expect(doctorCodes.map(({ code }) => code).sort()).toEqual(documentedCodes("DOCTOR"));
  });

  it("has the sections that it lists", () => {
    const listed = [...page.matchAll(/^\* \[([^\]]+)\]\(#/gm)].map(([, title]) => title);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(listed);
  });

  it("names every variable of the environment that the doctor reads", () => {
    const folder = new URL("../../../solution/doctor/", import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ts"),
    );
    const read = sources.flatMap((path) => [
      ...readFileSync(new URL(path, folder), "utf8").matchAll(/COSELL_[A-Z_]+/g),
    ]);
    const names = new Set([...read.map(([name]) => name), ...secretNames]);
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(names.size).toBeGreaterThan(12);
  });
});

/** Where the rows of a table begin and end, below its head and the rule under that. */
function bodyBelow(lines: readonly string[], head: string): readonly [from: number, to: number] {
  const start = lines.indexOf(head);
  if (start < 0) throw new TypeError(`docs/operate.md has no table ${head}`);
  return [start + 2, lines.indexOf("", start + 2)];
}
