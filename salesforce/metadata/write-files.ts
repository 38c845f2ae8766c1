import { packageVersion } from "../facts.ts";
import { type Component, splitName, traits } from "./component.ts";
import { type Element, elements, printFile } from "./element.ts";

/** Texts by path, with forward slashes. */
export type TextFiles = Readonly<Record<string, string>>;

/** The source format: a file for each component, below `main/default` of a package directory. */
export function sourceFiles(components: readonly Component[]): TextFiles {
  return Object.fromEntries(
    components.map((component) => [sourcePath(component), printFile(rootOf(component), whole(component))]),
  );
}

/** The metadata format: parts of objects folded into the file of their object, and a package.xml that lists everything. */
export function metadataFiles(components: readonly Component[]): TextFiles {
  const files: Record<string, string> = { "package.xml": packageXml(components) };
  const objects = new Map<string, Component[]>();
  for (const component of components) {
    const { elementOfObject, folder, suffix } = traits[component.type];
    if (elementOfObject !== undefined || component.type === "CustomObject") {
      const object = component.type === "CustomObject" ? component.name : splitName(component.name).object;
      objects.set(object, [...(objects.get(object) ?? []), component]);
    } else {
      files[`${folder}/${escapedName(component.name)}.${suffix}`] = printFile(
        rootOf(component),
        whole(component),
      );
    }
  }
  for (const [object, parts] of objects) {
    files[`objects/${object}.object`] = printFile("CustomObject", folded(parts));
  }
  return files;
}

/** What is deployed, by kind. Without a name of its own: with one the deployment would make an unmanaged package. */
export function packageXml(components: readonly Component[]): string {
  const types = [...new Set(components.map(({ type }) => type))].sort();
  return printFile(
    "Package",
    elements({
      types: types.map((type) => ({
        members: components
          .filter((component) => component.type === type)
          .map(({ name }) => escapedName(name))
          .sort(),
        name: type,
      })),
      version: packageVersion,
    }),
  );
}

/** Parts of one kind stand together; the object's own elements between them, in the order of the alphabet. */
function folded(parts: readonly Component[]): readonly Element[] {
  const all = parts.flatMap((part): readonly Element[] => {
    const { elementOfObject } = traits[part.type];
    return elementOfObject === undefined ? part.content : [{ name: elementOfObject, content: whole(part) }];
  });
  // The sort is stable: what has the same name keeps its order.
  return [...all].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** Parts of objects carry their name in the file; for others the file's name is enough. */
function whole({ type, name, content }: Component): readonly Element[] {
  if (traits[type].elementOfObject === undefined) return content;
  return [{ name: "fullName", content: splitName(name).member }, ...content];
}

function rootOf({ type, name }: Component): string {
  return type === "Settings" ? `${name}Settings` : type;
}

function sourcePath({ type, name }: Component): string {
  const { folder, suffix, elementOfObject } = traits[type];
  if (type === "CustomObject") return `objects/${name}/${name}.object-meta.xml`;
  if (elementOfObject === undefined) return `${folder}/${escapedName(name)}.${suffix}-meta.xml`;
  const { object, member } = splitName(name);
  return `objects/${object}/${folder}/${member}.${suffix}-meta.xml`;
}

/** Names of layouts hold whatever a label holds; files and lists spell it as Salesforce does. */
function escapedName(name: string): string {
  return name.replace(/[%/\\:*?"<>|+!#$&'(),;=@[\]^`{}~]/g, (character) => `%${hexadecimal(character)}`);
}

const hexadecimal = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
