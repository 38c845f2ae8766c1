/** A piece of a custom date or time format: a run of one specifier, or text. */
export type FormatToken =
  | { readonly kind: "specifier"; readonly letter: string; readonly count: number }
  | { readonly kind: "text"; readonly text: string };

/** Splits a custom format of .NET; undefined where a quote or an escape has no end. */
export function tokenizeFormat(format: string, specifiers: string): readonly FormatToken[] | undefined {
  const tokens: FormatToken[] = [];
  let position = 0;
  while (position < format.length) {
    const character = format.charAt(position);
    if (character === "'" || character === '"') {
      const end = format.indexOf(character, position + 1);
      if (end === -1) return undefined;
      tokens.push({ kind: "text", text: format.slice(position + 1, end) });
      position = end + 1;
    } else if (character === "\\") {
      if (position + 1 === format.length) return undefined;
      tokens.push({ kind: "text", text: format.charAt(position + 1) });
      position += 2;
    } else if (character === "%") {
      const next = format.charAt(position + 1);
      if (next === "" || next === "%") return undefined;
      position += 1;
    } else if (specifiers.includes(character)) {
      let count = 1;
      while (format.charAt(position + count) === character) count += 1;
      tokens.push({ kind: "specifier", letter: character, count });
      position += count;
    } else {
      tokens.push({ kind: "text", text: character });
      position += 1;
    }
  }
  return tokens;
}
