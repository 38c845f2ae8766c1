import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { describeSalesforce } from "../../../solution/compare/describe/describe-salesforce.ts";
import { describeSolution } from "../../../solution/compare/describe/describe-solution.ts";
import { readSolution } from "../../../solution/read/read-solution.ts";

/** A solution of somebody else: a table, a web resource, a flow with branches, and one whose file is no JSON. */
function foreign(flow: unknown, entity = "<Entity><Name>fab_deal</Name></Entity>") {
  const node = (id: string, name: string, file: string) =>
    `<Workflow WorkflowId="{${id}}" Name="${name}"><JsonFileName>/Workflows/${file}</JsonFileName><Category>5</Category></Workflow>`;
  const files = new Map(
    Object.entries({
      "solution.xml":
        "<ImportExportXml><SolutionManifest><UniqueName>Fab</UniqueName><Version>1.0</Version><Publisher><UniqueName>fab</UniqueName><CustomizationPrefix>fab</CustomizationPrefix></Publisher></SolutionManifest></ImportExportXml>",
      "customizations.xml": `<ImportExportXml><Entities>${entity}</Entities><Workflows>${node("A-1", "One", "one.json")}${node("B-2", "Two", "two.json")}</Workflows></ImportExportXml>`,
      "Workflows/one.json": JSON.stringify({ properties: { definition: flow } }),
      "Workflows/two.json": "{ no json",
      "WebResources/fab_icon.svg": "<svg/>",
    }).map(([path, text]) => [path, strToU8(text)]),
  );
  const { solution } = readSolution("foreign.zip", files);
  if (solution === undefined) throw new TypeError("the solution cannot be read");
  return describeSolution(solution, "0");
}

const branches = {
  triggers: { manual: { type: "Request", metadata: { operationMetadataId: "noise" } } },
  parameters: { $connections: {}, "Stage (fab_stage)": { type: "String" } },
  actions: {
    Is_it_there: {
      type: "If",
      expression: "@true",
      actions: { Yes: { type: "Compose", inputs: 1 } },
      else: { actions: { No: { type: "Compose", inputs: 2 } } },
    },
    Which: {
      type: "Switch",
      cases: { First_one: { case: "1", actions: { Is_first: { type: "Compose", inputs: 3 } } } },
      default: { actions: { Is_none: { type: "Compose", inputs: 4 } } },
    },
  },
};

describe("a solution of somebody else", () => {
  const components = foreign(branches);

  it("is described by all that it holds, and what is not known by its contents", () => {
    expect(components.map(({ kind, key, name }) => [kind, key, name])).toEqual([
      ["solution", "0", "Fab"],
      ["flow", "a-1", "One"],
      ["flow", "b-2", "Two"],
      ["file", "customizations.xml/Entities", "Entities in customizations.xml"],
      ["file", "WebResources/fab_icon.svg", "WebResources/fab_icon.svg"],
    ]);
    expect(components[2]?.fields.get("file")).toBe("{ no json");
    const [, , , before] = components;
    const [, , , after] = foreign(branches, "<Entity><Name>fab_order</Name></Entity>");
    expect(after?.fields).not.toEqual(before?.fields);
  });

  it("has the actions of every branch, each with the one around it", () => {
    const parts = components[1]?.parts.map(({ kind, name, fields }) => [kind, name, fields.get("inside")]);
    expect(parts).toEqual([
      ["trigger", "manual", undefined],
      ["action", "Is it there", undefined],
      ["action", "Yes", "Is it there"],
      ["action", "No", "Is it there › otherwise"],
      ["action", "Which", undefined],
      ["action", "Is first", "Which › First one"],
      ["action", "Is none", "Which › default"],
      ["parameter", "Stage (fab_stage)", undefined],
    ]);
    expect([...(components[1]?.parts[0]?.fields ?? [])]).toEqual([["type", "Request"]]);
    expect([...(components[1]?.parts[4]?.fields ?? [])]).toEqual([
      ["type", "Switch"],
      ["cases.First_one.case", "1"],
    ]);
  });
});

it("a package for Salesforce is described by objects, permission sets, and other files", () => {
  const files = new Map(
    Object.entries({
      "package.xml": "<Package/>",
      "objects/Deal__c.object":
        "<CustomObject><label>Deal</label><fields><fullName>Value__c</fullName><type>Number</type></fields><listViews><fullName>All</fullName></listViews></CustomObject>",
      "permissionsets/Seller.permissionset":
        "<PermissionSet><label>Seller</label><fieldPermissions><editable>true</editable><field>Deal__c.Value__c</field></fieldPermissions><objectPermissions><allowRead>true</allowRead><object>Deal__c</object></objectPermissions></PermissionSet>",
      "layouts/Deal.layout": "<Layout><section>1</section></Layout>",
      "staticresources/broken.xml": "<open",
    }).map(([path, text]) => [path, strToU8(text)]),
  );
  const described = describeSalesforce(files).map(({ kind, key, fields, parts }) => ({
    kind,
    key,
    fields: [...fields],
    parts: parts.map((part) => [part.kind, part.name, ...[...part.fields].flat()]),
  }));
  expect(described).toEqual([
    {
      kind: "Salesforce object",
      key: "Deal__c",
      fields: [["label", "Deal"]],
      parts: [
        ["field", "Value__c", "type", "Number"],
        ["list view", "All"],
      ],
    },
    {
      kind: "Salesforce permission set",
      key: "Seller",
      fields: [["label", "Seller"]],
      parts: [
        ["permission", "object Deal__c", "allowRead", "true"],
        ["permission", "field Deal__c.Value__c", "editable", "true"],
      ],
    },
    { kind: "Salesforce file", key: "layouts/Deal.layout", fields: [["section", "1"]], parts: [] },
    { kind: "Salesforce file", key: "staticresources/broken.xml", fields: [["text", "<open"]], parts: [] },
  ]);
});
