import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element of a parsed document: attributes under `@name`, text under `#text`, children in their order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

/** Nothing in a solution is nested deeper than forms of model-driven apps. */
const deepest = 200;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  processEntities: true,
  // Numeric references come with this switch only.
  htmlEntities: true,
});

/** Reads XML of unknown origin: no document type, so that no entity can be declared; bounded depth. */
export function parseXml(text: string): XmlReading {
  const plain = text.replace(/^\u{feff}/u, "");
  if (/<!(?:DOCTYPE|ENTITY)/i.test(plain)) return { ok: false, reason: "it declares a document type" };
  if (depthOf(plain) > deepest) return { ok: false, reason: `it is nested more than ${deepest} levels deep` };
  const valid = XMLValidator.validate(plain);
  if (valid !== true) return { ok: false, reason: `line ${valid.err.line}: ${valid.err.msg}` };
  const [root] = elements(parser.parse(plain));
  return root === undefined ? { ok: false, reason: "it is empty" } : { ok: true, root };
}

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of text.matchAll(/<(?:\/|[A-Za-z_])[^>]*>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!tag.endsWith("/>")) depth += 1;
    most = Math.max(most, depth);
  }
  return most;
}

type RawNode = Readonly<Record<string, unknown>>;

function elements(nodes: unknown): readonly XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: RawNode) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    return name === undefined ? [] : [element(name, node)];
  });
}

function element(name: string, node: RawNode): XmlElement {
  const content: unknown = node[name];
  const inner: readonly RawNode[] = Array.isArray(content) ? content : [];
  const attributes = node[":@"];
  return {
    name,
    attributes:
      typeof attributes === "object" && attributes !== null
        ? Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]))
        : {},
    children: elements(inner),
    text: inner.map((each) => ("#text" in each ? String(each["#text"]) : "")).join(""),
  };
}

/** The first child of that name. */
export const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent?.children.find((each) => each.name === name);

/** Every child of that name. */
export const childrenOf = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent?.children.filter((each) => each.name === name) ?? [];

/** The text of the first child of that name; empty where there is none. */
export const textOf = (parent: XmlElement | undefined, name: string): string =>
  child(parent, name)?.text ?? "";
