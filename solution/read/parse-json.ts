import type { Json } from "../../generator/model/emitted.ts";
import { maximumReading } from "../facts.ts";

export type JsonReading =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string };

/** Reads JSON of unknown origin: bounded depth, since whoever walks through it does so by recursion. */
export function parseJson(text: string): JsonReading {
  const plain = text.replace(/^\u{feff}/u, "");
  if (isTooDeep(plain)) {
    return { ok: false, reason: `it is nested more than ${maximumReading.jsonDepth} levels deep` };
  }
  try {
    return { ok: true, value: JSON.parse(plain) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: "it is no JSON" };
    throw error;
  }
}

/** Counts brackets outside of texts; in what is no JSON the count means nothing, and the parser says so. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quotationMark) isQuoted = !isQuoted;
    else if (!isQuoted && (code | caseBit) === openBrace) {
      depth += 1;
      if (depth > maximumReading.jsonDepth) return true;
    } else if (!isQuoted && (code | caseBit) === closeBrace) depth -= 1;
  }
  return false;
}

const backslash = 0x5c;
const quotationMark = 0x22;
/** Square brackets and braces differ in this bit alone. */
const caseBit = 0x20;
const openBrace = 0x7b;
const closeBrace = 0x7d;
