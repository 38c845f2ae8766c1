import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { cosell } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";
import { action, button, compose, flowFile } from "./flow-file.ts";

// The command over files and folders of any origin: what it takes for what, how it prints, and what it ends with.

const broken = flowFile({ actions: { A: compose("@length(5)") } });
const doubtful = flowFile({
  actions: { A: action("Until", { expression: "@equals(1, triggerBody())", actions: {} }) },
});
const clean = flowFile({ actions: { A: compose(1) } });

const definition = {
  swagger: "2.0",
  info: {
    title: "Deals",
    description: "Reads and writes the deals of a company.",
    version: "1.0",
    contact: { name: "Contoso" },
  },
  host: "contoso.example",
  schemes: ["https"],
  paths: {},
  "x-ms-connector-metadata": [
    { propertyName: "Website", propertyValue: "https://contoso.example" },
    { propertyName: "Privacy policy", propertyValue: "https://contoso.example/privacy" },
    { propertyName: "Categories", propertyValue: "Sales and CRM" },
  ],
};
const properties = (operation: string) => ({
  properties: {
    iconBrandColor: "#0b5cab",
    connectionParameters: {},
    policyTemplateInstances: [
      {
        templateId: "setheader",
        title: "a",
        parameters: {
          "x-ms-apimTemplateParameter.name": "a",
          "x-ms-apimTemplateParameter.value": "b",
          "x-ms-apimTemplate-operationName": [operation],
        },
      },
    ],
  },
});

/** A folder with these files, as JSON. */
function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = emptyFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const codesIn = (stdout: string): readonly string[] =>
  JSON.parse(stdout).diagnostics.map(({ code }: { readonly code: string }) => code);

describe("the end of verify", () => {
  it.each([
    ["error", broken, 4],
    ["error", doubtful, 0],
    ["error", clean, 0],
    ["warning", broken, 4],
    ["warning", doubtful, 4],
    ["warning", clean, 0],
  ])("fails on %s as it says", async (severity, flow, expected) => {
    const folder = folderWith({ "flow.json": flow });
    const { code } = await cosell(["verify", "flow.json", "--fail-on", severity], folder);
    expect(code).toBe(expected);
  });

  it("takes no other severity, no other format, and nothing for something", async () => {
    const folder = folderWith({ "flow.json": clean, "empty/readme.md": "nothing" });
    for (const words of [
      ["flow.json", "--fail-on", "info"],
      ["flow.json", "--format", "xml"],
      ["empty"],
      ["gone.json"],
    ]) {
      expect((await cosell(["verify", ...words], folder)).code).toBe(2);
    }
  });
});

describe("the forms of verify", () => {
  const folder = folderWith({ "flow.json": broken });

  it("are text with the place on standard error", async () => {
    const { stdout, stderr } = await cosell(["verify", "flow.json"], folder);
    expect(stdout).toBe("");
    expect(stderr).toContain("CLOUDFLOW.KIND_WRONG");
    expect(stderr).toContain("1 error, 0 warnings");
  });

  it("are one object of JSON, with file and way", async () => {
    const { stdout, stderr } = await cosell(["verify", "flow.json", "--json"], folder);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout).diagnostics).toMatchObject([
      {
        code: "CLOUDFLOW.KIND_WRONG",
        severity: "error",
        where: { file: "flow.json", path: ["properties", "definition", "actions", "A", "inputs"] },
        docs: "docs/codes/CLOUDFLOW.KIND_WRONG.md",
      },
    ]);
  });

  it.each([
    ["sarif", '"ruleId": "CLOUDFLOW.KIND_WRONG"'],
    ["github", "::error "],
    ["azure", "##vso[task.logissue type=error"],
  ])("are %s on standard output", async (format, part) => {
    const { code, stdout } = await cosell(["verify", "flow.json", "--format", format], folder);
    expect(code).toBe(4);
    expect(stdout).toContain(part);
  });
});

describe("a folder", () => {
  it("is searched for flows, workflows and connectors, and for nothing else", async () => {
    const folder = folderWith({
      "Workflows/one.json": clean,
      "logic/workflow.json": { definition: { triggers: button, actions: {} }, kind: "Stateful" },
      "other/workflow.json": { name: "of some other software" },
      "connector/apiDefinition.swagger.json": definition,
      "connector/apiProperties.json": properties("Gone"),
      "connector/settings.json": { connectorId: null },
      "package.json": { name: "a" },
    });
    const { stderr } = await cosell(["verify", "."], folder);
    expect(stderr).toContain("2 flows");
    expect(stderr).toContain("1 connector");
    const { stdout } = await cosell(["verify", ".", "--json"], folder);
    expect(codesIn(stdout)).toEqual(["CONN.RULE_DOUBTED"]);
  });

  it("holds properties against the definition beside them, and against no other", async () => {
    const folder = folderWith({
      "a/apiDefinition.swagger.json": {
        ...definition,
        paths: {
          "/deals": {
            get: {
              operationId: "GetDeals",
              summary: "Get deals",
              description: "Gives all deals.",
              responses: { 200: { description: "All deals.", schema: { type: "string" } } },
            },
          },
        },
      },
      "a/apiProperties.json": properties("GetDeals"),
      "b/apiProperties.json": properties("GetDeals"),
    });
    expect(codesIn((await cosell(["verify", ".", "--json"], folder)).stdout)).toEqual([]);
    const renamed = folderWith({
      "a/apiDefinition.swagger.json": definition,
      "a/apiProperties.json": properties("GetDeals"),
    });
    expect(codesIn((await cosell(["verify", ".", "--json"], renamed)).stdout)).toEqual(["CONN.RULE_DOUBTED"]);
  });
});

describe("advice about a connector", () => {
  it("is one finding, with the first rules and their places", async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `/p${index}`,
        { get: { operationId: `get_${index}`, responses: { 200: { description: "a" } } } },
      ]),
    );
    const folder = folderWith({ "apiDefinition.swagger.json": { ...definition, paths } });
    const { code, stdout } = await cosell(["verify", "apiDefinition.swagger.json", "--json"], folder);
    const { diagnostics } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(diagnostics.map((each: { readonly code: string }) => each.code)).toEqual(["CONN.RULE_ADVISED"]);
    expect(diagnostics[0].message).toContain(
      "Every operation has a summary (OperationMissingRequiredProperty), not so at /paths/~1p0/get and 39 more",
    );
    expect(diagnostics[0].message.length).toBeLessThan(600);
  });
});
