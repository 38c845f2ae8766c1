import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element: attributes under "@name", children as lists, text under "#text". */
export interface Element {
  readonly [name: string]: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  alwaysCreateTextNode: true,
  trimValues: false,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
});

/** Reads a document; undefined when it is not well formed. */
export function parseXml(text: string): Element | undefined {
  const clean = text.replace(/^\uFEFF/, "");
  if (XMLValidator.validate(clean) !== true) return undefined;
  const document: unknown = parser.parse(clean);
  return isElement(document) ? document : undefined;
}

export function all(element: Element | undefined, ...path: readonly string[]): readonly Element[] {
  let elements: readonly Element[] = element === undefined ? [] : [element];
  for (const name of path) {
    elements = elements.flatMap((parent) => {
      const list = parent[name];
      return Array.isArray(list) ? list.filter(isElement) : [];
    });
  }
  return elements;
}

export function first(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  return all(element, ...path)[0];
}

/** The text of the first element at the path; undefined when there is no such element. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  const found = first(element, ...path);
  if (found === undefined) return undefined;
  const text = found["#text"];
  return typeof text === "string" ? text : "";
}

export function attribute(element: Element, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === "string" ? value : undefined;
}

/** Names of the child elements that hold something. */
export function filledChildren(element: Element | undefined): readonly string[] {
  if (element === undefined) return [];
  return Object.entries(element)
    .filter(
      ([name, list]) =>
        Array.isArray(list) &&
        list.some((child) => isElement(child) && holdsElements(child)) &&
        name !== "#text",
    )
    .map(([name]) => name);
}

function holdsElements(element: Element): boolean {
  return Object.values(element).some((value) => Array.isArray(value));
}

function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
