const references: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

const characters: ReadonlyMap<string, string> = new Map(
  Array.from(references, ([plain, reference]) => [reference, plain]),
);

export function encodeXmlValue(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references.get(character) ?? character);
}

/** Undoes the five named references and numeric ones. */
export function decodeXmlValue(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});/g, (reference) => {
    const named = characters.get(reference);
    if (named !== undefined) return named;
    const digits = reference.slice(2, -1);
    const code = digits.startsWith("x") ? Number.parseInt(digits.slice(1), 16) : Number(digits);
    return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
  });
}

/** XmlConvert.EncodeName of .NET: what a name cannot hold is written `_x0020_`. A colon stays. */
export function encodeXmlName(text: string): string {
  return text.replace(/_(?=x[\da-fA-F]{4}_)|[^\p{L}\p{M}\p{N}_:.\-\u00b7]|^[^\p{L}_:]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `_x${code
      .toString(16)
      .toUpperCase()
      .padStart(code > 0xffff ? 8 : 4, "0")}_`;
  });
}

export function decodeXmlName(text: string): string {
  return text.replace(/_x([\da-fA-F]{8}|[\da-fA-F]{4})_/g, (whole, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
