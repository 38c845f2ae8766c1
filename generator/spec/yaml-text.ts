import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { readCodes } from "./codes.ts";

/** The text of a file, and the name under which findings speak of it. */
export interface Source {
  readonly file: string;
  readonly text: string | Uint8Array;
}

/** A line of the field map has some 200 bytes: room for more than a thousand of them. */
export const maximumBytes = 300_000;

/** The text as editors count in it: without a byte-order mark, with the line ends that it has. */
export function decodeText({ file, text }: Source): Diagnostic | { readonly text: string } {
  const where = { where: { file } };
  const bytes = typeof text === "string" ? new TextEncoder().encode(text).byteLength : text.byteLength;
  if (bytes > maximumBytes) {
    return readCodes.finding("TOO_LARGE", { file, bytes, maximum: maximumBytes }, where);
  }
  const decoded = typeof text === "string" ? text : fromUtf8(text);
  if (decoded === undefined) {
    return readCodes.finding("NOT_TEXT", { file, reason: "it holds bytes that are no characters" }, where);
  }
  // A carriage return alone ended lines on old Macs; one character for another, so that offsets stay.
  const plain = decoded.replace(/^\uFEFF/, "").replace(/\r(?!\n)/g, "\n");
  if (plain.includes("\0")) {
    return readCodes.finding("NOT_TEXT", { file, reason: "it holds NUL characters" }, where);
  }
  return plain.trim() === "" ? readCodes.finding("EMPTY", { file }, where) : { text: plain };
}

/** Undefined where the bytes are no UTF-8. */
function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
