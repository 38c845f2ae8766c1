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
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > maximumReading.jsonDepth) return true;
  }
  return false;
}
