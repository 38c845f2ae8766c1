/** A compressed file on its way into a zip. */
export interface ZipEntry {
  /** The path, as UTF-8. */
  readonly name: Uint8Array;
  readonly isAscii: boolean;
  /** Raw deflate data. */
  readonly bytes: Uint8Array;
  /** Bytes before compression. */
  readonly size: number;
  /** CRC-32 of the bytes before compression. */
  readonly checksum: number;
}

// The format: PKWARE, .ZIP File Format Specification (APPNOTE), sections 4.3.7 (local header), 4.3.12 (central
// directory) and 4.3.16 (end of the directory). All numbers are little-endian.

const localHeader = { signature: 0x04034b50, length: 30 } as const;
const directoryHeader = { signature: 0x02014b50, length: 46 } as const;
const directoryEnd = { signature: 0x06054b50, length: 22 } as const;
const version = 20;
const deflated = 8;
/** The name is UTF-8. */
const utf8Flag = 0x800;
/** 1980-01-01 00:00, the earliest that the format can say; it has no time zone. */
const earliest = (1 << 21) | (1 << 16);

/** The bytes of a zip with these files, in this order. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const filesLength = sum(entries.map(({ name, bytes }) => localHeader.length + name.length + bytes.length));
  const directoryLength = sum(entries.map(({ name }) => directoryHeader.length + name.length));
  const zip = new Uint8Array(filesLength + directoryLength + directoryEnd.length);
  const view = new DataView(zip.buffer);
  let at = 0;
  let directoryAt = filesLength;
  for (const entry of entries) {
    const fileAt = at;
    view.setUint32(at, localHeader.signature, true);
    writeFacts(view, at + 4, entry);
    zip.set(entry.name, at + localHeader.length);
    at += localHeader.length + entry.name.length;
    zip.set(entry.bytes, at);
    at += entry.bytes.length;

    view.setUint32(directoryAt, directoryHeader.signature, true);
    view.setUint16(directoryAt + 4, version, true);
    writeFacts(view, directoryAt + 6, entry);
    view.setUint32(directoryAt + 42, fileAt, true);
    zip.set(entry.name, directoryAt + directoryHeader.length);
    directoryAt += directoryHeader.length + entry.name.length;
  }
  view.setUint32(directoryAt, directoryEnd.signature, true);
  view.setUint16(directoryAt + 8, entries.length, true);
  view.setUint16(directoryAt + 10, entries.length, true);
  view.setUint32(directoryAt + 12, directoryLength, true);
  view.setUint32(directoryAt + 16, filesLength, true);
  return zip;
}

/** What both headers say of a file, in the same order. */
function writeFacts(view: DataView, at: number, { name, isAscii, bytes, size, checksum }: ZipEntry): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, isAscii ? 0 : utf8Flag, true);
  view.setUint16(at + 4, deflated, true);
  view.setUint32(at + 6, earliest, true);
  view.setUint32(at + 10, checksum, true);
  view.setUint32(at + 14, bytes.length, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
