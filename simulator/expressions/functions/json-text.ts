import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import type { WdlValue } from "../value.ts";
import { JsonTextError, readJson } from "../values/read-json.ts";
import { isBinary, toText } from "../values/to-text.ts";
import { looksLikeXml, xmlToJson } from "../xml/xml-to-json.ts";
import { usage } from "./arguments.ts";

/** How many texts, and of what length in characters, are remembered: some megabytes in all. */
const rememberedTexts = 500;
const rememberedLength = 20_000;

/**
 * json(), with a memory: the expressions of a flow read the same few texts again and again, and values never change.
 * When the memory is full it starts anew, which needs no bookkeeping on the way.
 */
export function jsonReader(quirks: Quirks): (value: WdlValue) => WdlValue {
  const known = new Map<string, WdlValue>();
  return (value) => {
    if (typeof value !== "string" || value.length > rememberedLength) return parseJsonText(value, quirks);
    const before = known.get(value);
    if (before !== undefined) return before;
    const parsed = parseJsonText(value, quirks);
    if (known.size >= rememberedTexts) known.clear();
    known.set(value, parsed);
    return parsed;
  };
}

/** What json() gives: the value of a JSON or XML text, of binary content its text's; all else as it is. */
function parseJsonText(value: WdlValue, quirks: Quirks): WdlValue {
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
