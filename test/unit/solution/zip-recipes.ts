import { strToU8, zipSync } from "fflate";
import { maximumReading, maximumZipBytes } from "../../../solution/facts.ts";

type Recipe = (zip: Uint8Array) => Uint8Array;

const endRecord = 22;

/** Changes bytes of the central directory's first entry. */
function inDirectory(zip: Uint8Array, offset: number, ...bytes: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(zip);
  const start = new DataView(copy.buffer).getUint32(copy.length - endRecord + 16, true);
  copy.set(bytes, start + offset);
  return copy;
}

/** Zips that something is wrong with, made from one that is right. */
export const recipes: Readonly<Record<string, Recipe>> = {
  whole: (zip) => zip,
  text: () => strToU8("hello"),
  cut: (zip) => zip.subarray(0, zip.length - 100),
  damage: (zip) => inDirectory(zip, 16, 1, 2, 3, 4),
  encrypt: (zip) => inDirectory(zip, 8, 1),
  method: (zip) => inDirectory(zip, 10, 9),
  zip64: (zip) => inDirectory(zip, 24, 0xff, 0xff, 0xff, 0xff),
  bomb: (zip) => inDirectory(zip, 24, 0xfe, 0xff, 0xff, 0xff),
  path: () => zipSync({ "../outside.txt": strToU8("x") }),
  twice: () => {
    const zip = zipSync({ "solution.xml": strToU8("a"), "solution.xmL": strToU8("b") });
    return zip;
  },
  heavy: (zip) => {
    const heavy = new Uint8Array(maximumZipBytes + 1);
    heavy.set(zip);
    return heavy;
  },
  many: () =>
    zipSync(
      Object.fromEntries(
        Array.from({ length: maximumReading.files + 1 }, (_, index) => [`${index}`, new Uint8Array()]),
      ),
    ),
};
