import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { salesforceCodes } from "../codes.ts";
import { limits, reservedNames } from "../facts.ts";
import { type Component, splitName } from "../metadata/component.ts";
import { childrenOf, type Element, illegal, named, textOf } from "../metadata/element.ts";
import type { Rule } from "./rule.ts";

/** API names: letters, digits and single underscores, not too long, with the suffix of their kind. */
export const checkNames: Rule = ({ components, namespace }) =>
  components.flatMap((component) => {
    const problem = problemOf(component, namespace);
    return problem === undefined
      ? []
      : [salesforceCodes.finding("NAME_INVALID", { name: component.name, problem })];
  });

function problemOf({ type, name }: Component, namespace: string): string | undefined {
  switch (type) {
    case "CustomField":
      return problemOfCustomName(splitName(name).member, namespace);
    case "CustomObject":
      return problemOfCustomName(name, namespace);
    case "CustomPermission":
    case "PermissionSet":
      return problemOfBareName(name);
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

function problemOfBareName(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    return "it is made of letters, digits and underscores, a letter first";
  if (name.includes("__")) return "two underscores in a row stand for a namespace";
  if (name.endsWith("_")) return "it ends with an underscore";
  if (name.length > limits.name) return `it has ${name.length} characters, and ${limits.name} are allowed`;
  if (reservedNames.has(name.toLowerCase())) return "Salesforce keeps the name for itself";
  return undefined;
}

/** Two components of one kind never share a name; API names do not distinguish capitals. */
export const checkTwice: Rule = ({ components }) => {
  const seen = new Set<string>();
  return components.flatMap(({ type, name }) => {
    const key = `${type} ${name}`.toLowerCase();
    if (seen.has(key)) return [salesforceCodes.finding("NAME_TWICE", { name, type })];
    seen.add(key);
    return [];
  });
};

const bounds: Readonly<Record<string, number>> = {
  description: limits.description,
  inlineHelpText: limits.helpText,
  errorMessage: limits.errorMessage,
  errorConditionFormula: limits.formula,
};

/** What people read: labels, descriptions, help, messages. */
export const checkTexts: Rule = ({ components }) =>
  components.flatMap(({ name, content }) => [
    ...labelFindings(name, content),
    ...Object.entries(bounds).flatMap(([element, limit]) => {
      const length = textOf(content, element)?.length ?? 0;
      return length <= limit
        ? []
        : [salesforceCodes.finding("TEXT_TOO_LONG", { element, name, length, limit })];
    }),
    ...illegalFindings(name, content),
  ]);

function labelFindings(name: string, content: readonly Element[]): readonly Diagnostic[] {
  return ["label", "pluralLabel", "relationshipLabel"].flatMap((element) => {
    const label = textOf(content, element) ?? "";
    return label.length <= limits.label
      ? []
      : [
          salesforceCodes.finding("LABEL_TOO_LONG", {
            label,
            name,
            length: label.length,
            limit: limits.label,
          }),
        ];
  });
}

function illegalFindings(name: string, content: readonly Element[]): readonly Diagnostic[] {
  return content.flatMap((element) => {
    if (typeof element.content !== "string") return illegalFindings(name, childrenOf(element));
    const found = illegal.exec(element.content)?.[0].codePointAt(0);
    if (found === undefined) return [];
    const character = `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
    return [salesforceCodes.finding("CHARACTER_ILLEGAL", { element: element.name, name, character })];
  });
}

/** Everything of one name, at any depth. */
export function deep(content: readonly Element[], name: string): readonly Element[] {
  return [...named(content, name), ...content.flatMap((element) => deep(childrenOf(element), name))];
}
