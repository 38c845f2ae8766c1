import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newMapping, refusalsOf } from "../../../generator/init/new-mapping.ts";
import { type Answers, questions } from "../../../generator/init/questions.ts";
import { build } from "../../../generator/pipeline.ts";

const defaultMapping = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** The answers of somebody who takes every default, but for what is given. */
function answersWith(given: Partial<Answers>, folder = "fabrikam"): Answers {
  const before: Record<string, string> = {};
  for (const { id, fallback } of questions) before[id] = given[id] ?? fallback(before, folder);
  return before as Answers; // every question has put its answer in
}

const mappingWith = (given: Partial<Answers>) =>
  newMapping(defaultMapping, answersWith(given), "./mapping.schema.json");

const everyAnswer: Answers = {
  publisher: 'Müller & Søn: "Partner" #1',
  prefix: "mll",
  solution: "MuellerSync",
  displayName: "Co-sell für Müller: alles",
  clientId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  tenant: "mueller.example.com",
  namespace: "acme",
  currency: "EUR",
  dealValueField: "Deal_Value__c",
  countryField: "ShippingCountryCode",
  teams: "no",
  onHoldStage: "New, unread",
  activeStage: "Accepted {by us}",
  wonStage: "true",
  lostStage: "- lost",
  deals: "all",
  environments: "test, staging,production",
};

describe("a new mapping", () => {
  it("with every default passes without a finding, and is built", () => {
    const { diagnostics, artifacts, model } = build({ file: "mapping.yaml", text: mappingWith({}) });
    expect(diagnostics).toEqual([]);
    expect(artifacts.filter(({ kind }) => kind === "solution-zip").map(({ path }) => path)).toEqual([
      "single/FabrikamCosellSync_1_0_0_0.zip",
      "single/FabrikamCosellSync_1_0_0_0_managed.zip",
      "split/FabrikamCosellConnectors_1_0_0_0.zip",
      "split/FabrikamCosellConnectors_1_0_0_0_managed.zip",
      "split/FabrikamCosellSync_1_0_0_0.zip",
      "split/FabrikamCosellSync_1_0_0_0_managed.zip",
    ]);
    expect(model?.solution.publisher).toMatchObject({
      uniqueName: "fabrikam",
      displayName: "Fabrikam",
      prefix: "fabrikam",
    });
  });

  it("has every answer in its place, whatever characters it is made of", () => {
    const { diagnostics, model } = build({ file: "mapping.yaml", text: mappingWith(everyAnswer) });
    expect(diagnostics).toEqual([]);
    expect(model).toMatchObject({
      solution: {
        uniqueName: "MuellerSync",
        displayName: everyAnswer.displayName,
        connectorSolution: { uniqueName: "MuellerConnectors" },
        publisher: { displayName: everyAnswer.publisher, uniqueName: "mullersnpartner1", prefix: "mll" },
      },
      connectors: {
        tenant: everyAnswer.tenant,
        referrals: { name: "mll_cosellreferrals", clientId: everyAnswer.clientId },
        events: { clientId: everyAnswer.clientId },
      },
      crm: { namespace: "acme", currency: { mode: "single", code: "EUR" }, teams: false },
      stages: {
        won: ["true"],
        lost: ["- lost"],
        incoming: { won: "true", lost: "- lost", declined: "- lost", expired: "- lost", error: "- lost" },
      },
      environments: [{ name: "test" }, { name: "staging" }, { name: "production" }],
    });
    const defaults = Object.fromEntries(model?.variables.map((each) => [each.key, each.default]) ?? []);
    expect(defaults).toMatchObject({
      onHoldStage: "New, unread",
      activeStage: "Accepted {by us}",
      dealValueField: "Deal_Value__c",
      countryField: "ShippingCountryCode",
      coSellOnly: false,
    });
    expect(model?.variables.every(({ schemaName }) => schemaName.startsWith("mll_"))).toBe(true);
  });

  it("keeps every comment and every line that no answer is about", () => {
    const before = defaultMapping.split("\n");
    const after = mappingWith({ publisher: "Cosell", prefix: "csl", solution: "CosellSync" }).split("\n");
    const changed = after.filter((line, index) => line !== before[index]);
    expect(changed).toEqual([
      "# yaml-language-server: $schema=./mapping.schema.json",
      expect.stringMatching(/^ {4}optionValuePrefix: \d{5}$/),
    ]);
  });

  it("carries no name of the default publisher", () => {
    expect(mappingWith({})).not.toMatch(/csl_|prefix: csl|: Cosell\b|: CosellSync/);
  });

  it("has as many environments as are named", () => {
    for (const environments of ["one", "one,two", "one,two,three,four"]) {
      const { model } = build({ file: "mapping.yaml", text: mappingWith({ environments }) });
      expect(model?.environments.map(({ name }) => name).join(",")).toBe(environments);
    }
  });
});

describe("an answer that a mapping cannot take", () => {
  it.each([
    ["prefix", "mscrmx"],
    ["prefix", "a b"],
    ["solution", "1st"],
    ["solution", "Sync_upgrade"],
    ["namespace", "not a namespace"],
    ["currency", "euro"],
    ["clientId", "12345"],
    ["tenant", "our tenant"],
    ["environments", "pro duction"],
    ["publisher", "x".repeat(300)],
    ["activeStage", "Prospecting"],
    ["lostStage", "Closed Won"],
    ["dealValueField", "Deal Value"],
  ] as const)("is told by its question: %s %j", (id, value) => {
    const answers = answersWith({ [id]: value });
    const refusals = refusalsOf(mappingWith({ [id]: value }), answers);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.map(({ question }) => question?.id)).toContain(id);
  });

  it("is never among the defaults, whatever the folder is called", () => {
    for (const folder of ["", "a", "1", "mscrm-sync", "Contoso Ltd.", "société", "x".repeat(200), "__"]) {
      const answers = answersWith({}, folder);
      expect(refusalsOf(newMapping(defaultMapping, answers, "./x.json"), answers)).toEqual([]);
    }
  });
});
