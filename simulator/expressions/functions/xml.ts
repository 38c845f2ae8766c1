import { type Node, XMLSerializer } from "@xmldom/xmldom";
import { type SelectReturnType, select } from "xpath";
import { ExpressionError } from "../expression-error.ts";
import { float, isObject, type WdlValue } from "../value.ts";
import { binary, isBinary, textToBytes, toText } from "../values/to-text.ts";
import { decodeXmlName, decodeXmlValue, encodeXmlName, encodeXmlValue } from "../xml/escape.ts";
import { jsonToXml } from "../xml/json-to-xml.ts";
import { readXml, XmlTextError } from "../xml/read-xml.ts";
import { invalid, textArgument, wrongType } from "./arguments.ts";
import { type FunctionDefinition, pure } from "./definition.ts";

/** What XML parts are to the rest of a flow. */
const xmlType = "application/xml;charset=utf-8";

const elementNode = 1;

/** XML, as text and as binary content. */
export const xmlFunctions: readonly FunctionDefinition[] = [
  pure("xml", [1, 1], (value = null) => {
    const content = isBinary(value) ? toText(value) : value;
    if (typeof content !== "string") return jsonToXml(content);
    const document = parsed(content, (message) => {
      return `The template language function 'xml' parameter is not valid. The provided value cannot be converted to XML: '${message}'.`;
    });
    return new XMLSerializer().serializeToString(document);
  }),
  pure("xpath", [2, 2], (xml = null, path = null) => {
    const text = isBinary(xml) ? toText(xml) : xml;
    if (typeof text !== "string") throw wrongType("xpath", "first", "an XML object", text);
    const expression = textArgument("xpath", path, "second");
    const document = parsed(text, (message) => {
      return `The template language function 'xpath' parameters are invalid: the 'xml' parameter must be a supported, well formed XML object: '${message}'.`;
    });
    return fromSelection(selected(expression, document));
  }),
  pure("encodeXmlValue", [1, 1], (text) => encodeXmlValue(textArgument("encodeXmlValue", text))),
  pure("decodeXmlValue", [1, 1], (text) => decodeXmlValue(textArgument("decodeXmlValue", text))),
  pure("encodeXmlName", [1, 1], (text) => encodeXmlName(textArgument("encodeXmlName", text))),
  pure("decodeXmlName", [1, 1], (text) => decodeXmlName(textArgument("decodeXmlName", text))),
  pure("trimByteOrderMark", [1, 1], (content = null) => {
    if (typeof content !== "string" && !isObject(content)) {
      throw wrongType("trimByteOrderMark", "only", "a string", content);
    }
    const text = isBinary(content) ? toText(content) : content;
    return textArgument("trimByteOrderMark", text).replace(/^\ufeff/, "");
  }),
];

function parsed(text: string, message: (why: string) => string): Node {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof XmlTextError) throw new ExpressionError(message(error.message));
    throw error;
  }
}

function selected(expression: string, document: Node): SelectReturnType {
  try {
    // The two libraries describe the same nodes by types of their own.
    return select(expression, document as unknown as globalThis.Node);
  } catch (error) {
    // xpath throws plain errors of its own for what does not parse or has no meaning.
    if (!(error instanceof Error)) throw error;
    throw invalid("xpath", `The 'xpath' parameter must be a supported XPath expression: '${error.message}'.`);
  }
}

/** Elements become XML content, attributes and texts their text, numbers and the like stay what they are. */
function fromSelection(selection: SelectReturnType): WdlValue {
  if (typeof selection === "number") {
    return Number.isSafeInteger(selection) ? selection : float(selection);
  }
  if (typeof selection === "string" || typeof selection === "boolean" || selection === null) return selection;
  return (Array.isArray(selection) ? selection : [selection]).map((node) => {
    if (node.nodeType !== elementNode) return node.nodeValue ?? "";
    // It is a node of the document that went in, which the types of xpath do not know.
    const text = new XMLSerializer().serializeToString(node as unknown as Node);
    return binary(textToBytes(text), xmlType);
  });
}
