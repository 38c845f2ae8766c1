import type { Org } from "../org.ts";
import type { SchemaSource } from "../schema/model.ts";

/** What packages have brought, as `CustomField:Opportunity.Audit__c`, sorted. */
export function componentsOf(org: Org): readonly string[] {
  const others = [...org.otherComponents].flatMap(([type, names]) =>
    [...names].map((name) => `${type}:${name}`),
  );
  return [...schemaComponents(org.deployed()), ...others].sort();
}

/** The components of a schema by the names that manifests give them. */
export function schemaComponents({ objects, permissionSets }: SchemaSource): readonly string[] {
  return [
    ...objects.flatMap((object) => [
      ...(object.custom === true ? [`CustomObject:${object.name}`] : []),
      ...object.fields
        .filter(({ name }) => name.endsWith("__c"))
        .map(({ name }) => `CustomField:${object.name}.${name}`),
      ...(object.validationRules ?? []).map(({ name }) => `ValidationRule:${object.name}.${name}`),
    ]),
    ...permissionSets.map(({ name }) => `PermissionSet:${name}`),
  ];
}

/** Folder and ending of the files of components that stand each in a file of its own. */
export const filesByType: Readonly<Record<string, readonly [string, string]>> = {
  CustomPermission: ["customPermissions", "customPermission"],
  Layout: ["layouts", "layout"],
  CustomTab: ["tabs", "tab"],
  FlexiPage: ["flexipages", "flexipage"],
  Settings: ["settings", "settings"],
};

/** Types that are parts of an object's file and change nothing of what the API accepts. */
export const partsOfObjects: Readonly<Record<string, string>> = {
  ListView: "listViews",
  CompactLayout: "compactLayouts",
  WebLink: "webLinks",
  FieldSet: "fieldSets",
};
