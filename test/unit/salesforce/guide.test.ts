import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { commands } from "../../../generator/cli/commands.ts";
import { checkSalesforce } from "../../../salesforce/index.ts";
import { salesforcePackage } from "../../../salesforce/package/salesforce-package.ts";
import { emitted, modelWith, packageWith } from "./packages.ts";

const guide = readFileSync(new URL("../../../docs/salesforce.md", import.meta.url), "utf8");

describe("the guide of the Salesforce package", () => {
  it("tells of every permission set, rule and permission, and of no others", () => {
    const told = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const named = packageWith()
      .components.filter(({ type }) => type === "PermissionSet" || type === "ValidationRule")
      .map(({ name }) => name.replace(/^\w+\./, ""));
    expect([...told].sort()).toEqual([...named].sort());
    expect(guide).toContain("`Cosell_Integration_User`");
  });

  it("tells of every folder and file at the top of what is written", () => {
    const tops = new Set(
      emitted({ crm: { orgSettings: { notes: true } } }).map(({ path }) => path.split("/")[1] ?? ""),
    );
    for (const top of tops) expect(guide).toContain(`\`${top}${top.includes(".") ? "" : "/"}`);
  });

  it("shows mappings that can be built", () => {
    const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
    expect(examples.length).toBe(3);
    for (const example of examples) {
      const model = modelWith(parse(example));
      expect(salesforcePackage(model).components.length, stringify(example)).toBeGreaterThan(0);
      expect(checkSalesforce(model), example).toEqual([]);
    }
  });

  it("calls commands that there are", () => {
    const called = [...guide.matchAll(/^\$ cosell (\w+)/gm)].map(([, name = ""]) => name);
    expect(called).toContain("salesforce");
    for (const name of called) expect(Object.keys(commands)).toContain(name);
  });
});
