import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { salesforceCodes } from "../codes.ts";
import { type Node, readTree } from "../layout/read-tree.ts";
import { traits } from "../metadata/component.ts";
import type { TextFiles } from "../metadata/write-files.ts";

/** Reads the files of the metadata format again: package.xml lists what they hold, all of it and nothing else. */
export function checkManifest(files: TextFiles): readonly Diagnostic[] {
  const listed = new Set(listedIn(files["package.xml"] ?? ""));
  const held = new Set(
    Object.entries(files).flatMap(([path, xml]) => (path === "package.xml" ? [] : heldIn(path, xml))),
  );
  const only = (names: ReadonlySet<string>, others: ReadonlySet<string>, where: string) =>
    [...names]
      .filter((name) => !others.has(name))
      .map((entry) => {
        const [type = "", name = ""] = entry.split("\n");
        return salesforceCodes.finding("MANIFEST_DIFFERS", { type, name, where });
      });
  return [...only(listed, held, "package.xml"), ...only(held, listed, "the files")];
}

const entry = (type: string, name: string) => `${type}\n${name}`;

function listedIn(xml: string): readonly string[] {
  return named(readTree("package.xml", xml), "types").flatMap((types) => {
    const [type = ""] = texts(types, "name");
    return texts(types, "members").map((name) => entry(type, name));
  });
}

function heldIn(path: string, xml: string): readonly string[] {
  const [, folder = "", file = "", suffix = ""] = /^([^/]+)\/(.+)\.(\w+)$/.exec(path) ?? [];
  if (folder !== "objects") {
    const type = Object.entries(traits).find(
      ([, each]) => each.folder === folder && each.suffix === suffix,
    )?.[0];
    return [entry(type ?? folder, file)];
  }
  const object = readTree(path, xml);
  const parts = Object.entries(traits).flatMap(([type, { elementOfObject }]) =>
    elementOfObject === undefined
      ? []
      : named(object, elementOfObject).flatMap((part) =>
          texts(part, "fullName").map((name) => entry(type, `${file}.${name}`)),
        ),
  );
  // A file with fields alone adds to an object that is there; one with a label makes the object.
  return texts(object, "label").length > 0 ? [entry("CustomObject", file), ...parts] : parts;
}

function texts(node: Node, name: string): readonly string[] {
  return named(node, name).map(({ text }) => text);
}

function named(node: Node, name: string): readonly Node[] {
  return node.children.filter((child) => child.name === name);
}
