import { crc32, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { deflateSync, inflateSync, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { deflate } from "../../../generator/packing/deflate.ts";
import { zip, zipper } from "../../../generator/packing/zip.ts";
import { writeZip } from "../../../generator/packing/zip-container.ts";

const path = fc.stringMatching(/^[A-Za-zé日/_-]{1,30}$/u);
const content = fc.oneof(fc.string({ maxLength: 2000 }), fc.uint8Array({ maxLength: 2000 }));
// fflate takes its files from a plain object, which cannot hold a file of this name.
const files = fc.dictionary(
  path.filter((name) => name !== "__proto__"),
  content,
  { maxKeys: 12 },
);

const bytesOf = (text: string | Uint8Array) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

describe("a zip", () => {
  it("is byte for byte the one that fflate writes of the same compressed files", () => {
    fc.assert(
      fc.property(files, (given) => {
        const plain = Object.entries(given).map(([path, text]) => [path, bytesOf(text)] as const);
        const entries = plain.map(([path, bytes]) => ({
          name: bytesOf(path),
          isAscii: bytesOf(path).length === path.length,
          bytes: deflateSync(bytes, { level: 6 }),
          size: bytes.length,
          checksum: crc32(bytes),
        }));
        // A local date: fflate writes the time of the clock on the wall.
        const expected = zipSync(Object.fromEntries(plain), { level: 6, mtime: new Date(1980, 0, 1) });
        expect(Buffer.from(writeZip(entries)).equals(Buffer.from(expected))).toBe(true);
      }),
    );
  });

  it("lists its files in the order of their paths, whatever order they came in", () => {
    fc.assert(
      fc.property(files, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        expect(zip(turned)).toEqual(zip(given));
        expect(Object.keys(unzipSync(zip(given)))).toEqual(Object.keys(given).sort());
      }),
    );
  });

  it("gives back what went in", () => {
    fc.assert(
      fc.property(files, (given) => {
        const found = unzipSync(zip(given));
        const expected = Object.entries(given).map(([name, text]) => [name, bytesOf(text)] as const);
        expect(found).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it("is the same whether other zips were made before or not", () => {
    fc.assert(
      fc.property(files, files, (one, other) => {
        const pack = zipper();
        pack(one);
        expect(pack(other)).toEqual(zip(other));
      }),
    );
  });
});

/** The buffers of zlib hold 256 KiB: around that length, and with bytes that no compressor makes shorter. */
const long = fc
  .record({
    length: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 262_000, max: 800_000 })),
    /** 1 gives one byte again and again, 256 gives noise. */
    values: fc.constantFrom(1, 3, 256),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  })
  .map(({ length, values, seed }) => {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = (state * 48_271) % (2 ** 31 - 1);
      return (state >> 8) % values;
    });
  });

describe("compressing", () => {
  it("is undone by Node's own zlib and by fflate", () => {
    fc.assert(
      fc.property(long, (plain) => {
        const packed = deflate(plain);
        expect(inflateRawSync(packed).equals(plain)).toBe(true);
        expect(Buffer.from(inflateSync(packed)).equals(plain)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("gives the same bytes whatever was compressed before", () => {
    fc.assert(
      fc.property(long, long, (one, other) => {
        const first = deflate(one);
        deflate(other);
        expect(Buffer.from(deflate(one)).equals(first)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("gives these very bytes, on every machine and with every version of Node", () => {
    const text = "Opportunity ⇄ referral, ".repeat(40);
    expect(Buffer.from(deflate(new TextEncoder().encode(text))).toString("hex")).toBe(
      "f32f28c82f2a29cdcb2ca95478d4dea250949a965a549498a3a3e03f2a332a332a33c26400",
    );
  });
});
