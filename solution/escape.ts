import { assert } from "../generator/diagnostics/failure.ts";

/**
 * Characters that XML 1.0 cannot hold in any spelling, halves of surrogate pairs included (XML 1.0, production 2).
 * They are refused with a finding before anything is packed: dropping them silently would change a name.
 */
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** The first character of a text that XML cannot hold, as `U+0007`. */
export function illegalCharacter(value: string): string | undefined {
  const found = illegal.exec(value)?.[0].codePointAt(0);
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * A value between tags. Line breaks are written as references, since a parser may change raw ones and the templates
 * indent what they include.
 */
export function escapeText(value: string): string {
  return escapeWith(value, /[&<>\r\n]/g);
}

/** A value between double quotes. A parser turns raw tabs and line breaks of an attribute into blanks. */
export function escapeAttribute(value: string): string {
  return escapeWith(value, /[&<>"\r\n\t]/g);
}

function escapeWith(value: string, special: RegExp): string {
  assert(illegalCharacter(value) === undefined, "a text that XML cannot hold has reached a template");
  return value.replace(special, (character) => references[character] ?? character);
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};
