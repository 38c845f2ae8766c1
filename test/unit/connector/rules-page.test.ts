import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { definitionRules, propertiesRules } from "../../../connector/rules/rules.ts";

const page = readFileSync(new URL("../../../docs/connector-rules.md", import.meta.url), "utf8");

it("the guide lists every rule, with its weight, in order", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (error|warning|info) \| (.+) \|$/gm)].map(
    ([, id, severity, says]) => ({ id, severity, says }),
  );
  const rules = [...definitionRules, ...propertiesRules].map(({ id, severity, says }) => ({
    id,
    severity,
    says,
  }));
  expect(rows).toEqual(rules);
});
