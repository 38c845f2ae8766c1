import { expect, it } from "vitest";
import { flattenJson, flattenXml } from "../../../solution/compare/flatten.ts";
import { parseXml } from "../../../solution/read/parse-xml.ts";

it("gives every value of a JSON tree by its path", () => {
  const tree = {
    type: "If",
    runAfter: {},
    list: ["a", 1, null],
    rows: [{ column: "Name" }, "x"],
    metadata: { operationMetadataId: "1", note: "kept" },
    empty: [],
    no: false,
  };
  expect([...flattenJson(tree, new Set(["operationMetadataId"]))]).toEqual([
    ["type", "If"],
    ["runAfter", "{}"],
    ["list", '["a",1,null]'],
    ["rows.0.column", "Name"],
    ["rows.1", "x"],
    ["metadata.note", "kept"],
    ["empty", "[]"],
    ["no", "false"],
  ]);
  expect([...flattenJson({})]).toEqual([]);
});

it("gives every text of an element by its path, and leaves out children of its own only", () => {
  const text = `<fields>
    <fullName>Reason__c</fullName><type>Picklist</type>
    <valueSet><value><fullName>One</fullName></value><value><fullName>Two</fullName></value></valueSet>
    <tag>a</tag><tag>b</tag>
  </fields>`;
  const read = parseXml(text);
  expect(read.ok && [...flattenXml(read.root, new Set(["fullName"]))]).toEqual([
    ["type", "Picklist"],
    ["valueSet.value.One.fullName", "One"],
    ["valueSet.value.Two.fullName", "Two"],
    ["tag.0", "a"],
    ["tag.1", "b"],
  ]);
});
