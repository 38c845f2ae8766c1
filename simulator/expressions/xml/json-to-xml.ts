import { ExpressionError } from "../expression-error.ts";
import { isArray, isObject, typeName, type WdlObject, type WdlValue } from "../value.ts";
import { writeJson } from "../values/write-json.ts";
import { encodeXmlName, encodeXmlValue } from "./escape.ts";

/** XML of an object with one root: the way back of xmlToJson. */
export function jsonToXml(value: WdlValue): string {
  if (!isObject(value)) {
    throw new ExpressionError(
      `The template language function 'xml' expects its parameter to be a string or an object. The provided value is of type '${typeName(value)}'.`,
    );
  }
  const roots = Object.entries(value).filter(([name]) => !name.startsWith("?"));
  const [root, second] = roots;
  if (root === undefined || second !== undefined || isArray(root[1])) {
    throw new ExpressionError(
      "The template language function 'xml' parameter is not valid. The provided value cannot be converted to XML: 'JSON root object has multiple properties. The root object must have a single property in order to create a valid XML document.'.",
    );
  }
  return element(...root);
}

function element(name: string, value: WdlValue): string {
  if (isArray(value)) return value.map((each) => element(name, each)).join("");
  const tag = encodeXmlName(name);
  if (value === null) return `<${tag} />`;
  if (!isObject(value)) return `<${tag}>${escaped(value)}</${tag}>`;
  const content = contentOf(value);
  return content === ""
    ? `<${tag}${attributesOf(value)} />`
    : `<${tag}${attributesOf(value)}>${content}</${tag}>`;
}

function attributesOf(object: WdlObject): string {
  return Object.entries(object)
    .filter(([name]) => name.startsWith("@"))
    .map(([name, value]) => ` ${encodeXmlName(name.slice(1))}="${escaped(value)}"`)
    .join("");
}

function contentOf(object: WdlObject): string {
  return Object.entries(object)
    .filter(([name]) => !name.startsWith("@"))
    .map(([name, value]) => (name === "#text" ? escaped(value) : element(name, value)))
    .join("");
}

/** Values keep their JSON spelling: `true`, not `True`. */
function escaped(value: WdlValue): string {
  return encodeXmlValue(typeof value === "string" ? value : writeJson(value)).replaceAll("&apos;", "'");
}
