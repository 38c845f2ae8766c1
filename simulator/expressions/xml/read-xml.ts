import { DOMParser, type Document, ParseError } from "@xmldom/xmldom";

/** XML that cannot be read; the message is for the end of the platform's own. */
export class XmlTextError extends Error {
  override readonly name = "XmlTextError";
}

/** Parses XML strictly: whatever the parser complains of is an error. */
export function readXml(text: string): Document {
  let problem: string | undefined;
  const note = (_level: string, message: string): void => {
    problem ??= message;
  };
  try {
    const document = new DOMParser({ onError: note }).parseFromString(text.trim(), "text/xml");
    if (problem === undefined && document.documentElement !== null) return document;
    throw new XmlTextError(problem ?? "Root element is missing.");
  } catch (error) {
    if (error instanceof ParseError) throw new XmlTextError(problem ?? error.message);
    throw error;
  }
}
