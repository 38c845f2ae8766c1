import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type Pair,
  visit,
} from "yaml";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { readCodes } from "./codes.ts";

/** Offsets of a part of the text. */
export type Range = readonly [from: number, to: number];

type PlaceAt = (range: Range) => Place;

/** Uses of one alias, times the aliases inside of what it stands for. */
export const maximumAliases = 1000;

/** What the parser has found wrong, in our words. Its warnings, such as unknown tags, are mistakes in a mapping. */
export function syntaxProblems(
  document: Document.Parsed,
  text: string,
  placeAt: PlaceAt,
): readonly Diagnostic[] {
  const found = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    ...{ code, message, pos },
    isTab: code === "TAB_AS_INDENT" || text.charAt(pos[0]) === "\t",
  }));
  // Where one line begins in the wrong column, so does every line after it: they are consequences of the first.
  const cause = found.find(({ code, isTab }) => isTab || code === "BAD_INDENT");
  const own = found.filter((each) => each === cause || each.code !== "BAD_INDENT");
  return own.map(({ code, message, pos, isTab }) => {
    const details = { where: placeAt(pos) };
    return isTab
      ? readCodes.finding("TABS", {}, details)
      : readCodes.finding("INVALID", { reason: inOurWords(code, message) }, details);
  });
}

/** What the parser says in the terms of the specification, and what it comes of. */
function inOurWords(code: string, message: string): string {
  const isSecondColon = code === "BLOCK_AS_IMPLICIT_KEY" && message.startsWith("Nested mappings");
  return isSecondColon ? "a text in which a blank follows a colon must stand in quotes" : message;
}

/**
 * What is well-formed YAML and still no plain tree of values: a key twice (compared here, once for each, where the
 * parser compares every key with every other), keys that are no words, aliases of nothing or of themselves.
 */
export function treeProblems(document: Document.Parsed, placeAt: PlaceAt): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const anchors = new Set<string>();
  const invalid = (node: Node, reason: string): void => {
    const range = rangeOfNode(node);
    found.push(
      readCodes.finding("INVALID", { reason }, range === undefined ? {} : { where: placeAt(range) }),
    );
  };
  visit(document, {
    Pair: (_, { key }) => {
      if (isNode(key) && !isScalar(key)) invalid(key, "a key is a word, not a group or an alias");
    },
    Node: (_, node, ancestors) => {
      if (isMap(node)) found.push(...keysTwice(node.items, placeAt));
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return;
      }
      const { source } = node;
      if (!anchors.has(source)) invalid(node, `nothing before *${source} has that anchor`);
      else if (ancestors.some((each) => isCollection(each) && each.anchor === source)) {
        invalid(node, `*${source} stands inside of what it repeats`);
      }
    },
  });
  return found;
}

function keysTwice(items: readonly Pair[], placeAt: PlaceAt): readonly Diagnostic[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const range = rangeOfNode(key);
    if (!seen.has(name) || range === undefined) {
      seen.add(name);
      return [];
    }
    return [readCodes.finding("DUPLICATE_KEY", { key: name }, { where: placeAt(range) })];
  });
}

export function rangeOfNode(node: unknown): Range | undefined {
  if (isPair(node)) return rangeOfNode(node.key);
  if (!isNode(node) || node.range === undefined || node.range === null) return undefined;
  return [node.range[0], node.range[1]];
}
