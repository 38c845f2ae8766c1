import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quirkTable as hostQuirks } from "../../../simulator/connector-host/quirks.ts";
import { quirkTable as engineQuirks } from "../../../simulator/engine/quirks.ts";
import { quirkTable as expressionQuirks } from "../../../simulator/expressions/quirks.ts";
import { quirkTable as dataverseQuirks } from "../../../simulator/services/dataverse/quirks.ts";
import { tables } from "../../../simulator/services/dataverse/tables.ts";
import { operations } from "../../../simulator/services/partner-center/operations.ts";
import { quirkTable as partnerCenterQuirks } from "../../../simulator/services/partner-center/quirks.ts";
import { quirkTable as salesforceQuirks } from "../../../simulator/services/salesforce/quirks.ts";

const guide = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

interface Documented {
  readonly description: string;
  readonly source: string;
  readonly default: string | number;
  readonly settings?: readonly (string | number)[];
  readonly values?: readonly (string | number)[];
}

function rowOf(id: string, quirk: Documented): string {
  const settings = (quirk.settings ?? quirk.values ?? [])
    .map((setting) => (setting === quirk.default ? `**${setting}**` : String(setting)))
    .join(", ");
  return `| \`${id}\` | ${quirk.description} | ${settings} | ${quirk.source} |`;
}

describe.each<[string, Readonly<Record<string, Documented>>]>([
  ["emulator-salesforce", salesforceQuirks],
  ["emulator-partner-center", partnerCenterQuirks],
  ["emulator-dataverse", dataverseQuirks],
  ["connector-host", hostQuirks],
  ["simulator", { ...expressionQuirks, ...engineQuirks }],
])("docs/%s.md", (name, quirks) => {
  it("lists every quirk as it is declared, and no other", () => {
    const rows = guide(name)
      .split("\n")
      .filter((line) => line.startsWith("| `") && line.split(" | ").length === 4);
    expect(rows).toEqual(Object.entries(quirks).map(([id, quirk]) => rowOf(id, quirk)));
  });
});

it("the guides name what is served", () => {
  const partnerCenter = guide("emulator-partner-center");
  for (const { path } of operations) expect(partnerCenter).toContain(path.replace("/{id}", ""));
  const dataverse = guide("emulator-dataverse");
  for (const { set } of tables) expect(dataverse).toContain(`\`${set}\``);
});
