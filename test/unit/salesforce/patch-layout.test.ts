import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { layoutParts, patchLayout, unpatchLayout } from "../../../salesforce/layout/patch-layout.ts";
import { cosell, projectFolder } from "../cli/console.ts";
import { modelWith } from "./packages.ts";

const parts = layoutParts(modelWith());
const file = "Opportunity-Opportunity Layout.layout-meta.xml";

const section = (label: string, style: string, ...fields: readonly string[]) => `    <layoutSections>
        <label>${label}</label>
        <layoutColumns>
${fields.map((field) => `            <layoutItems>\n                <field>${field}</field>\n            </layoutItems>\n`).join("")}        </layoutColumns>
        <style>${style}</style>
    </layoutSections>
`;

const layoutOf = (...inner: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Layout xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner.join("")}    <showEmailCheckbox>false</showEmailCheckbox>\n</Layout>\n`;

const notes =
  "    <relatedLists>\n        <relatedList>RelatedContentNoteList</relatedList>\n    </relatedLists>\n";

const layout = layoutOf(
  "    <excludeButtons>Submit</excludeButtons>\n",
  section("Opportunity <!-- here --> Information", "TwoColumnsTopToBottom", "Name", "StageName"),
  section("Custom Links", "CustomLinks"),
  notes,
);

const page = `<?xml version="1.0" encoding="UTF-8"?>
<FlexiPage xmlns="http://soap.sforce.com/2006/04/metadata">
    <flexiPageRegions>
        <itemInstances>
            <fieldInstance>
                <fieldItem>Record.Name</fieldItem>
                <identifier>RecordNameField</identifier>
            </fieldInstance>
        </itemInstances>
        <name>Facet-1</name>
        <type>Facet</type>
    </flexiPageRegions>
    <flexiPageRegions>
        <itemInstances>
            <componentInstance>
                <componentName>flexipage:fieldSection</componentName>
                <identifier>flexipage_fieldSection</identifier>
            </componentInstance>
        </itemInstances>
        <name>detailTabContent</name>
        <type>Facet</type>
    </flexiPageRegions>
    <masterLabel>Opportunity Record Page</masterLabel>
    <sobjectType>Opportunity</sobjectType>
    <type>RecordPage</type>
