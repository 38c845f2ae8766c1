import { crc32 } from "node:zlib";
import { deflate } from "./deflate.ts";
import { writeZip, type ZipEntry } from "./zip-container.ts";

/** Files by path, with forward slashes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/**
 * Makes zips in which the same files give the same bytes: sorted entries, one compression level, and the earliest time
 * stamp that the format has. A file that several zips hold is compressed once, which is most of the work.
 */
export function zipper(): (files: Files) => Uint8Array {
  const known = new Map<string | Uint8Array, Packed>();
  return (files) => {
    const entries = Object.keys(files)
      .sort()
      .map((path): ZipEntry => {
        const content = files[path] ?? "";
        const packed = known.get(content) ?? pack(content);
        known.set(content, packed);
        const name = utf8(path);
        return { ...packed, name, isAscii: name.length === path.length };
      });
    return writeZip(entries);
  };
}

export function zip(files: Files): Uint8Array {
  return zipper()(files);
}

type Packed = Pick<ZipEntry, "bytes" | "size" | "checksum">;

function pack(content: string | Uint8Array): Packed {
  const plain = utf8(content);
  return { bytes: deflate(plain), size: plain.byteLength, checksum: crc32(plain) };
}

function utf8(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}
