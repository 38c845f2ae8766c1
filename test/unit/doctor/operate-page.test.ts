import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { secretNames } from "../../../solution/deploy/secrets.ts";
import { auditLines, causes } from "../../../solution/doctor/audit-lines.ts";
import { runErrors } from "../../../solution/doctor/run-errors.ts";
import { documentedCodes } from "../code-page.ts";
import { auditRow, causeRow, codeRow, doctorCodes, runRow } from "./operate-tables.ts";

const page = readFileSync(new URL("../../../docs/operate.md", import.meta.url), "utf8");
const lines = page.split("\n");

/** The rows of the table below a heading that begin so; head and rule are left out. */
function tableWith(head: string): readonly string[] {
  const start = lines.indexOf(head);
  expect(start, head).toBeGreaterThan(0);
  const rest = lines.slice(start + 2);
  return rest.slice(0, rest.indexOf(""));
}

describe("docs/operate.md", () => {
  it("explains every line of the audit, as the doctor does", () => {
    expect(tableWith("| it says | it means | for whom | what to do |")).toEqual(auditLines.map(auditRow));
  });

  it("explains the words in brackets", () => {
    expect(tableWith("| number | words | what to do |")).toEqual(causes.map(causeRow));
  });

  it("explains every code of the doctor", () => {
    expect(tableWith("| code | severity | it means | what to do |")).toEqual(doctorCodes.map(codeRow));
    expect(doctorCodes.map(({ code }) => code).sort()).toEqual(documentedCodes("DOCTOR"));
  });

  it("explains the codes of failed runs", () => {
    expect(tableWith("| code | it means | what to do |")).toEqual(runErrors.map(runRow));
  });

  it("has the sections that it lists", () => {
    const listed = [...page.matchAll(/^\* \[([^\]]+)\]\(#/gm)].map(([, title]) => title);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(listed);
  });
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
