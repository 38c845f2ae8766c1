import type { Element, Node } from "@xmldom/xmldom";
import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import type { WdlObject, WdlValue } from "../value.ts";
import { readXml, XmlTextError } from "./read-xml.ts";

const elementNode = 1;
const textNode = 3;
const dataNode = 4;

export function looksLikeXml(text: string): boolean {
  return /^\ufeff?\s*</.test(text);
}

/**
 * The object that stands for XML, by the conventions of the platform's JSON library: attributes are `@name`, text
 * beside other content is `#text`, elements of one name become an array, an empty element is null.
 */
export function xmlToJson(text: string, single: Quirks["single-xml-element"]): WdlValue {
  try {
    const document = readXml(text.replace(/^\ufeff/, ""));
    const root = document.documentElement;
    const declaration = declarationOf(text);
    return {
      ...(declaration === undefined ? {} : { "?xml": declaration }),
      ...(root === null ? {} : { [root.nodeName]: fromElement(root, single) }),
    };
  } catch (error) {
    if (!(error instanceof XmlTextError)) throw error;
    throw new ExpressionError(
      `The template language function 'json' parameter is not valid. The provided value cannot be converted from XML: '${error.message}'.`,
    );
  }
}

function fromElement(element: Element, single: Quirks["single-xml-element"]): WdlValue {
  const attributes = Array.from(element.attributes, ({ name, value }): [string, WdlValue] => [
    `@${name}`,
    value,
  ]);
  const children = nodes(element).filter(isElement);
  const text = nodes(element)
    .filter(({ nodeType }) => nodeType === textNode || nodeType === dataNode)
    .map(({ nodeValue }) => nodeValue ?? "")
    .join("");
  if (attributes.length === 0 && children.length === 0) return text === "" ? null : text;
  const groups = new Map<string, WdlValue[]>();
  for (const child of children) {
    const group = groups.get(child.nodeName) ?? [];
    group.push(fromElement(child, single));
    groups.set(child.nodeName, group);
  }
  return Object.fromEntries([
    ...attributes,
    ...(text.trim() === "" ? [] : [["#text", text] as const]),
    ...Array.from(groups, ([name, group]) => {
      const [only = null, second] = group;
      return [name, second === undefined && single === "object" ? only : group] as const;
    }),
  ]);
}

function declarationOf(text: string): WdlObject | undefined {
  const declaration = /^\ufeff?\s*<\?xml\s([^?]*)\?>/.exec(text)?.[1];
  if (declaration === undefined) return undefined;
  const parts = declaration.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries(
    Array.from(parts, ([, name = "", double, simple]) => [`@${name}`, double ?? simple ?? ""]),
  );
}

function nodes(element: Element): readonly Node[] {
  return Array.from(element.childNodes);
}

function isElement(node: Node): node is Element {
  return node.nodeType === elementNode;
}
