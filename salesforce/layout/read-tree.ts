import { Failure } from "../../generator/diagnostics/failure.ts";
import { salesforceCodes } from "../codes.ts";

/** An element of a file with the place where it stands, so that text can be inserted or cut without touching the rest. */
export interface Node {
  readonly name: string;
  /** Offset of `<name`. */
  readonly start: number;
  /** Offset after `</name>`. */
  end: number;
  /** Offset of `</name>`. */
  close: number;
  readonly children: Node[];
  /** The text of an element without children, references resolved. */
  text: string;
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/(?<closed>[^\s<>/]+)\s*>|<(?<opened>[^\s<>/!?]+)(?:\s[^<>]*?)?(?<empty>\/?)>|</g;

/** Nesting deeper than any metadata file has. */
const maximumDepth = 40;

/** The root element of a metadata file, with the offsets of everything in it. */
export function readTree(file: string, text: string): Node {
  const refuse = (problem: string) => unpatchable(file, problem);
  const open: Node[] = [];
  let root: Node | undefined;
  for (const match of text.matchAll(token)) {
    const { opened, closed, empty } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (match[0] === "<") throw refuse(`it is no XML at offset ${match.index}`);
    if (opened !== undefined) {
      const node: Node = { name: opened, start: match.index, end, close: end, children: [], text: "" };
      const parent = open.at(-1);
      if (parent !== undefined) parent.children.push(node);
      else if (root === undefined) root = node;
      else throw refuse("it has two root elements");
      if (open.length >= maximumDepth) throw refuse("it is nested too deeply");
      if (empty !== "/") open.push(node);
    }
    if (closed !== undefined) {
      const node = open.pop();
      if (node?.name !== closed) throw refuse(`</${closed}> closes what is not open`);
      if (node.children.length === 0) node.text = resolve(text.slice(node.end, match.index));
      node.close = match.index;
      node.end = end;
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) throw refuse(`<${unclosed.name}> is not closed`);
  if (root === undefined) throw refuse("it holds no element");
  return root;
}

export function childText(node: Node, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

/** The element and everything in it. */
export function descendants(node: Node): readonly Node[] {
  return [node, ...node.children.flatMap(descendants)];
}

export function unpatchable(file: string, problem: string): Failure {
  return new Failure(salesforceCodes.finding("LAYOUT_UNREADABLE", { file, problem }, { where: { file } }));
}

function resolve(text: string): string {
  return text.trim().replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => characters[name] ?? "");
}

const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
