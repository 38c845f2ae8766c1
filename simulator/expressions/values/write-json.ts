import { Decimal, ExactNumber, isArray, isObject, type WdlValue } from "../value.ts";
import { floatText, toNumber } from "./numbers.ts";

/** JSON text as the platform writes it: compact, every digit kept, floats with a point or an exponent. */
export function writeJson(value: WdlValue): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || value instanceof ExactNumber) return writeNumber(value);
  if (isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, each]) => `${quote(key)}:${writeJson(each)}`)
      .join(",")}}`;
  }
  return String(value);
}

function writeNumber(value: number | ExactNumber): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const text = value instanceof Decimal ? value.toString() : floatText(toNumber(value));
  if (!/^-?[\d.E+-]+$/.test(text)) return quote(text);
  return /[.E]/.test(text) ? text : `${text}.0`;
}

/** Newtonsoft escapes three line separators that JSON allows. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, (separator) => {
    return `\\u${separator.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
