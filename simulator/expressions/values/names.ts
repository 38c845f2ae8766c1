import type { WdlObject } from "../value.ts";

/** The key that a name selects: as it is written, else without regard to case; undefined where there is none. */
export function findKey(object: WdlObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const lower = name.toLowerCase();
  for (const key of Object.keys(object)) {
    if (key.length === name.length && key.toLowerCase() === lower) return key;
  }
  return undefined;
}

/** Lower case as .NET's invariant culture has it: character by character, so that positions stay. */
export function lowerInvariant(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : mapCharacters(text, (each) => each.toLowerCase());
}

export function upperInvariant(text: string): string {
  const upper = text.toUpperCase();
  return upper.length === text.length ? upper : mapCharacters(text, (each) => each.toUpperCase());
}

function mapCharacters(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    const mapped = map(character);
    return mapped.length === character.length ? mapped : character;
  }).join("");
}

/** Order of texts without regard to case, by code. */
export function compareIgnoringCase(left: string, right: string): number {
  return compareByCode(upperInvariant(left), upperInvariant(right));
}

export function compareByCode(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
