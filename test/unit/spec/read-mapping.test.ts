import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { mappingJsonSchema } from "../../../generator/spec/json-schema.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { defaultText, withChanges, withField } from "./mapping.ts";

const read = (text: string) => readMapping({ file: "mapping.yaml", text });

it("finds nothing in the default mapping", () => {
  const { model, diagnostics } = read(defaultText);
  expect(diagnostics).toEqual([]);
  expect(model?.flows.map(({ name }) => name)).toEqual([
    "Partner Center Webhook Registration",
    "[Customize] Create or Get Details from Salesforce",
    "Create Co-sell Referral - Salesforce to Partner Center",
    "Salesforce to Partner Center",
    "Partner Center Microsoft Co-sell Referral Updates to Salesforce",
    "Partner Center to Salesforce",
    "Salesforce Opportunity to Partner Center",
    "Salesforce Microsoft Solutions to Partner Center",
    "Reconcile",
  ]);
});

it("publishes the schema that it validates with", () => {
  const published = readFileSync(
    new URL("../../../docs/schema/mapping.schema.json", import.meta.url),
    "utf8",
  );
  expect(published).toBe(mappingJsonSchema());
});

it("publishes a schema that explains every key and draft-07 validators take", () => {
  const schema: Tree = JSON.parse(mappingJsonSchema());
  expect(unexplained(schema, "mapping")).toEqual([]);
  const { $id: _, ...published } = schema;
  const validate = new Ajv({ strict: false }).compile(published);
  expect(validate(parse(defaultText))).toBe(true);
  expect(validate({ ...parse(defaultText), fieldz: [] })).toBe(false);
});

it("points at a misspelt key, says what is allowed, and offers the edit", () => {
  const text = defaultText.replace("  apiVersion:", "  apiVersoin:");
  const [finding] = read(text).diagnostics;
  const offset = text.indexOf("apiVersoin");
  expect(finding).toMatchObject({
    code: "SCHEMA.UNKNOWN_KEY",
    where: { file: "mapping.yaml", path: ["crm", "apiVersoin"], start: { offset, column: 3 } },
    nextActions: [
      { label: "Did you mean apiVersion?", edit: { offset, length: 10, text: "apiVersion" } },
      {},
    ],
  });
  expect(finding?.allowed).toContain("apiVersion");
});

it("points at a value of a line of the field map", () => {
  const text = defaultText.replace("referral: details.notes", "referral: details.note");
  const [finding] = read(text).diagnostics;
  expect(finding).toMatchObject({
    code: "MAP.PROPERTY_UNKNOWN",
    where: { start: { offset: text.indexOf("details.note,") } },
    nextActions: [{ label: "Did you mean details.notes?" }, {}],
  });
});

describe("what a file may look like", () => {
  it.each([
    ["carriage returns", (text: string) => text.replaceAll("\n", "\r\n")],
    ["carriage returns alone", (text: string) => text.replaceAll("\n", "\r")],
    ["a byte-order mark", (text: string) => `\u{feff}${text}`],
    ["three dashes first", (text: string) => `---\n${text}`],
  ])("%s", (_, change) => {
    expect(read(change(defaultText)).diagnostics).toEqual([]);
  });
});

describe("what no file may do", () => {
  it.each([
    ["thousands of brackets", "[".repeat(20_000), "READ.TOO_DEEP"],
    ["ten megabytes", "#".repeat(10_000_000), "READ.TOO_LARGE"],
    ["a NUL", "format: 1\0", "READ.NOT_TEXT"],
    ["only blanks", "  \n\n", "READ.EMPTY"],
    ["a text instead of a mapping", "hello", "SCHEMA.WRONG_TYPE"],
    ["a list instead of a mapping", "- 1", "SCHEMA.WRONG_TYPE"],
    ["prototype keys", "__proto__: { polluted: true }", "SCHEMA.MISSING_KEY"],
  ])("%s", (_, text, code) => {
    expect(read(text).diagnostics.map((each) => each.code)).toContain(code);
  });

  it("brackets by the thousand, closed", () => {
    expect(read(`${"[".repeat(3000)}${"]".repeat(3000)}`).diagnostics[0]?.code).toBe("READ.TOO_DEEP");
  });
});

describe("ids", () => {
  const ids = (result: ReturnType<typeof read>) => ({
    flows: result.model?.flows.map(({ key, id }) => [key, id]),
    connectors: [result.model?.connectors.referrals.id, result.model?.connectors.events.id],
  });

  it("survive new names, a new version and another order", () => {
    const renamed = withChanges({
      solution: { displayName: "Another name", version: "2.0.0.0" },
      connectors: { referrals: { title: "Another title" } },
    });
    expect(ids(renamed)).toEqual(ids(read(defaultText)));
  });

  it("are others for another solution", () => {
    expect(ids(withChanges({ solution: { uniqueName: "Other" } }))).not.toEqual(ids(read(defaultText)));
  });
});

it("puts the namespace before custom names only", () => {
  const { model } = withChanges({ crm: { namespace: "acme" } });
  expect(model?.crm.opportunity.audit).toBe("acme__Audit__c");
  expect(model?.crm.solution.relationship).toBe("acme__Microsoft_Solutions__r");
  expect(model?.crm.objects.opportunity).toBe("Opportunity");
  expect(model?.fields.find(({ role }) => role === "help")?.crm.field).toEqual({
    kind: "name",
    name: "acme__How_can_Microsoft_help__c",
  });
});

it("leaves optional flows out", () => {
  const { model } = withChanges({ flows: { microsoftSolutions: false, reconcile: { enabled: false } } });
  const keys = model?.flows.map(({ key }) => key);
  expect(keys).not.toContain("solutionsToPartnerCenter");
  expect(keys).not.toContain("reconcile");
});

it("has one currency where the organization has", () => {
  const { model, diagnostics } = withChanges({ crm: { currency: { mode: "single", code: "EUR" } } });
  expect(diagnostics).toEqual([]);
  expect(model?.money).not.toHaveProperty("currency");
});

it("freezes the model through and through", () => {
  const { model } = withField({ label: "Campaign", crm: "Opportunity.NextStep", referral: "campaignId" } as {
    referral: string;
  });
  expect(Object.isFrozen(model)).toBe(true);
  expect(Object.isFrozen(model?.fields.at(-1)?.crm)).toBe(true);
});

type Tree = Readonly<Record<string, unknown>>;

/** The places of a schema that an editor could say nothing about. */
function unexplained(schema: Tree, path: string): readonly string[] {
  const groups = ["properties", "patternProperties"].flatMap((key) => Object.entries(Object(schema[key])));
  const members = Array.isArray(schema["oneOf"]) ? schema["oneOf"] : [];
  const inner: readonly (readonly [string, unknown])[] = [
    ...groups,
    ...(schema["items"] === undefined ? [] : [["[]", schema["items"]] as const]),
    ...members.map((member, index) => [String(index), member] as const),
  ];
  return [
    ...(typeof schema["description"] === "string" ? [] : [path]),
    ...inner.flatMap(([key, each]) => unexplained(Object(each), `${path}.${key}`)),
  ];
}
