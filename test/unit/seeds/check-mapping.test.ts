import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkMappingForSeeds } from "../../../generator/cli/seeds/check-mapping.ts";
import { cosell, projectFolder } from "../cli/console.ts";

// Histories and invariants speak of the default mapping: with another one, seeds would fail for no fault of the flows.

const usual = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** The default mapping with other words; each must be in it. */
function changed(replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, usual);
}

const sectionsFound = (text: string): readonly string[] =>
  checkMappingForSeeds({ file: "mapping.yaml", text }).map(
    ({ code, message }) => `${code} ${/`(\w+)`/.exec(message)?.[1] ?? ""}`,
  );

describe("the mapping that seeds are played with", () => {
  it("may not say something else in any section that histories speak of", () => {
    const text = changed([
      ["default: Prospecting", "default: New"],
      ["audit: Audit__c", "audit: Sync_Audit__c"],
      [
        "referral: details.notes, direction: both, policy: partnerCenter }",
        "referral: details.notes, direction: both, policy: crm }",
      ],
      ["solutions: { direction: both, policy: crm", "solutions: { direction: both, policy: partnerCenter"],
      ["contacts: { direction: both, policy: crm }", "contacts: { direction: both, policy: manual }"],
      ["team: { direction: both, policy: crm", "team: { direction: both, policy: partnerCenter"],
      ["lost: [{ stage: Closed Lost }]", "lost: [{ stage: Closed Lost }, { stage: Gone }]"],
      ["closingReasons:\n  default: Others", "closingReasons:\n  default: Customer didn't respond"],
      ["pastClosingDate: refuse", "pastClosingDate: shift"],
      ["reconcile: { enabled: true, intervalMinutes: 60", "reconcile: { enabled: true, intervalMinutes: 120"],
    ]);
    expect(sectionsFound(text)).toEqual(
      [
        ...["environmentVariables", "crm", "fields", "solutions", "contacts", "team"],
        ...["stages", "closingReasons", "deals", "flows"],
      ].map((section) => `CLI.SEEDS_OTHER_MAPPING ${section}`),
    );
  });

  it("may not be one for Microsoft's certified connectors", () => {
    expect(sectionsFound(changed([["mode: custom", "mode: certified"]]))).toEqual([
      "CLI.SEEDS_OTHER_MAPPING connectors",
    ]);
  });

  it("may be another one where that does not matter", () => {
    const text = changed([
      ["displayName: Partner Center Referrals Synchronization for Salesforce", "displayName: Our own sync"],
      ["salesforcePollingMinutes: 3", "salesforcePollingMinutes: 5"],
      ["  - { name: production }", ""],
      ["# ── Sales stages", "\n# Stages"],
    ]);
    expect(sectionsFound(text)).toEqual([]);
  });

  it("is refused with all that differs, before anything is played", async () => {
    const folder = projectFolder();
    writeFileSync(`${folder}/mapping.yaml`, usual.replace("default: Prospecting", "default: New"));
    const ran = await cosell(["simulate", "--seeds", "1-3", "--json"], folder);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout).diagnostics).toMatchObject([
      { code: "CLI.SEEDS_OTHER_MAPPING", where: { file: "mapping.yaml" } },
    ]);
  });
});
