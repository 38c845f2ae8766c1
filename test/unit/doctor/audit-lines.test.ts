import { describe, expect, it } from "vitest";
import { build } from "../../../generator/pipeline.ts";
import { auditLines, causes, explainAudit, newestLine } from "../../../solution/doctor/audit-lines.ts";
import { goldenCases } from "../../golden/cases.ts";

/** Words that choose a branch, name what is created, or stand in an answer that no audit repeats. */
const neverInAudits: readonly string[] = [
  "Too late",
  "Co-sell deal",
  "Own deal",
  "Under way",
  "Not ours",
  "Left alone",
  "Accepted lead",
  "Said before",
  "Say it",
  "Not converted",
  "Linked already",
  "Close refused",
  "Written already",
  "Another party's",
  "Not named",
  "Unknown ActionType: ",
  "No opportunity: referral ",
  "Another URL is registered: ",
  ". Run again with overwriting set to Yes to take it over.",
  "The registration could not be read: ",
  // What a run of Reconcile shows of the webhook.
  "Nothing is registered: Partner Center sends no events. ",
  'Run the flow "Partner Center Webhook Registration" to have them sent here. Until then Reconcile alone finds changes.',
  "Where events are sent could not be read.",
  "Partner Center sends its events to another address: ",
  // Where Salesforce's own words are cut.
  " If you are attempting",
];

/** What is built of each golden case. */
const cases = goldenCases().map(({ name, text }) => {
  const { artifacts, model } = build({ file: "mapping.yaml", text });
  return { name, model, flows: artifacts.filter(({ kind }) => kind === "flow") };
});

describe.each(cases)("the texts of the flows of $name", ({ model, flows }) => {
  const fieldLabels = new Set([
    ...(model?.fields ?? []).map(({ label }) => label),
    ...(model === undefined ? [] : Object.values(model.stages.incoming)),
    ...["Stage", "Sales stage", "Deal value", "CRM id", "Solutions", "Customer contacts", "Team"],
  ]);
  const texts = flows.flatMap(({ content }) =>
    wordsIn(JSON.parse(String(content)).properties.definition.actions),
  );

  it("are there", () => {
    expect(texts.length).toBeGreaterThan(60);
  });

  it("are all explained by the table of the audit", () => {
    const unexplained = [...new Set(texts)].filter(
      (each) => !isExplained(each, fieldLabels) && !neverInAudits.includes(each),
    );
    expect(unexplained).toEqual([]);
  });
});

it("every line of the table is written by a flow of one mapping or another", () => {
  const all = cases.flatMap(({ flows }) => flows.map(({ content }) => String(content).replaceAll("''", "'")));
  const unwritten = [...auditLines.map(({ shape }) => shape), ...causes.map(({ words }) => words)].filter(
    (shape) =>
      !all.some((flow) =>
        shape.split("…").every((part) => flow.includes(part.replace(/\(?\)?$/, "").trim())),
      ),
  );
  expect(unwritten).toEqual([]);
});

describe("explaining a line", () => {
  it.each([
    [
      'Deal value (Salesforce: "10.00 EUR", Partner Center: "12.00 EUR"): taken from Partner Center',
      "…: taken from Partner Center",
    ],
    ["Microsoft accepted the deal (Accepted)", "Microsoft accepted the deal (…)"],
    [
      "Partner Center did not take a change (400, the values were not accepted): Bad currency",
      "Partner Center did not take a change (…",
    ],
    ["Notes are missing: enter a text", "… are missing: enter a text"],
  ])("%s", (text, shape) => {
    expect(explainAudit(text)?.shape).toBe(shape);
  });

  it("says nothing of words that no flow writes", () => {
    expect(explainAudit("Called the customer, nobody there")).toBeUndefined();
  });

  it("reads the newest line with its time, without its count", () => {
    expect(
      newestLine("2026-01-31 09:05 - Referral created in Partner Center (3)\n2026-01-30 08:00 - older"),
    ).toEqual({ time: "2026-01-31 09:05", text: "Referral created in Partner Center" });
    expect(newestLine("written by hand")).toBeUndefined();
    expect(newestLine("")).toBeUndefined();
  });
});

function isExplained(text: string, labels: ReadonlySet<string>): boolean {
  const bare = text.replace(/^[;:,.\s"]+|[\s("]+$/g, "");
  if (labels.has(bare.replace(/ ?\(Salesforce: ?$/, "").replace(/ \(Salesforce:$/, ""))) return true;
  if (bare === "Partner Center:" || bare === "in Salesforce:") return true;
  const shapes = [...auditLines.map(({ shape }) => shape), ...causes.map(({ words }) => words)];
  return shapes.some((shape) => shape.includes(bare)) || explainAudit(text) !== undefined;
}

/** Texts of words in what actions do: literals in expressions, values of tables in them, and plain inputs. */
function wordsIn(node: unknown, key = ""): readonly string[] {
  if (typeof node === "string") {
    if (key === "description" || key === "operationMetadataId") return [];
    const literals = node.startsWith("@")
      ? [...node.matchAll(/'((?:[^']|'')*)'/g)].map(([, inner = ""]) => inner.replaceAll("''", "'"))
      : [node];
    return literals.flatMap(tableValues).filter(isWords);
  }
  if (typeof node !== "object" || node === null) return [];
  // Names of actions and cases are keys, and `case` is the word that a case answers to.
  return Object.entries(node).flatMap(([name, value]) => (name === "case" ? [] : wordsIn(value, name)));
}

/** The tables of words by status and by state of Microsoft's side; tables of pick list values are the mapping's. */
function tableValues(text: string): readonly string[] {
  if (!text.startsWith("{")) return [text];
  try {
    const entries = Object.entries(JSON.parse(text));
    return entries
      .filter(([key]) => /^\d{3}$|^[A-Z][a-z]+\/[A-Z]/.test(key))
      .map(([, value]) => String(value));
  } catch {
    return [text];
  }
}

/** Two words at least, and none of the languages of queries. */
function isWords(text: string): boolean {
  const isQuery =
    /^SELECT |\b(?:FROM|ORDER BY|LIMIT|AND|OR|IN)\b|SystemModstamp| (?:eq|ge|asc|desc)\b|^@|^\[/;
  const isTechnical = /\(\w+_\w+\)$|^yyyy|^\d sets |^\{|IsActive|\$select|^\//;
  return /[a-z]{2,}[,:]? [a-z(]{2,}|[a-z]: $/i.test(text) && !isQuery.test(text) && !isTechnical.test(text);
}
