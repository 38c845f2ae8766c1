/** `solution.xml` and its siblings in a zip: as the platform exports them, with CRLF, no declaration, no mark. */
export function zipXml(rendered: string): string {
  return crlf(rendered.trimEnd());
}

/** The same in an unpacked folder: with byte-order mark and declaration, as `pac solution unpack` writes them. */
export function folderXml(rendered: string): string {
  return `\u{feff}<?xml version="1.0" encoding="utf-8"?>\r\n${crlf(rendered.trimEnd())}`;
}

/** `[Content_Types].xml`: the platform writes mark and declaration, on one line; the template has the declaration. */
export function contentTypesXml(rendered: string): string {
  return `\u{feff}${rendered.trimEnd()}`;
}

/** The file of a cloud flow: two blanks of indentation and CRLF, as exported. Printed once for all zips and folders. */
export function flowJson(file: object): string {
  const known = printed.get(file);
  if (known !== undefined) return known;
  // A line break inside a text is escaped in JSON, so that every one here is between lines.
  const text = JSON.stringify(file, undefined, 2).replaceAll("\n", "\r\n");
  printed.set(file, text);
  return text;
}

const printed = new WeakMap<object, string>();

function crlf(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}
