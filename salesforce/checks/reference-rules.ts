import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { salesforceCodes } from "../codes.ts";
import { type Component, type SalesforcePackage, splitName } from "../metadata/component.ts";
import { childrenOf, named, textOf } from "../metadata/element.ts";
import { bareName } from "../package/labels.ts";
import { deep } from "./name-rules.ts";
import type { Rule } from "./rule.ts";

/** Whatever is named in a component is in the package, exists in the organization, or is standard. */
export const checkReferences: Rule = (pack, places) => {
  const known = new Set(
    [...pack.components.map(({ name }) => name), ...pack.existing].map((name) => name.toLowerCase()),
  );
  return pack.components.flatMap((component) =>
    [...new Set(targetsOf(component))]
      .filter((target) => isCustom(target) && !known.has(target.toLowerCase()))
      .map(
        (target): Diagnostic =>
          salesforceCodes.finding(
            "REFERENCE_UNKNOWN",
            { name: component.name, target },
            places.of(component, "name"),
          ),
      ),
  );
};

/** What is said to exist is something that the package would have made. */
export const checkExisting: Rule = ({ unneeded }, places) =>
  unneeded.map(({ name, origin }) =>
    salesforceCodes.finding("EXISTING_UNKNOWN", { name }, places.at(origin)),
  );

/** What is given a label has one in the package, or exists. */
export const checkLabels: Rule = ({ components, existing, labels }, places) => {
  const known = new Set([
    ...components.flatMap(({ name, content }) =>
      textOf(content, "label") === undefined
        ? []
        : [ownName(name), textOf(content, "relationshipName") ?? ""],
    ),
    ...existing.map(ownName),
  ]);
  return labels
    .filter((name) => !known.has(name) && !known.has(bareName(name)))
    .map((name) => salesforceCodes.finding("LABEL_UNKNOWN", { name }, places.ofLabel(name)));
};

const ownName = (name: string): string => name.slice(name.indexOf(".") + 1);

/** Standard fields and objects are there; custom ones end with __c. A custom permission is always named in full. */
function isCustom(target: string): boolean {
  return target.endsWith("__c") || !target.includes(".");
}

function targetsOf(component: Component): readonly string[] {
  const { type, name, content } = component;
  const texts = (element: string) =>
    deep(content, element).flatMap((found) => (typeof found.content === "string" ? [found.content] : []));
  const ofObject = (fields: readonly string[]) => {
    const { object } = splitName(name);
    return fields.filter((field) => field.endsWith("__c")).map((field) => `${object}.${field}`);
  };
  switch (type) {
    case "CustomField": {
      const [object] = texts("summaryForeignKey").map((key) => splitName(key).object);
      const parents = texts("referenceTo").filter((parent) => parent.endsWith("__c"));
      return [
        ...texts("summaryForeignKey"),
        ...texts("summarizedField"),
        ...parents,
        ...(object === undefined ? [] : [object]),
      ];
    }
    case "ListView":
      return ofObject([...texts("columns"), ...texts("field")]);
    case "ValidationRule": {
      const formula = textOf(content, "errorConditionFormula") ?? "";
      const permissions = [...formula.matchAll(/\$Permission\.(\w+)/g)].flatMap(([, found]) => found ?? []);
      return [
        ...ofObject([...texts("errorDisplayField"), ...(formula.match(/\b\w+__c\b/g) ?? [])]),
        ...permissions,
      ];
    }
    case "Layout": {
      const object = name.slice(0, name.indexOf("-"));
      const fields = texts("field").filter((field) => field.endsWith("__c"));
      return fields.map((field) => `${object}.${field}`);
    }
    case "PermissionSet":
      return [
        ...named(content, "customPermissions").flatMap((each) => textOf(childrenOf(each), "name") ?? []),
        ...texts("field"),
        ...texts("object").filter((object) => object.endsWith("__c")),
      ];
    case "CustomObject":
    case "CustomPermission":
    case "Settings":
      return [];
  }
}

/** The elements of a component of the package, by its name. */
export function fieldNamed({ components }: SalesforcePackage, name: string): Component | undefined {
  return components.find(
    (component) => component.type === "CustomField" && component.name.toLowerCase() === name.toLowerCase(),
  );
}
