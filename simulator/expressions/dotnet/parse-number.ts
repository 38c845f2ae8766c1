import { isCulture } from "./culture.ts";
import { numberCulture } from "./number-culture.ts";

/**
 * Reads a number as a culture writes it and gives it back as a plain one: an optional sign, digits with group
 * separators anywhere before the point, an optional fraction and exponent. Undefined where it is none. Without a
 * culture the invariant one holds, in which `1,5` is fifteen.
 */
export function parseLocaleNumber(text: string, culture = ""): string | undefined {
  if (!isCulture(culture)) return undefined;
  const { group, decimal } = numberCulture(culture);
  const trimmed = text.trim();
  const exponent = /[eE][+-]?\d+$/.exec(trimmed)?.[0] ?? "";
  const [whole = "", fraction, ...more] = trimmed.slice(0, trimmed.length - exponent.length).split(decimal);
  if (more.length > 0 || !/^\d*$/.test(fraction ?? "")) return undefined;
  const separators = group === "\u00a0" ? ["\u00a0", " ", "\u202f"] : [group];
  const plain = separators.reduce((digits, separator) => digits.replaceAll(separator, ""), whole);
  if (!/^[+-]?\d*$/.test(plain) || !/\d/.test(plain + (fraction ?? ""))) return undefined;
  return `${plain}${fraction === undefined || fraction === "" ? "" : `.${fraction}`}${exponent}`;
}
