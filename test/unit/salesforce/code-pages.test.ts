import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { checkManifest } from "../../../salesforce/checks/check-manifest.ts";
import { checkPackage } from "../../../salesforce/checks/check-package.ts";
import { layoutParts } from "../../../salesforce/layout/layout-parts.ts";
import { patchLayout } from "../../../salesforce/layout/patch-layout.ts";
import type { Component, ComponentType } from "../../../salesforce/metadata/component.ts";
import { type Element, elements, textOf } from "../../../salesforce/metadata/element.ts";
import { metadataFiles } from "../../../salesforce/metadata/write-files.ts";
import { codePage, documentedCodes } from "../code-page.ts";
import { changed, modelWith, packageWith } from "./packages.ts";

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: true, parseTagValue: false });

/** The file of a component, read into what the rules look at. */
function componentOf(xml: string): Component {
  const [root] = toElements(parser.parse(xml));
  const content = typeof root?.content === "object" ? root.content : [];
  const type = (root?.name ?? "") as ComponentType; // An unknown one has no rules, and the example would not hold.
  const fullName = textOf(content, "fullName");
  const names: Partial<Record<ComponentType, string>> = {
    CustomObject: "Deal_Desk__c",
    PermissionSet: "Deal_desk",
  };
  return {
    type,
    name: names[type] ?? `Opportunity.${fullName}`,
    content: content.filter(({ name }) => name !== "fullName"),
    origin: [],
  };
}

function toElements(list: readonly Readonly<Record<string, unknown>>[]): readonly Element[] {
  return list.flatMap((node): readonly Element[] => {
    const [name = ""] = Object.keys(node);
    const inner = node[name];
    if (!Array.isArray(inner)) return [];
    const [first] = inner;
    const isText = inner.length === 1 && typeof first === "object" && first !== null && "#text" in first;
    return [{ name, content: isText ? String(first["#text"]) : toElements(inner) }];
  });
}

const files = metadataFiles(packageWith().components);
const permission = "customPermissions/Cosell_Integration_User.customPermission";

function outcome(code: string, text: string): readonly string[] {
  switch (code) {
    case "SFM.LAYOUT_UNREADABLE":
      try {
        patchLayout("Opportunity.layout-meta.xml", text, layoutParts(modelWith()));
        return [];
      } catch (error) {
        if (error instanceof Failure) return [error.diagnostic.code];
        throw error;
      }
    case "SFM.EXISTING_UNKNOWN":
    case "SFM.LABEL_UNKNOWN":
      return codes(checkPackage(packageWith(parse(text))));
    case "SFM.MANIFEST_DIFFERS":
      return codes(checkManifest({ "package.xml": text, [permission]: files[permission] ?? "" }));
    case "SFM.CHARACTER_ILLEGAL":
      return codes(
        checkPackage(
          changed(packageWith(), "", {
            type: "CustomPermission",
            name: "Deal_desk",
            content: elements({ label: text.replace("\\u0007", "\u0007") }),
            origin: [],
          }),
        ),
      );
    default:
      return codes(checkPackage(changed(packageWith(), "", componentOf(text))));
  }
}

const codes = (found: readonly { readonly code: string }[]) => [...new Set(found.map(({ code }) => code))];

describe.each(documentedCodes("SFM"))("the page of %s", (code) => {
  const page = codePage(code);

  it("has a bad example that ends with it and with nothing else", () => {
    expect(outcome(code, page.example("Bad")[1])).toEqual([code]);
  });

  it("has a good example that does not", () => {
    expect(outcome(code, page.example("Good")[1])).toEqual([]);
  });
});
