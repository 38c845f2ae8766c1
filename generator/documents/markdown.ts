/**
 * A text of the mapping as it stands in Markdown, in a sentence or in the cell of a table: on one line, and with
 * nothing in it that would be markup.
 */
export function markdownText(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}

/** A name as code. A table would end its cell at a bar, even inside code. */
export function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const blank = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${fence}${blank}${line}${blank}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
