import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../generator/cli/package-root.ts";
import {
  backlogMarks,
  backlogs,
  backlogTable,
  boundOf,
  licenceDays,
} from "../../generator/tooling/backlog-table.ts";
import { builtCast } from "../../generator/tooling/built-cast.ts";
import { type Backlog, drain } from "../../generator/tooling/measure-backlog.ts";
import { FlowLibrary } from "../../simulator/tenant/running-flows.ts";

const cast = builtCast(packageRoot());
const library = new FlowLibrary();
const drained = (backlog: Partial<Backlog>) =>
  drain({ kind: "created", deals: 110, latency: 200, pollPage: "hundred", ...backlog }, cast, library);

describe("a backlog", () => {
  const created = drained({});

  it("drains page by page where a poll hands out a hundred deals, and the same way each time", () => {
    // The poll at once brings a hundred, the next one, three minutes later, the ten that are left.
    expect(created.minutes).toBeGreaterThan(3);
    expect(created.minutes).toBeLessThan(6);
    expect(created.calls.partnerCenter).toBeGreaterThanOrEqual(110);
    expect(boundOf(created)).toBe("the poll: a hundred at a time");
    expect(drained({})).toEqual(created);
  });

  it("drains one deal after the other where calls are slow", () => {
    const slow = drained({ latency: 2_000 });
    expect(slow.minutes).toBeGreaterThan(created.minutes);
    expect(slow.busy).toBeGreaterThan(0.9);
    expect(boundOf(slow)).toBe("one deal after the other");
  });

  it("is left to Reconcile where a poll hands out everything and its trigger takes none of it", () => {
    const left = drained({ pollPage: "all" });
    // Fifty each hour: at once, after an hour, and the last ten after two.
    expect(left.minutes).toBeGreaterThan(120);
    expect(left.minutes).toBeLessThan(190);
    expect(boundOf(left)).toBe("Reconcile: so many deals a run");
  });

  it("of edits drains, too", () => {
    const edited = drained({ kind: "edited", deals: 20 });
    expect(edited.minutes).toBeLessThan(created.minutes);
    expect(edited.requests / 20).toBeLessThan(100);
  });

  it("stays below what the services allow", () => {
    expect(created.busiest.salesforce).toBeLessThan(900);
    expect(created.busiest.partnerCenter).toBeLessThan(500);
  });

  it("is told as a table", () => {
    const row = backlogTable([created]).split("\n").at(-1);
    expect(row).toMatch(/^\| new deals \| 110 \| 200 ms \| a hundred \| \d min \| [\d ]+ \| [\d.]+ h \|/);
    expect(licenceDays({ ...created, requests: 440, deals: 11 })).toEqual([
      "Power Automate Premium: 400 000 requests, 10.0 days of its allowance",
      "Power Automate Process: 400 000 requests, 1.6 days of its allowance",
    ]);
  });

  it("of every kind that is measured stands in docs/backlog.md; `npm run proof -- --backlog` measures it", () => {
    const page = readFileSync(join(packageRoot(), "docs", "backlog.md"), "utf8");
    const asked = (line: string) => line.split(" | ").slice(0, 4).join(" | ");
    const lines = (backlogMarks.exec(page)?.[2] ?? "").split("\n").filter((line) => line.startsWith("| "));
    const nothing = { minutes: 1, requests: 0, busy: 0, busiest: created.busiest, calls: created.calls };
    const expected = backlogTable(backlogs.map((backlog) => ({ ...backlog, ...nothing }))).split("\n");
    expect(lines.map(asked)).toEqual(expected.map(asked));
  });
});
