import { childrenOf, parseXml, textOf, type XmlElement } from "../../read/parse-xml.ts";
import { decode } from "../../read/read-solution.ts";
import type { FileContents } from "../../read/read-zip.ts";
import type { Component, Part, PartKind } from "../component.ts";
import { flattenXml } from "../flatten.ts";

/** A package in Salesforce's metadata format: objects with their fields, permission sets, and every other file as it is. */
export function describeSalesforce(files: FileContents): readonly Component[] {
  return [...files]
    .filter(([path]) => path !== "package.xml")
    .map(([path, bytes]) => {
      const text = decode(bytes);
      const read = parseXml(text);
      const name = path.replace(/^[^/]+\//, "").replace(/\.[^.]+$/, "");
      if (read.ok && path.endsWith(".object")) return describeObject(name, read.root);
      if (read.ok && path.endsWith(".permissionset")) return describePermissionSet(name, read.root);
      const fields = read.ok ? flattenXml(read.root) : new Map([["text", text]]);
      return { kind: "Salesforce file", key: path, name: path, fields, parts: [] };
    });
}

/** What an object file holds several of, and the element that names each (Metadata API, CustomObject). */
const objectParts: readonly (readonly [element: string, kind: PartKind])[] = [
  ["fields", "field"],
  ["validationRules", "rule"],
  ["listViews", "list view"],
];

function describeObject(name: string, root: XmlElement): Component {
  return {
    kind: "Salesforce object",
    key: name,
    name,
    fields: flattenXml(root, new Set(objectParts.map(([element]) => element))),
    parts: objectParts.flatMap(([element, kind]) =>
      childrenOf(root, element).map(
        (each): Part => ({
          kind,
          name: textOf(each, "fullName"),
          fields: flattenXml(each, new Set(["fullName"])),
        }),
      ),
    ),
  };
}

/** What a permission set grants: the element, what it is on, and the element that names that (Metadata API, PermissionSet). */
const grants = [
  ["objectPermissions", "object", "object"],
  ["fieldPermissions", "field", "field"],
  ["customPermissions", "custom permission", "name"],
  ["userPermissions", "user permission", "name"],
  ["tabSettings", "tab", "tab"],
  ["classAccesses", "Apex class", "apexClass"],
  ["applicationVisibilities", "application", "application"],
  ["recordTypeVisibilities", "record type", "recordType"],
] as const;

function describePermissionSet(name: string, root: XmlElement): Component {
  return {
    kind: "Salesforce permission set",
    key: name,
    name,
    fields: flattenXml(root, new Set(grants.map(([element]) => element))),
    parts: grants.flatMap(([element, on, named]) =>
      childrenOf(root, element).map(
        (each): Part => ({
          kind: "permission",
          name: `${on} ${textOf(each, named)}`,
          fields: flattenXml(each, new Set([named])),
        }),
      ),
    ),
  };
}
