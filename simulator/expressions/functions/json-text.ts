import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import type { WdlValue } from "../value.ts";
import { JsonTextError, readJson } from "../values/read-json.ts";
import { isBinary, toText } from "../values/to-text.ts";
import { looksLikeXml, xmlToJson } from "../xml/xml-to-json.ts";
import { usage } from "./arguments.ts";

/** What json() gives: the value of a JSON or XML text, of binary content its text's; all else as it is. */
export function parseJsonText(value: WdlValue, quirks: Quirks): WdlValue {
  const text = isBinary(value) ? toText(value) : value;
  if (typeof text !== "string") return text;
  if (looksLikeXml(text)) return xmlToJson(text, quirks["single-xml-element"]);
  try {
    return readJson(text, {
      lenient: quirks["json-text"] === "lenient",
      wholeFloats: quirks["whole-floats-in-json"],
    });
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new ExpressionError(
      `The template language function 'json' parameter is not valid. The provided value '${text}' cannot be parsed: '${error.message}'. ${usage("json")}`,
    );
  }
}
