import { describe, expect, it } from "vitest";
import { monthlyCost } from "../../../generator/cost/monthly-cost.ts";
import { cosell } from "./console.ts";
import { emptyFolder } from "./folders.ts";

const here = emptyFolder();

describe("cosell cost", () => {
  it("prints tables for the volumes that are given", async () => {
    const { code, stdout, stderr } = await cosell(
      [
        "cost",
        "--deals",
        "200",
        "--edits",
        "0",
        "--partner-edits",
        "0",
        "--inbound",
        "0",
        "--reconcile",
        "0",
      ],
      here,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("In a month 200 new deals, 50 % of them co-sell, and 0 that are offered");
    expect(stdout).toContain("no Reconcile");
    expect(stdout).toMatch(/^ {2}Creation of a private deal +\d+ +100 +[\d ]+$/m);
    expect(stdout).toMatch(/^ {2}Partner Center API, for each partner tenant +not published/m);
    expect(stdout).not.toContain("Reconcile with nothing to do");
  });

  it("gives the same as one JSON object", async () => {
    const { code, stdout } = await cosell(
      ["cost", "--deals", "3.5", "--co-sell", "100", "--polling", "1", "--json"],
      here,
    );
    expect(code).toBe(0);
    const volumes = {
      deals: 3.5,
      coSell: 100,
      inbound: 10,
      edits: 10,
      partnerEdits: 2,
      reconcileMinutes: 60,
      pollingMinutes: 1,
    };
    const whole = { ...monthlyCost(volumes), diagnostics: [] };
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it.each([
    ["--deals", "many"],
    ["--deals", "-1"],
    ["--co-sell", "101"],
    ["--polling", "0"],
    ["--reconcile", "1e3"],
    ["--edits", ""],
  ])("refuses %s %s", async (flag, value) => {
    const { code, stdout, stderr } = await cosell(["cost", flag, value], here);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("CLI.USAGE");
    expect(stderr).toContain(flag);
  });
});
