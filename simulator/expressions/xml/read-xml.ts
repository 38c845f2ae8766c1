import { DOMParser, type Document, ParseError } from "@xmldom/xmldom";

/** XML that cannot be read; the message is for the end of the platform's own. */
export class XmlTextError extends Error {
  override readonly name = "XmlTextError";
}

/** Parses XML strictly: whatever the parser complains of is an error. */
export function readXml(text: string): Document {
  const stop = (_level: string, message: string): never => {
    throw new XmlTextError(message);
  };
  try {
    const document = new DOMParser({ onError: stop }).parseFromString(text.trim(), "text/xml");
    if (document.documentElement === null) throw new XmlTextError("Root element is missing.");
    return document;
  } catch (error) {
    if (error instanceof ParseError) throw new XmlTextError(error.message);
    throw error;
  }
}
