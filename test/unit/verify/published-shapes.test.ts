import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { filesOf, zipAt } from "../solution/default-solution.ts";

// Shapes that published solutions have, which are imported: each was once said to be an error.

const flow = "Workflows/SalesforceOpportunity";
const workflow = "00000000-0000-4000-8000-00000000000a";
const root = `<RootComponent type="29" id="{${workflow}}" behavior="0" />`;

type Replacement = readonly [file: string, from: string | RegExp, to: string];

function found(...replacements: readonly Replacement[]): readonly string[] {
  const files = filesOf(zipAt("single/CosellSync_1_0_0_0.zip"));
  for (const [start, from, to] of replacements) {
    const path =
      [...files.keys()].find((each) => each.startsWith(start)) ?? expect.fail(`there is no ${start}`);
    const before = new TextDecoder().decode(files.get(path));
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    files.set(path, strToU8(after));
  }
  const { diagnostics } = verify([{ kind: "folder", name: "a", files }]);
  return diagnostics
    .filter(({ severity }) => severity !== "info")
    .map(({ code, severity }) => `${severity} ${code}`);
}

const withRoot: Replacement = ["solution.xml", "<RootComponents>", `<RootComponents>${root}`];
const required = `<Required type="29" displayName="A" solution="Base (1.0.0.0)" id="{${workflow}}" />`;
const dependent = `<Dependent type="29" displayName="A" id="{${workflow}}" />`;

describe("what published solutions have", () => {
  it("is in order as it stands", () => {
    expect(found(["solution.xml", "<RootComponents>", "<RootComponents >"])).toEqual([]);
  });

  it("connectors without an icon", () => {
    expect(found(["customizations.xml", /<iconblob>.*?<\/iconblob>/, ""])).toEqual([]);
  });

  it("references by their name alone", () => {
    const alone = '<connectionreference connectionreferencelogicalname="csl_alone"></connectionreference>';
    expect(found(["customizations.xml", "<connectionreferences>", `<connectionreferences>${alone}`])).toEqual(
      [],
    );
    const empty = alone.replace("><", "><connectorid></connectorid><");
    expect(found(["customizations.xml", "<connectionreferences>", `<connectionreferences>${empty}`])).toEqual(
      ["error SOL.ID_FORM"],
    );
  });

  it("a publisher without addresses", () => {
    expect(found(["solution.xml", /<Addresses>[\s\S]*<\/Addresses>/, ""])).toEqual([]);
  });

  it("workflows of another solution among the root components", () => {
    const dependencies = `<MissingDependencies><MissingDependency>${required}${dependent}</MissingDependency></MissingDependencies>`;
    expect(found(withRoot)).toEqual(["error SOL.ROOT_WITHOUT_NODE"]);
    expect(found(withRoot, ["solution.xml", /<MissingDependencies *\/>/, dependencies])).toEqual([]);
  });

  it("business process flows of which only the table is there", () => {
    const entity = `<Entities><Entity><Name>csl_bpf_${workflow.replaceAll("-", "")}</Name></Entity></Entities>`;
    expect(found(withRoot, ["customizations.xml", /<Entities>\s*<\/Entities>/, entity])).toEqual([]);
  });

  it("flows that are turned off and have lost their connections", () => {
    const lost: Replacement = [
      flow,
      /"connectionReferences": \{[\s\S]*?\n {4}\}/,
      '"connectionReferences": {}',
    ];
    expect(new Set(found(lost))).toEqual(new Set(["warning RUN.CONNECTION_UNKNOWN"]));
    const on: Replacement = ["customizations.xml", /<StateCode>0(.*\s*<StatusCode>)1/g, "<StateCode>1$12"];
    expect(new Set(found(lost, on))).toEqual(new Set(["error RUN.CONNECTION_UNKNOWN"]));
    expect(found([flow, '"connectionName": "', '"connectionName": "no_'])).toEqual([
      "error RUN.CONNECTION_UNKNOWN",
    ]);
  });
});