</FlexiPage>
`;

const shapes: Readonly<Record<string, string>> = {
  "a layout": layout,
  "a layout with tabs": layout.replaceAll("    ", "\t"),
  "a layout with Windows line ends": layout.replaceAll("\n", "\r\n"),
  "a layout with a byte-order mark": `\u{feff}${layout}`,
  "a layout on one line": layout.replace(/\n\s*/g, ""),
  "a layout without sections and lists": layoutOf(),
  "a layout without custom links": layoutOf(section("Information", "OneColumn", "Name"), notes),
  "a Lightning page": page,
  "a Lightning page on one line": page.replace(/\n\s*/g, ""),
};

describe.each(Object.entries(shapes))("%s", (_, text) => {
  const patched = patchLayout(file, text, parts);

  it("has section and fields afterwards, and can be read", () => {
    expect(XMLValidator.validate(patched)).toBe(true);
    for (const column of parts.columns) for (const { field } of column) expect(patched).toContain(field);
    expect(patched).toContain("Microsoft Partner Center<");
  });

  it("is the same patched twice as patched once", () => {
    expect(patchLayout(file, patched, parts)).toBe(patched);
  });

  it("has its old bytes when the patch is taken out, and nothing to take out otherwise", () => {
    expect(unpatchLayout(file, patched, parts)).toBe(text);
    expect(unpatchLayout(file, text, parts)).toBe(text);
  });

  it("keeps every line that it had, in order", () => {
    const lines = patched.split("\n");
    const kept = text.split("\n");
    let found = 0;
    for (const line of lines) if (line === kept[found]) found += 1;
    if (kept.length > 3) expect(found).toBe(kept.length);
  });
});

describe("the section", () => {
  const parser = new XMLParser();

  it("stands before the custom links, and like elements stay together", () => {
    const names = [...patchLayout(file, layout, parts).matchAll(/^ {4}<(\w+)>/gm)].map(([, name]) => name);
    expect(names).toEqual([
      "excludeButtons",
      "layoutSections",
      "layoutSections",
      "layoutSections",
      "relatedLists",
      "relatedLists",
      "showEmailCheckbox",
    ]);
    const { Layout: read } = parser.parse(patchLayout(file, layout, parts));
    expect(read.layoutSections.map(({ style }: { style: string }) => style)).toEqual([
      "TwoColumnsTopToBottom",
      "TwoColumnsTopToBottom",
      "CustomLinks",
    ]);
    expect(read.relatedLists[1].relatedList).toBe("Microsoft_Partner_Center_Solution__c.Opportunity__c");
  });

  it("leaves out what is on the page already, and what is for the flows alone", () => {
    const placed = layoutOf(section("Deal", "OneColumn", "Name", "Audit__c"));
    const patched = patchLayout(file, placed, parts);
    expect(patched.match(/<field>Audit__c<\/field>/g)).toHaveLength(1);
    expect(patched).not.toContain("Partner_Center_Sync_State__c");
    expect(patched).not.toContain("Partner_Center_Sync_Seen__c");
  });

  it("stands beside the section of Microsoft's own package, which stays when it comes out", () => {
    const theirs = section("Microsoft Partner Center", "OneColumn", "Audit__c", "Products__c");
    const placed = layoutOf(theirs);
    const patched = patchLayout(file, placed, parts);
    expect(patched.match(/<label>Microsoft Partner Center<\/label>/g)).toHaveLength(2);
    expect(patched.match(/<field>Audit__c<\/field>/g)).toHaveLength(1);
    expect(patchLayout(file, patched, parts)).toBe(patched);
    expect(unpatchLayout(file, patched, parts)).toBe(placed);
  });

  it("comes out also when somebody has changed it", () => {
    const moved = patchLayout(file, layout, parts).replace("<field>Audit__c</field>", "<field>Type</field>");
    expect(unpatchLayout(file, moved, parts)).toBe(layout);
  });

  it("of a Lightning page names facets that exist", () => {
    const patched = patchLayout(file, page, parts);
    const named = [...patched.matchAll(/<value>(Facet-[^<]+)<\/value>/g)].map(([, name]) => name);
    const facets = [...patched.matchAll(/<name>(Facet-[^<]+)<\/name>/g)].map(([, name]) => name);
    expect(named.length).toBe(3);
    expect(facets).toEqual(expect.arrayContaining(named));
  });
});

it("whatever sections and lists a layout has, the patch comes out without a trace", () => {
  const anySection = fc
    .tuple(
      fc.constantFrom("Information", "Links &amp; more", "Microsoft Partner Center"),
      fc.constantFrom("OneColumn", "CustomLinks"),
      fc.subarray(["Name", "Amount", "Referral_Link__c"]),
    )
    .map(([label, style, fields]) => section(label, style, ...fields));
  fc.assert(
    fc.property(
      fc.array(anySection),
      fc.boolean(),
      fc.constantFrom("\n", "\r\n"),
      (sections, hasList, lineEnd) => {
        const text = layoutOf(...sections, hasList ? notes : "").replaceAll("\n", lineEnd);
        const patched = patchLayout(file, text, parts);
        expect(patchLayout(file, patched, parts)).toBe(patched);
        expect(unpatchLayout(file, patched, parts)).toBe(text);
      },
    ),
  );
});

describe("what is no layout", () => {
  it.each([
    "",
    "<Layout>",
    "<Layout></Page>",
    "<Profile></Profile>",
    "<Layout/><Layout/>",
    `<a>${"<b>".repeat(50)}`,
    "<FlexiPage><type>RecordPage</type></FlexiPage>",
  ])("%s is refused with a code", (text) => {
    expect(() => patchLayout(file, text, parts)).toThrow(/SFM\.LAYOUT_UNREADABLE/);
  });
});

describe("cosell salesforce patch-layout", () => {
  function project(): { readonly folder: string; readonly read: () => string } {
    const folder = projectFolder();
    writeFileSync(join(folder, "a.layout-meta.xml"), layout);
    return { folder, read: () => readFileSync(join(folder, "a.layout-meta.xml"), "utf8") };
  }
  const words = (...more: readonly string[]) => ["salesforce", "patch-layout", "a.layout-meta.xml", ...more];

  it("shows the difference and changes nothing in a dry run", async () => {
    const { folder, read } = project();
    const { code, stdout } = await cosell(words("--dry-run"), folder);
    expect(code).toBe(0);
    expect(stdout).toContain("+        <label>Microsoft Partner Center</label>\n");
    expect(stdout.split("\n").filter((line) => line.startsWith("-"))).toEqual(["--- a.layout-meta.xml"]);
    expect(read()).toBe(layout);
  });

  it("patches, does nothing the second time, and takes out again", async () => {
    const { folder, read } = project();
    expect((await cosell(words(), folder)).stderr).toContain("changed");
    expect(read()).toBe(patchLayout(file, layout, parts));
    expect(JSON.parse((await cosell(words("--json"), folder)).stdout)).toEqual({
      dryRun: false,
      files: [{ file: "a.layout-meta.xml", changed: false }],
    });
    expect((await cosell(words("--remove"), folder)).code).toBe(0);
    expect(read()).toBe(layout);
  });

  it("changes no file if one of them cannot be patched", async () => {
    const { folder, read } = project();
    writeFileSync(join(folder, "b.layout-meta.xml"), Buffer.from([0x3c, 0xff]));
    const { code, stderr } = await cosell([...words(), "b.layout-meta.xml"], folder);
    expect(code).toBe(2);
    expect(stderr).toContain("SFM.LAYOUT_UNREADABLE");
    expect(read()).toBe(layout);
  });
});
