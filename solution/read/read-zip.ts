import { crc32, inflateRawSync } from "node:zlib";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../generator/diagnostics/failure.ts";
import { maximumReading } from "../facts.ts";
import { zipCodes } from "./codes.ts";

/** Files by their path, with forward slashes. Folders are left out. */
export type FileContents = ReadonlyMap<string, Uint8Array>;

export type ZipReading =
  | { readonly ok: true; readonly files: FileContents }
  | { readonly ok: false; readonly finding: Diagnostic };

/**
 * Unpacks a zip of unknown origin in bounded time and memory. The central directory decides what is there; every entry
 * must unpack to exactly the size it announces. Back-slashes in paths, which old tools wrote, become slashes.
 */
export function readZip(file: string, bytes: Uint8Array): ZipReading {
  try {
    return {
      ok: true,
      files: new Map(entriesOf(file, bytes).map((entry) => [entry.path, unpack(file, bytes, entry)])),
    };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, finding: error.diagnostic };
    throw error;
  }
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
  readonly offset: number;
}

// Signatures and offsets of the zip file format (APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16).
const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 65_535;
const zip64Marker = 0xffffffff;

function entriesOf(file: string, bytes: Uint8Array): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) {
    const isZip = bytes.length >= 4 && view.getUint32(0, true) === localSignature;
    throw isZip ? truncated(file, "the list of its files") : fail(zipCodes.finding("NOT_A_ZIP", { file }));
  }
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === zip64Marker) throw fail(zipCodes.finding("ZIP64_UNSUPPORTED", { file }));
  if (count > maximumReading.files) {
    throw fail(zipCodes.finding("TOO_MANY_FILES", { file, count, maximum: maximumReading.files }));
  }
  const entries: Entry[] = [];
  const paths = new Set<string>();
  let at = start;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== directorySignature)
      throw truncated(file, "the list of its files");
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw truncated(file, "the list of its files");
    const entry = readEntry(file, bytes, view, at, nameLength);
    at = next;
    if (entry === undefined) continue;
    total += entry.size;
    if (total > maximumReading.bytes)
      throw fail(zipCodes.finding("TOO_LARGE", { file, bytes: total, maximum: maximumReading.bytes }));
    if (paths.has(entry.path.toLowerCase()))
      throw fail(zipCodes.finding("ENTRY_TWICE", { entry: entry.path }));
    paths.add(entry.path.toLowerCase());
    entries.push(entry);
  }
  return entries;
}

/** The end record stands last, before a comment of unknown length. */
function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return undefined;
}

/** Undefined for a folder. */
function readEntry(
  file: string,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
): Entry | undefined {
  const path = nameIn(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll("\\", "/");
  const entry = path;
  if (isUnsafe(path)) throw fail(zipCodes.finding("PATH_UNSAFE", { entry }));
  if (path.endsWith("/")) return undefined;
  const flags = view.getUint16(at + 8, true);
  if ((flags & 1) !== 0) throw fail(zipCodes.finding("ENCRYPTED", { entry }));
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw fail(zipCodes.finding("METHOD_UNSUPPORTED", { entry, method }));
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const offset = view.getUint32(at + 42, true);
  if (packed === zip64Marker || size === zip64Marker || offset === zip64Marker) {
    throw fail(zipCodes.finding("ZIP64_UNSUPPORTED", { file }));
  }
  return { path, method, packed, size, checksum: view.getUint32(at + 16, true), offset };
}

/** Names are UTF-8; old tools wrote a code page, of which every byte must at least stay another character. */
function nameIn(bytes: Uint8Array): string {
  const name = new TextDecoder().decode(bytes);
  return name.includes("\u{fffd}") ? Buffer.from(bytes).toString("latin1") : name;
}

function isUnsafe(path: string): boolean {
  return (
    path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\0") || path.split("/").includes("..")
  );
}

function unpack(file: string, bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packed, size, method } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature)
    throw truncated(file, entry.path);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw truncated(file, entry.path);
  const data = bytes.subarray(start, start + packed);
  const content = method === 0 ? data : inflate(entry, data);
  if (content.length !== size || crc32(content) !== entry.checksum)
    throw fail(zipCodes.finding("DAMAGED", { entry: entry.path }));
  return content;
}

function inflate({ path, size }: Entry, data: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    // Node's zlib names its own errors; all of them say that the data is not what the entry announces.
    throw new Failure(zipCodes.finding("DAMAGED", { entry: path }), { cause });
  }
}

const fail = (finding: Diagnostic): Failure => new Failure(finding);
const truncated = (file: string, what: string): Failure =>
  fail(zipCodes.finding("TRUNCATED", { file, what }));
