import { Decimal, ExactNumber, isObject, type WdlObject, type WdlValue } from "../value.ts";
import { floatText } from "./numbers.ts";
import { writeJson } from "./write-json.ts";

/**
 * A value as text, as string(), concat(), join() and `@{}` write it: null is empty, booleans are `True` and `False`,
 * objects and arrays are JSON, and binary content is its text.
 */
export function toText(value: WdlValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return Number.isSafeInteger(value) ? String(value) : floatText(value);
    case "bigint":
      return value.toString();
    default:
      break;
  }
  if (value === null) return "";
  if (isBinary(value)) return bytesToText(bytesOf(value));
  if (value instanceof Decimal) return value.toString();
  return value instanceof ExactNumber ? floatText(value.toNumber()) : writeJson(value);
}

/** Content that is no JSON, as actions and triggers hold it. */
export interface BinaryContent extends WdlObject {
  readonly "$content-type": string;
  readonly $content: string;
}

const contentKeys = new Set(["$content-type", "$content", "$formdata", "$multipart"]);

export function isBinary(value: WdlValue): value is BinaryContent {
  return (
    isObject(value) &&
    typeof value["$content"] === "string" &&
    typeof value["$content-type"] === "string" &&
    Object.keys(value).every((key) => contentKeys.has(key))
  );
}

export function binary(bytes: Uint8Array, type: string): BinaryContent {
  return { "$content-type": type, $content: Buffer.from(bytes).toString("base64") };
}

export function bytesOf(content: BinaryContent): Uint8Array {
  return Buffer.from(content.$content, "base64");
}

export function textToBytes(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

export function bytesToText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
