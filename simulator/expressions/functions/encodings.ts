import { ExpressionError } from "../expression-error.ts";
import type { WdlValue } from "../value.ts";
import { JsonTextError, readJson } from "../values/read-json.ts";
import { binary, bytesToText, isBinary, textToBytes, toText } from "../values/to-text.ts";
import { invalid, textArgument, usage } from "./arguments.ts";
import { type FunctionDefinition, pure } from "./definition.ts";
import { limitedText } from "./limits.ts";

/** What bytes are if nobody says otherwise. */
const anyType = "application/octet-stream";

/** Base64, data URIs and URI components, to text and to binary content. */
export const encodingFunctions: readonly FunctionDefinition[] = [
  pure("base64", [1, 1], (value) => {
    if (value !== undefined && isBinary(value)) return limitedText("base64", value.$content);
    return limitedText("base64", Buffer.from(textArgument("base64", value), "utf8").toString("base64"));
  }),
  ...["base64ToString", "decodeBase64"].map((name) =>
    pure(name, [1, 1], (value) => bytesToText(decodeBase64(name, textArgument(name, value)))),
  ),
  pure("base64ToBinary", [1, 1], (value) => {
    return binary(decodeBase64("base64ToBinary", textArgument("base64ToBinary", value)), anyType);
  }),
  pure("binary", [1, 1], (value = null) => {
    if (value === null) throw invalid("binary", "The value cannot be converted to the target type.");
    return isBinary(value) ? value : binary(textToBytes(toText(value)), anyType);
  }),
  pure("dataUri", [1, 1], (value) => {
    if (value !== undefined && isBinary(value))
      return `data:${value["$content-type"]};base64,${value.$content}`;
    const bytes = textToBytes(textArgument("dataUri", value));
    return `data:text/plain;charset=utf-8;base64,${Buffer.from(bytes).toString("base64")}`;
  }),
  pure("dataUriToString", [1, 1], (value) => bytesToText(readDataUri("dataUriToString", value).bytes)),
  pure("dataUriToBinary", [1, 1], (value) => {
    const { bytes, type } = readDataUri("dataUriToBinary", value);
    return binary(bytes, type);
  }),
  pure("decodeDataUri", [1, 1], (value) => contentOf(readDataUri("decodeDataUri", value))),
  ...["encodeUriComponent", "uriComponent"].map((name) =>
    pure(name, [1, Number.POSITIVE_INFINITY], (...values) => escapeUri(name, values.map(toText).join(""))),
  ),
  ...["decodeUriComponent", "uriComponentToString"].map((name) =>
    pure(name, [1, 1], (value) => bytesToText(unescapeUri(textArgument(name, value)))),
  ),
  pure("uriComponentToBinary", [1, 1], (value) => {
    return binary(unescapeUri(textArgument("uriComponentToBinary", value)), anyType);
  }),
];

/** Convert.FromBase64String of .NET: blanks do not count, groups of four are whole. */
function decodeBase64(name: string, text: string): Uint8Array {
  const digits = text.replace(/\s/g, "");
  if (digits.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(digits)) {
    throw invalid(name, "The value cannot be decoded from base64 representation.");
  }
  return Buffer.from(digits, "base64");
}

interface DataUri {
  readonly bytes: Uint8Array;
  readonly type: string;
}

function readDataUri(name: string, value: WdlValue | undefined): DataUri {
  const text = textArgument(name, value);
  const match = /^data:([^,]*?)(;base64)?,([\s\S]*)$/i.exec(text);
  if (match === null) {
    throw new ExpressionError(
      `The template language function '${name}' expects its parameter to be formatted as a valid data URI. The provided value '${text}' was not formatted correctly. ${usage(name)}`,
    );
  }
  const [, type = "", base64, data = ""] = match;
  const bytes = base64 === undefined ? unescapeUri(data, false) : decodeBase64(name, data);
  return { bytes, type: type === "" ? "text/plain;charset=US-ASCII" : type };
}

/** Text and JSON come out as what they are, anything else as binary content. */
function contentOf({ bytes, type }: DataUri): WdlValue {
  const media = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (media.startsWith("text/")) return bytesToText(bytes);
  if (media === "application/json" || media.endsWith("+json")) {
    const text = bytesToText(bytes);
    try {
      return readJson(text);
    } catch (error) {
      if (error instanceof JsonTextError) return text;
      throw error;
    }
  }
  return binary(bytes, /;\s*charset=/i.test(type) ? type : `${type};charset=us-ascii`);
}

/** Uri.EscapeDataString of .NET: all but letters, digits and `-_.~` is escaped. */
function escapeUri(name: string, text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw invalid(name, "The value holds half of a surrogate pair.");
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** What is no escape stays as it is; a plus sign is a blank. */
function unescapeUri(text: string, plusIsBlank = true): Uint8Array {
  const pieces = (plusIsBlank ? text.replaceAll("+", " ") : text).split(/((?:%[\da-fA-F]{2})+)/);
  return Buffer.concat(
    pieces.map((piece, index) =>
      index % 2 === 1 ? Buffer.from(piece.replaceAll("%", ""), "hex") : Buffer.from(piece, "utf8"),
    ),
  );
}
