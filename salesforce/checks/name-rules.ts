import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { salesforceCodes } from "../codes.ts";
import { limits, limitsOfType, reservedNames } from "../facts.ts";
import { type Component, splitName } from "../metadata/component.ts";
import { childrenOf, type Element, illegal, named, textOf } from "../metadata/element.ts";
import type { Places, Rule } from "./rule.ts";

/** API names: letters, digits and single underscores, not too long, with the suffix of their kind. */
export const checkNames: Rule = ({ components, namespace }, places) =>
  components.flatMap((component) => {
    const problem = problemOf(component, namespace);
    return problem === undefined
      ? []
      : [
          salesforceCodes.finding(
            "NAME_INVALID",
            { name: component.name, problem },
            places.of(component, "name"),
          ),
        ];
  });

function problemOf({ type, name }: Component, namespace: string): string | undefined {
  switch (type) {
    case "CustomField":
      return problemOfCustomName(splitName(name).member, namespace);
    case "CustomObject":
      return problemOfCustomName(name, namespace);
    case "CustomPermission":
    case "PermissionSet":
      return problemOfBareName(name, limitsOfType[type]?.name);
    case "ListView":
    case "ValidationRule":
      return problemOfBareName(splitName(name).member);
    case "Layout":
    case "Settings":
      return undefined;
  }
}

function problemOfCustomName(name: string, namespace: string): string | undefined {
  if (!name.endsWith("__c")) return "a custom name ends with __c";
  const bare = name.slice(0, -"__c".length);
  const prefix = `${namespace}__`;
  return problemOfBareName(namespace !== "" && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare);
}

function problemOfBareName(name: string, longest: number = limits.name): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    return "it is made of letters, digits and underscores, a letter first";
  if (name.includes("__")) return "two underscores in a row stand for a namespace";
  if (name.endsWith("_")) return "it ends with an underscore";
  if (name.length > longest) return `it has ${name.length} characters, and ${longest} are allowed`;
  if (reservedNames.has(name.toLowerCase())) return "Salesforce keeps the name for itself";
  return undefined;
}

/** Two components of one kind never share a name; API names do not distinguish capitals. */
export const checkTwice: Rule = ({ components }, places) => {
  const seen = new Set<string>();
  return components.flatMap((component) => {
    const { type, name } = component;
    const key = `${type} ${name}`.toLowerCase();
    if (seen.has(key))
      return [salesforceCodes.finding("NAME_TWICE", { name, type }, places.of(component, "name"))];
    seen.add(key);
    return [];
  });
};

const bounds: Readonly<Record<string, number>> = {
  inlineHelpText: limits.helpText,
  errorMessage: limits.errorMessage,
  errorConditionFormula: limits.formula,
};

/** What people read: labels, descriptions, help, messages. */
export const checkTexts: Rule = ({ components }, places) =>
  components.flatMap((component) => [
    ...labelFindings(component, places),
    ...boundFindings(component, places),
    ...illegalFindings(component, component.content, places),
  ]);

function boundFindings(component: Component, places: Places): readonly Diagnostic[] {
  const { type, name, content } = component;
  const description = limitsOfType[type]?.description ?? limits.description;
  return Object.entries({ ...bounds, description }).flatMap(([element, limit]) => {
    const length = textOf(content, element)?.length ?? 0;
    if (length <= limit) return [];
    const where = places.of(component, "whole");
    return [salesforceCodes.finding("TEXT_TOO_LONG", { element, name, length, limit }, where)];
  });
}

const labelElements = ["label", "pluralLabel", "relationshipLabel"];

function labelFindings(component: Component, places: Places): readonly Diagnostic[] {
  const { type, name, content } = component;
  const limit = limitsOfType[type]?.label ?? limits.label;
  return labelElements.flatMap((element) => {
    const label = textOf(content, element) ?? "";
    const { length } = label;
    if (length <= limit) return [];
    const where = places.of(component, "label");
    return [salesforceCodes.finding("LABEL_TOO_LONG", { label, name, length, limit }, where)];
  });
}

function illegalFindings(
  component: Component,
  content: readonly Element[],
  places: Places,
): readonly Diagnostic[] {
  const { name } = component;
  return content.flatMap((element) => {
    if (typeof element.content !== "string") return illegalFindings(component, element.content, places);
    const found = illegal.exec(element.content)?.[0].codePointAt(0);
    if (found === undefined) return [];
    const character = `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
    const where = places.of(component, labelElements.includes(element.name) ? "label" : "values");
    return [salesforceCodes.finding("CHARACTER_ILLEGAL", { element: element.name, name, character }, where)];
  });
}

/** Everything of one name, at any depth. */
export function deep(content: readonly Element[], name: string): readonly Element[] {
  return [...named(content, name), ...content.flatMap((element) => deep(childrenOf(element), name))];
}
