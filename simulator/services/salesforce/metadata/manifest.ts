import { children, readXml, text, type XmlElement } from "../schema/metadata-xml.ts";

/** One line of a manifest. */
export interface Member {
  readonly type: string;
  readonly name: string;
}

/** Reads package.xml or destructiveChanges.xml. */
export function readManifest(file: string, xml: string): readonly Member[] {
  return children(readXml(file, xml, "Package"), "types").flatMap((types) => {
    const type = text(types, "name") ?? "";
    return members(types).map((name) => ({ type, name }));
  });
}

function members(types: XmlElement): readonly string[] {
  const list = types["members"];
  return Array.isArray(list) ? list.filter((member) => typeof member === "string") : [];
}
