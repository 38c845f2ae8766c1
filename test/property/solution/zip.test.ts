import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zip, zipper } from "../../../generator/packing/zip.ts";

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
  it("is byte for byte the one that fflate writes of the sorted files", () => {
    fc.assert(
      fc.property(files, (given) => {
        const sorted = Object.fromEntries(
          Object.keys(given)
            .sort()
            .map((name) => [name, bytesOf(given[name] ?? "")]),
        );
        // A local date: fflate writes the time of the clock on the wall.
        const expected = zipSync(sorted, { level: 6, mtime: new Date(1980, 0, 1) });
        expect(Buffer.from(zip(given)).equals(Buffer.from(expected))).toBe(true);
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
