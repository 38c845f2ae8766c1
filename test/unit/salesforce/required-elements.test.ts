import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { deep } from "../../../salesforce/checks/name-rules.ts";
import type { Component } from "../../../salesforce/metadata/component.ts";
import { childrenOf, type Element } from "../../../salesforce/metadata/element.ts";
import { salesforcePackage } from "../../../salesforce/package/salesforce-package.ts";
import { modelOfCase, packageWith } from "./packages.ts";

// Salesforce's own types, which it makes of the description of its Metadata API, say which elements a component must have.

const converter = createRequire(import.meta.url).resolve("@salesforce/source-deploy-retrieve");
const declarations = readFileSync(
  createRequire(converter).resolve("@salesforce/types/metadata").replace(/\.js$/, ".d.ts"),
  "utf8",
);

/** The elements of a type that may not be left out; lists may be empty. */
function requiredOf(type: string): readonly string[] {
  const body = new RegExp(`^export type ${type} = (?:Metadata & )?\\{\\n([\\s\\S]*?)^\\};`, "m").exec(
    declarations,
  )?.[1];
  if (body === undefined) throw new TypeError(`Salesforce has no type ${type}`);
  return [...body.matchAll(/^ {4}(\w+): ([^;]+);$/gm)]
    .filter(([, , kind = ""]) => !kind.endsWith("[]"))
    .map(([, name = ""]) => name);
}

const namesIn = (content: readonly Element[]) => content.map(({ name }) => name);

/** What is missing of a component, and of what stands in it. */
function missing({ type, name, content }: Component): readonly string[] {
  const lacks = (kind: string, held: readonly Element[]) =>
    requiredOf(kind)
      .filter((element) => !namesIn(held).includes(element))
      .map((element) => `${type} ${name}: ${kind}.${element}`);
  return [
    ...lacks(type, content),
    ...Object.entries({ ...parts, ...(type === "CustomField" ? { value: "CustomValue" } : {}) }).flatMap(
      ([element, kind]) => deep(content, element).flatMap((part) => lacks(kind, childrenOf(part))),
    ),
  ];
}

/** The types of elements that hold further ones. */
const parts: Readonly<Record<string, string>> = {
  fieldPermissions: "PermissionSetFieldPermissions",
  objectPermissions: "PermissionSetObjectPermissions",
  userPermissions: "PermissionSetUserPermission",
  customPermissions: "PermissionSetCustomPermissions",
  filters: "ListViewFilter",
  layoutSections: "LayoutSection",
  valueSetDefinition: "ValueSetValuesDefinition",
};

describe("what Salesforce requires of each component", () => {
  it.each([
    ["the usual package", packageWith()],
    ["one with other names", salesforcePackage(modelOfCase("salesforce-renamed"))],
  ])("is in %s", (_, { components }) => {
    expect(components.flatMap(missing)).toEqual([]);
  });

  it("is known: a permission without its licence, a view without its scope", () => {
    expect(requiredOf("CustomPermission")).toEqual(["isLicensed", "label"]);
    const bare: Component = { type: "ListView", name: "Opportunity.X", content: [], origin: [] };
    expect(missing(bare)).toEqual([
      "ListView Opportunity.X: ListView.filterScope",
      "ListView Opportunity.X: ListView.label",
    ]);
  });
});
