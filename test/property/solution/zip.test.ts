import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { escapeAttribute, escapeText, illegalCharacter } from "../../../solution/escape.ts";
import { parseXml } from "../../../solution/read/parse-xml.ts";
import { readZip } from "../../../solution/read/read-zip.ts";
import { verify } from "../../../solution/verify/verify.ts";
import { zip } from "../../../solution/zip.ts";

const path = fc
  .array(fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("/"));
const files = fc.dictionary(path, fc.uint8Array({ maxLength: 200 }), { maxKeys: 12, noNullPrototype: true });

const withoutTwins = (all: Record<string, Uint8Array>): Record<string, Uint8Array> => {
  const seen = new Set<string>();
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase())),
  );
};

it("gives back what was packed", () => {
  fc.assert(
    fc.property(files.map(withoutTwins), (all) => {
      const read = readZip("test.zip", zip(all));
      expect(read.ok).toBe(true);
      if (!read.ok) return;
      expect(Object.fromEntries([...read.files].map(([name, bytes]) => [name, [...bytes]]))).toEqual(
        Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, [...bytes]])),
      );
    }),
  );
});

it("packs the same bytes whatever the order", () => {
  fc.assert(
    fc.property(files, (all) => {
      const reversed = Object.fromEntries(Object.entries(all).reverse());
      expect(Buffer.compare(zip(all), zip(reversed))).toBe(0);
    }),
  );
});

const name = fc.string({ unit: "binary" }).filter((each) => illegalCharacter(each) === undefined);

it("escapes names so that an independent parser gives them back", () => {
  fc.assert(
    fc.property(name, name, (attribute, content) => {
      const read = parseXml(`<a b="${escapeAttribute(attribute)}">${escapeText(content)}</a>`);
      expect(read).toMatchObject({ ok: true, root: { attributes: { b: attribute }, text: content } });
    }),
  );
});

it("never fails on bytes that somebody has changed: a finding or nothing", () => {
  const base = zipSync({
    "solution.xml": new TextEncoder().encode("<ImportExportXml><SolutionManifest /></ImportExportXml>"),
    "customizations.xml": new TextEncoder().encode("<ImportExportXml />"),
  });
  const change = fc.record({ at: fc.nat(base.length - 1), to: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(base.length), (changes, length) => {
      const bytes = Uint8Array.from(base);
      for (const { at, to } of changes) bytes[at] = to;
      const { diagnostics } = verify([{ kind: "file", name: "test.zip", bytes: bytes.subarray(0, length) }]);
      for (const { code } of diagnostics) expect(code).toMatch(/^(?:ZIP|SOL|EXPR|CONN)\./);
    }),
    { numRuns: 300 },
  );
});
