import { describe, expect, it } from "vitest";
import { invariants } from "../../../simulator/seeds/watch/violation.ts";
import { faultPoints } from "../../../simulator/tenant/fault-counts.ts";
import { cosell, projectFolder } from "../cli/console.ts";

// The shapes that docs/cli.md promises for `cosell simulate --json`: one object, and nothing beside it.

describe("cosell simulate --json", { timeout: 120_000 }, () => {
  it("prints what seeds came to, with a trace beside it", async () => {
    const ran = await cosell(
      ["simulate", "--seed", "1", "--faults", "none", "--trace", "--json"],
      projectFolder(),
    );
    const tally = JSON.parse(ran.stdout);
    expect(ran.code).toBe(0);
    expect(Object.keys(tally)).toEqual([
      ...["seeds", "edits", "runs", "days", "faults", "invariants", "failed", "diagnostics"],
    ]);
    expect(Object.keys(tally.faults)).toEqual(faultPoints);
    expect(Object.keys(tally.invariants)).toEqual(Object.keys(invariants));
    expect(tally).toMatchObject({ seeds: 1, failed: [], diagnostics: [] });
    expect(ran.stderr).toContain("What seed 1 decides");
    expect(ran.stderr).toContain("Salesforce to Partner Center   Succeeded");
  });

  it("prints both sides at a moment", async () => {
    const ran = await cosell(["simulate", "--seed", "1", "--until", "PT6H", "--json"], projectFolder());
    const { deals, diagnostics } = JSON.parse(ran.stdout);
    expect({ code: ran.code, diagnostics, deals: deals.length }).toEqual({
      code: 0,
      diagnostics: [],
      deals: 3,
    });
    expect(deals[0]).toEqual({
      opportunity: expect.stringContaining("Project 1"),
      status: "Synced",
      fields: expect.arrayContaining([
        { label: "Deal value", salesforce: "10000.00 EUR", partnerCenter: "10000.00 EUR" },
      ]),
      audit: expect.any(Array),
    });
  });

  it("prints scenarios, with their runs beside them", async () => {
    const ran = await cosell(["simulate", "won", "--trace", "--json"], projectFolder());
    const { scenarios, diagnostics } = JSON.parse(ran.stdout);
    expect({ code: ran.code, diagnostics, scenarios }).toMatchObject({
      code: 0,
      diagnostics: [],
      scenarios: [{ name: "won", passed: true }],
    });
    expect(ran.stderr).toContain("started by");
  });
});
