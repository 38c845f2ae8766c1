import { XMLParser, XMLValidator } from "fast-xml-parser";
import { maximumReading } from "../facts.ts";
import { objectionTo } from "./xml-shape.ts";

/** An element of a parsed document, with its children in their order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

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
  maxNestedTags: maximumReading.xmlDepth + 1,
});

/** Reads XML of unknown origin: no document type, so that no entity can be declared; bounded depth. */
export function parseXml(text: string): XmlReading {
  const plain = text.replace(/^\u{feff}/u, "");
  const objection = objectionTo(plain);
  if (objection !== undefined) return { ok: false, reason: objection };
  const valid = XMLValidator.validate(plain);
  if (valid !== true) return { ok: false, reason: `line ${valid.err.line}: ${valid.err.msg}` };
  try {
    const [root] = elements(parser.parse(plain));
    return root === undefined ? { ok: false, reason: "it has no element" } : { ok: true, root };
  } catch (error) {
    // The parser throws plain errors, for one at names that a JavaScript object cannot safely have.
    if (error instanceof Error) return { ok: false, reason: error.message };
    throw error;
  }
}

type RawNode = Readonly<Record<string, unknown>>;

function elements(nodes: unknown): readonly XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: RawNode) => {
    const name = nameOf(node);
    return name === undefined ? [] : [element(name, node)];
  });
}

function nameOf(node: RawNode): string | undefined {
  for (const key in node) if (key !== ":@" && key !== "#text") return key;
  return undefined;
}

/** Most of a large document is never asked for: each part is made when it is. */
function element(name: string, node: RawNode): XmlElement {
  const content: unknown = node[name];
  const inner: readonly RawNode[] = Array.isArray(content) ? content : [];
  let children: readonly XmlElement[] | undefined;
  let attributes: XmlElement["attributes"] | undefined;
  return {
    name,
    get attributes() {
      attributes ??= attributesOf(node[":@"]);
      return attributes;
    },
    get children() {
      children ??= elements(inner);
      return children;
    },
    get text() {
      return inner.map((each) => ("#text" in each ? String(each["#text"]) : "")).join("");
    },
  };
}

function attributesOf(raw: unknown): XmlElement["attributes"] {
  if (typeof raw !== "object" || raw === null) return {};
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)]));
}

/** The first child of that name. */
export const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent?.children.find((each) => each.name === name);

/** Every child of that name. */
export const childrenOf = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent?.children.filter((each) => each.name === name) ?? [];

/** The text of the first child of that name, without the blanks of an indented file; empty where there is none. */
export const textOf = (parent: XmlElement | undefined, name: string): string =>
  child(parent, name)?.text.trim() ?? "";
