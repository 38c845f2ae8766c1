import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";

/** An element of a metadata file: its children by name, each a list. */
export interface XmlElement {
  readonly [name: string]: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  isArray: (_name, path) => String(path).includes("."),
});

/** Reads a file and returns its root element, which must be the one its kind of file has. */
export function readXml(file: string, xml: string, root: string): XmlElement {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw unreadable(file, valid.err.msg);
  const document: unknown = parser.parse(xml);
  const element: unknown = isElement(document) ? document[root] : undefined;
  if (element === "") return {};
  if (!isElement(element)) throw unreadable(file, `its root element is not ${root}`);
  return element;
}

export function children(element: XmlElement, name: string): readonly XmlElement[] {
  const list = element[name];
  return Array.isArray(list) ? list.filter(isElement) : [];
}

export function text(element: XmlElement, name: string): string | undefined {
  const list = element[name];
  const value: unknown = Array.isArray(list) ? list[0] : list;
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function yes(element: XmlElement, name: string): boolean {
  return text(element, name) === "true";
}

export function wholeNumber(file: string, element: XmlElement, name: string): number | undefined {
  const value = text(element, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw unreadable(file, `${name} is no number: ${value}`);
  return Number(value);
}

export function unreadable(file: string, problem: string): Failure {
  return new Failure(emulatorCodes.finding("METADATA_UNREADABLE", { file, problem }, { where: { file } }));
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
