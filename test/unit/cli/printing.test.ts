import { describe, expect, it } from "vitest";
import { printAzure, printGithub } from "../../../generator/cli/print/annotations.ts";
import { countFindings, explanation, printFinding } from "../../../generator/cli/print/finding.ts";
import { mayColour, painter } from "../../../generator/cli/print/paint.ts";
import { printSarif } from "../../../generator/cli/print/sarif.ts";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";

const plain = painter(false);

const finding: Diagnostic = {
  code: "MAP.FIELD_UNKNOWN",
  severity: "error",
  message: 'Opportunity has no field "CloseDat"',
  why: "the field table has no such name",
  allowed: ["CloseDate", "Amount"],
  where: {
    file: "mapping.yaml",
    path: ["fields", 3, "crm"],
    start: { line: 3, column: 11, offset: 40 },
    end: { line: 3, column: 19, offset: 48 },
  },
  nextActions: [
    { kind: "edit-file", label: "Did you mean CloseDate?" },
    { kind: "run-command", label: "List them", command: "cosell schema" },
    { kind: "open-docs", label: "Read", path: "docs/fields.md" },
  ],
  docs: "docs/codes/MAP.FIELD_UNKNOWN.md",
};
const text = "fields:\n  - crm: Amount\n  - crm:   CloseDat\n  - crm: Name\n";

const print = (changes: Partial<Diagnostic>, source = text) =>
  printFinding({ ...finding, ...changes }, new Map([["mapping.yaml", source]]), plain);

describe("a finding for people", () => {
  it("begins a new line where what is allowed fills one", () => {
    const word = "a".repeat(29);
    expect(print({ allowed: [word, word, word, word] })).toContain(
      `\n  allowed ${word}, ${word},\n          ${word}, ${word}\n  →`,
    );
  });

  it("shows place, code, lines, reason, choice and advice", () => {
    expect(print({})).toBe(
      [
        'mapping.yaml:3:11  error  MAP.FIELD_UNKNOWN  Opportunity has no field "CloseDat"',
        "  1 | fields:",
        "  2 |   - crm: Amount",
        "  3 |   - crm:   CloseDat",
        "    |           ^^^^^^^^",
        "  why     the field table has no such name",
        "  allowed CloseDate, Amount",
        "  → Did you mean CloseDate?",
        "  → List them: cosell schema",
        "  → Read: docs/fields.md",
        "",
      ].join("\n"),
    );
  });

  it("has the path where there is no position, and no place where there is none", () => {
    expect(print({ where: { file: "a.zip", path: ["x", 0] } }).split("\n")[0]).toMatch(
      /^a.zip#\/x\/0 {2}error/,
    );
    const { where: _, ...nowhere } = finding;
    expect(printFinding(nowhere, new Map(), plain).split("\n")[0]).toMatch(/^error {2}MAP/);
  });

  it("underlines to the end of the line what goes on over several", () => {
    const where = {
      file: "mapping.yaml",
      start: { line: 2, column: 5, offset: 12 },
      end: { line: 4, column: 3, offset: 45 },
    };
    expect(print({ where })).toContain("  2 |   - crm: Amount\n    |     ^^^^^^^^^^^\n");
  });

  it("cuts long lines around the place", () => {
    const source = `${"a".repeat(500)}HERE${"b".repeat(500)}`;
    const where = {
      file: "mapping.yaml",
      start: { line: 1, column: 501, offset: 500 },
      end: { line: 1, column: 505, offset: 504 },
    };
    const lines = print({ where }, source).split("\n");
    expect(lines[1]?.length).toBeLessThan(110);
    expect(lines[1]?.indexOf("HERE")).toBe(lines[2]?.indexOf("^^^^"));
  });

  it("lets nothing of the user's text move the cursor, hide text or break the line", () => {
    const hostile = "\u001b[2J\u202eevil\nsecond";
    const printed = print(
      { message: hostile, why: hostile, allowed: [hostile] },
      `${hostile}\u0007\r\nx\r\n\ty`,
    );
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\u{202e}]/u);
    expect(printed.split("\n")[0]).toContain("\\u001b[2J\\u202eevil\\u000asecond");
  });

  it("counts, and names the command that says more", () => {
    const warning: Diagnostic = { ...finding, severity: "warning", code: "OUT.EDITED" };
    expect(countFindings([finding, warning, warning])).toBe("1 error, 2 warnings");
    expect(explanation([finding, finding])).toBe("cosell explain MAP.FIELD_UNKNOWN");
    expect(explanation([finding, warning])).toBe("cosell explain CODE");
  });
});

describe("colour", () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ NO_COLOR: "0", FORCE_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("of %j on a terminal: %s gives %s", (environment, isTerminal, expected) => {
    expect(mayColour(environment, isTerminal)).toBe(expected);
  });

  it("adds nothing but colour", () => {
    const coloured = printFinding(finding, new Map([["mapping.yaml", text]]), painter(true));
    expect(coloured).not.toBe(print({}));
    expect(coloured.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"), "")).toBe(print({}));
  });
});

describe("a finding for pipelines", () => {
  const tricky: Diagnostic = {
    ...finding,
    message: "100 %, really: a;b]\nc",
    nextActions: [],
    where: { file: "a,b:c.yaml" },
  };

  it("is a workflow command of GitHub", () => {
    expect(printGithub([finding, { ...tricky, severity: "info" }])).toBe(
      [
        '::error title=MAP.FIELD_UNKNOWN,file=mapping.yaml,line=3,endLine=3,col=11,endColumn=19::Opportunity has no field "CloseDat" the field table has no such name Allowed: CloseDate, Amount. Did you mean CloseDate? List them Read',
        "::notice title=MAP.FIELD_UNKNOWN,file=a%2Cb%3Ac.yaml::100 %25, really: a;b]%0Ac the field table has no such name Allowed: CloseDate, Amount.",
        "",
      ].join("\n"),
    );
  });

  it("is a logging command of Azure Pipelines, which knows no mere information", () => {
    expect(printAzure([tricky, { ...finding, severity: "info" }])).toBe(
      "##vso[task.logissue type=error;sourcepath=a,b:c.yaml;code=MAP.FIELD_UNKNOWN]100 %AZP25, really: a%3Bb%5D%0Ac the field table has no such name Allowed: CloseDate, Amount.\n",
    );
  });

  it("is a result of a SARIF log", () => {
    const log: unknown = JSON.parse(printSarif([finding, { ...tricky, code: "A.B", severity: "info" }]));
    expect(log).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "cosell",
              rules: [
                { id: "A.B", help: { text: "" } },
                { id: "MAP.FIELD_UNKNOWN", help: { text: "Read" } },
              ],
            },
          },
          columnKind: "utf16CodeUnits",
          results: [
            {
              ruleId: "MAP.FIELD_UNKNOWN",
              ruleIndex: 1,
              level: "error",
              message: { text: 'Opportunity has no field "CloseDat" the field table has no such name' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "mapping.yaml" },
                    region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 19 },
                  },
                  logicalLocations: [{ fullyQualifiedName: "/fields/3/crm" }],
                },
              ],
            },
            {
              ruleId: "A.B",
              ruleIndex: 0,
              level: "note",
              message: { text: "100 %, really: a;b]\nc the field table has no such name" },
              locations: [{ physicalLocation: { artifactLocation: { uri: "a,b:c.yaml" } } }],
            },
          ],
        },
      ],
    });
  });
});
