import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { listArtifacts } from "../../../generator/manifest.ts";
import { build } from "../../../generator/pipeline.ts";
import { verify } from "../../../solution/verify/verify.ts";
import { mergePatch } from "../../golden/cases.ts";

const original: unknown = parse(readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8"));

/** Names as people give them, with everything that XML, JSON, expressions and Markdown would stumble over. */
const name = fc
  .string({ unit: fc.constantFrom(..."aZ9 äß日✔'\"<>&@{}[]|*`$\\/#;,.-_()"), minLength: 1, maxLength: 40 })
  .map((text) => `N${text.trim()}`);
/** Names of which Salesforce takes no more characters. */
const shown = name.map((text) => text.slice(0, 40));
const policy = fc.constantFrom("crm", "partnerCenter", "manual");
const part = fc.integer({ min: 0, max: 99_999 });

/** What makes another mapping out of the default one, and is allowed. */
/** Names without suffix, as Salesforce takes them; none begins like one of those that it keeps for itself. */
const apiNames = (count: number) =>
  fc.uniqueArray(fc.stringMatching(/^X[A-Za-z0-9]{0,18}(?:_[A-Za-z0-9]{1,19})?$/), {
    minLength: count,
    maxLength: count,
    comparator: (one, other) => one.toLowerCase() === other.toLowerCase(),
  });

const patch = fc.record(
  {
    solution: fc.record(
      {
        displayName: name,
        description: name,
        version: fc.tuple(part, part, part, part).map((parts) => parts.join(".")),
        layouts: fc.constantFrom(["single"], ["split"], ["split", "single"]),
      },
      { requiredKeys: [] },
    ),
    connectors: fc.record({ mode: fc.constantFrom("custom", "certified") }),
    connectionReferences: fc.record({ salesforce: fc.record({ displayName: name }) }),
    environmentVariables: fc.record(
      {
        activeStage: fc.record({ default: name.map((text) => `${text} active`), displayName: name }),
        coSellOnly: fc.record({ default: fc.boolean() }),
        dealValueField: fc.record({ default: fc.constantFrom("Amount", "Total__c") }),
      },
      { requiredKeys: [] },
    ),
    crm: fc.record(
      {
        namespace: fc.constantFrom("", "acme"),
        currency: fc.constantFrom({ mode: "multi" }, { mode: "single", code: "EUR" }),
        closingTime: fc.constantFrom("noonUtc", "midnightUtc"),
        permissionSets: apiNames(4).map(([seller, viewer, integration, integrationStatus]) => ({
          ...{ seller, viewer, integration, integrationStatus },
        })),
        customPermission: apiNames(1).map(([permission]) => permission),
        validationRules: apiNames(3).map(([visibility, integrationFields, clone]) => ({
          ...{ visibility, integrationFields, clone },
        })),
        listViews: apiNames(2).map(([failed, pending]) => ({ failed, pending, solutions: failed })),
        pages: fc.record({ section: shown, solutions: shown, solutionNumber: shown, solutionLayout: shown }),
      },
      { requiredKeys: [] },
    ),
    solutions: fc.record({ policy }),
    contacts: fc.record({ direction: fc.constantFrom("both", "toPartnerCenter"), policy }),
    stages: fc.record({
      active: fc
        .uniqueArray(name, { maxLength: 6 })
        .map((all) => all.map((stage) => ({ stage: `${stage} open` }))),
    }),
    deals: fc.record({ notesRequired: fc.boolean(), portalDeals: fc.boolean() }, { requiredKeys: [] }),
    flows: fc.record(
      {
        leads: fc.boolean(),
        microsoftSolutions: fc.boolean(),
        reconcile: fc.record({ enabled: fc.boolean() }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

it("any allowed mapping is built, twice to the same bytes, into solutions in which nothing is wrong", () => {
  fc.assert(
    fc.property(patch, (changes) => {
      const text = stringify(mergePatch(original, changes), { lineWidth: 0 });
      const { artifacts, diagnostics } = build({ file: "mapping.yaml", text });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(listArtifacts(build({ file: "mapping.yaml", text }).artifacts)).toEqual(
        listArtifacts(artifacts),
      );
      const zips = artifacts.flatMap(({ path, content, solution }) =>
        solution === undefined || typeof content === "string"
          ? []
          : [{ kind: "file", name: path, bytes: content } as const],
      );
      expect(verify(zips).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 240_000);
