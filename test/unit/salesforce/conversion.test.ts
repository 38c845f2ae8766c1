import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { emitSalesforce } from "../../../salesforce/index.ts";
import { emptyFolder } from "../cli/folders.ts";
import { emitted, modelOfCase, modelWithRow, sourceOf, zipOf } from "./packages.ts";

// Salesforce's own library converts between the two forms. It logs into the home folder, so it is given another one.

process.env["HOME"] = emptyFolder();
process.env["SF_DISABLE_LOG_FILE"] = "true";
const { ComponentSet, MetadataConverter } = await import("@salesforce/source-deploy-retrieve");

type Files = Readonly<Record<string, string>>;

function writeAll(files: Files): string {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function readAll(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return Object.fromEntries(
    paths
      .filter((path) => statSync(path).isFile())
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
  );
}

async function convert(files: Files, format: "source" | "metadata"): Promise<Files> {
  const components = ComponentSet.fromSource(writeAll(files));
  components.sourceApiVersion = "62.0"; // Without it the library asks Salesforce for the newest.
  const outputDirectory = emptyFolder();
  await new MetadataConverter().convert(components, format, {
    type: "directory",
    outputDirectory,
    genUniqueDir: false,
  });
  return readAll(outputDirectory);
}

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, preserveOrder: false });

/** What the files say, whatever the order of different elements. */
const contents = (files: Files) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, parser.parse(text)]));

const forceApp = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith("force-app/")));

const hostile = modelWithRow({
  label: `Deal <"&'> 交易`,
  crm: "Opportunity.Deal_Region__c",
  referral: "customerProfile.address.region",
  direction: "both",
  policy: "crm",
});

const cases = {
  "the default mapping": emitted(),
  "a namespace": emitted({ crm: { namespace: "acme" } }),
  "fields that exist and others of other names": emitted({
    crm: { existing: ["Opportunity.Audit__c"], opportunity: { state: "Deal_State__c" } },
  }),
  "the object of solutions switched off": emitted({
    crm: { existing: ["Microsoft_Partner_Center_Solution__c.*"] },
  }),
  "a hostile label": emitSalesforce(hostile),
  "a hostile label of the object, which names its page": emitted({
    crm: { labels: { Microsoft_Partner_Center_Solution__c: "Lösung / 100% <X>" } },
  }),
  "every name and label the customer's own": emitSalesforce(modelOfCase("salesforce-renamed")),
};

describe.each(Object.entries(cases))("converted by source-deploy-retrieve, with %s", (_, artifacts) => {
  const source = forceApp(sourceOf(artifacts));
  const metadata = zipOf(artifacts);

  it("the source gives the metadata zip", async () => {
    expect(contents(await convert(source, "metadata"))).toEqual(contents(metadata));
  });

  it("the metadata zip gives the source, byte for byte", async () => {
    const back = await convert(metadata, "source");
    const given = Object.fromEntries(
      Object.entries(back)
        // The library makes one for each standard object with fields; there is nothing in it.
        .filter(([path, text]) => !/\.object-meta\.xml$/.test(path) || text.includes("<label>"))
        .map(([path, text]) => [path.replace(/^main\//, "force-app/main/"), text]),
    );
    expect(given).toEqual(source);
  });

  it("resolves every file to a component that the manifest lists", async () => {
    const components = ComponentSet.fromSource(writeAll(source));
    components.sourceApiVersion = "62.0";
    const resolved = components.getSourceComponents().toArray();
    const children = resolved.flatMap((component) => component.getChildren());
    const paths = [...resolved, ...children].flatMap(({ xml }) => (xml === undefined ? [] : [xml]));
    expect(new Set(paths).size).toBe(Object.keys(source).length);
    expect(parser.parse(await components.getPackageXml())).toEqual(
      parser.parse(sourceOf(artifacts)["manifest/package.xml"] ?? ""),
    );
  });
});
