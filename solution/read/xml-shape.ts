import { illegalCharacter } from "../escape.ts";
import { maximumReading } from "../facts.ts";

/**
 * Why a document of unknown origin is not given to a parser: it declares a document type (whose entities can grow
 * without bound), is nested too deeply, or refers to an entity that XML does not know. One pass, whatever the text is.
 */
export function objectionTo(text: string): string | undefined {
  const illegal = illegalCharacter(text);
  if (illegal !== undefined) return `it holds the character ${illegal}`;
  const refersToUnknown = entityFinder(text);
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf("<", at);
    if (refersToUnknown(at, tag < 0 ? text.length : tag)) return unknownEntity;
    if (tag < 0) return undefined;
    const hidden = unparsed.find(({ start }) => text.startsWith(start, tag));
    if (hidden !== undefined) {
      const close = text.indexOf(hidden.end, tag + hidden.start.length);
      if (close < 0) return `${hidden.start} is never closed`;
      at = close + hidden.end.length;
      continue;
    }
    if (text.startsWith("<!", tag)) return "it declares a document type";
    const close = endOfTag(text, tag);
    if (close < 0) return "a tag is never closed";
    if (refersToUnknown(tag, close)) return unknownEntity;
    if (text[tag + 1] === "/") depth -= 1;
    else if (text[close - 1] !== "/") depth += 1;
    if (depth > maximumReading.xmlDepth) {
      return `it is nested more than ${maximumReading.xmlDepth} levels deep`;
    }
    at = close + 1;
  }
  return undefined;
}

const unknownEntity = "it refers to an entity that is declared nowhere";

/** What may hold anything that looks like markup. */
const unparsed = [
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
  { start: "<?", end: "?>" },
];

const knownEntity = /&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});/y;

/** Says whether a part of the text refers to an unknown entity; parts are asked for from the left to the right. */
function entityFinder(text: string): (start: number, end: number) => boolean {
  let next = text.indexOf("&");
  return (start, end) => {
    if (next >= 0 && next < start) next = text.indexOf("&", start);
    for (; next >= 0 && next < end; next = text.indexOf("&", next + 1)) {
      knownEntity.lastIndex = next;
      if (!knownEntity.test(text)) return true;
    }
    return false;
  };
}

/** The place of the `>` that closes a tag; those inside quotes are part of a value. */
function endOfTag(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === greaterThan) return at;
    if (code === quotationMark || code === apostrophe) {
      at = text.indexOf(code === apostrophe ? "'" : '"', at + 1);
      if (at < 0) return -1;
    }
    at += 1;
  }
  return -1;
}

const greaterThan = 0x3e;
const quotationMark = 0x22;
const apostrophe = 0x27;
