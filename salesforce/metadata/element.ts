import { assert } from "../../generator/diagnostics/failure.ts";
import { metadataNamespace } from "../facts.ts";

/** An element of a metadata file: a name with a text or with further elements. Order is kept, names may repeat. */
export interface Element {
  readonly name: string;
  readonly content: string | readonly Element[];
}

/** `{ length: 40 }` → `<length>40</length>`: undefined is left out, a list repeats its name. */
export interface Shape {
  readonly [name: string]: ShapeValue | readonly ShapeValue[];
}
type ShapeValue = string | number | boolean | undefined | Shape;

/** Elements in the order of the keys. */
export function elements(shape: Shape): readonly Element[] {
  return Object.entries(shape).flatMap(([name, value]) =>
    (isList(value) ? value : [value]).flatMap((each): readonly Element[] => {
      if (each === undefined) return [];
      return [{ name, content: typeof each === "object" ? elements(each) : String(each) }];
    }),
  );
}

export function childrenOf(element: Element): readonly Element[] {
  return typeof element.content === "string" ? [] : element.content;
}

export function named(list: readonly Element[], name: string): readonly Element[] {
  return list.filter((element) => element.name === name);
}

/** The text of the first element of that name. */
export function textOf(list: readonly Element[], name: string): string | undefined {
  const content = list.find((element) => element.name === name)?.content;
  return typeof content === "string" ? content : undefined;
}

/** A metadata file: declaration, root in the metadata namespace, four blanks per level, as Salesforce writes them. */
export function printFile(root: string, content: readonly Element[]): string {
  const inner = printElements(content, { indent: "    ", step: "    ", lineEnd: "\n" });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${metadataNamespace}">\n${inner}</${root}>\n`;
}

/** How a file is laid out: before each element, added at each level, after each line. */
export interface LayoutOfText {
  readonly indent: string;
  readonly step: string;
  readonly lineEnd: string;
}

export function printElements(list: readonly Element[], { indent, step, lineEnd }: LayoutOfText): string {
  return list
    .map(({ name, content }) =>
      typeof content === "string"
        ? `${indent}<${name}>${escapeText(content)}</${name}>${lineEnd}`
        : `${indent}<${name}>${lineEnd}${printElements(content, { indent: indent + step, step, lineEnd })}${indent}</${name}>${lineEnd}`,
    )
    .join("");
}

/** The five characters that Salesforce itself escapes in what it hands out. */
function escapeText(text: string): string {
  assert(!illegal.test(text), "a text that XML cannot hold has reached the Salesforce package");
  return text.replace(/[&<>"']/g, (character) => references[character] ?? character);
}

/** Characters that XML 1.0 cannot hold in any spelling (production 2). */
export const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function isList(value: Shape[string]): value is readonly ShapeValue[] {
  return Array.isArray(value);
}
