import { Decimal, ExactNumber, isArray, isObject, type WdlValue } from "../value.ts";
import { floatText, toNumber } from "./numbers.ts";

/** JSON text as the platform writes it: compact, every digit kept, floats with a point or an exponent. */
export function writeJson(value: WdlValue): string {
  return isPlain(value) ? escapeSeparators(JSON.stringify(value)) : writeExactly(value);
}

/** Whether JSON.stringify would write everything right, which is the rule and much faster. */
function isPlain(value: WdlValue): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isSafeInteger(value);
    case "bigint":
      return false;
    default:
      break;
  }
  if (value === null) return true;
  if (value instanceof ExactNumber) return false;
  return isArray(value) ? value.every(isPlain) : Object.values(value).every(isPlain);
}

function writeExactly(value: WdlValue): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || value instanceof ExactNumber) return writeNumber(value);
  if (isArray(value)) return `[${value.map(writeExactly).join(",")}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([key, each]) => `${quote(key)}:${writeExactly(each)}`);
  return `{${members.join(",")}}`;
}

function writeNumber(value: number | ExactNumber): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const text = value instanceof Decimal ? value.toString() : floatText(toNumber(value));
  if (!/^-?[\d.E+-]+$/.test(text)) return quote(text);
  return /[.E]/.test(text) ? text : `${text}.0`;
}

function quote(text: string): string {
  return escapeSeparators(JSON.stringify(text));
}

/** Newtonsoft escapes three line separators that JSON allows; outside of texts they do not occur. */
function escapeSeparators(json: string): string {
  if (!/[\u0085\u2028\u2029]/.test(json)) return json;
  return json.replace(/[\u0085\u2028\u2029]/g, (separator) => {
    return `\\u${separator.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
