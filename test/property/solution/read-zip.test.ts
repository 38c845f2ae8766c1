import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zip } from "../../../generator/packing/zip.ts";
import { solutionsOf } from "../../../solution/contents.ts";
import { parseXml } from "../../../solution/read/parse-xml.ts";
import { type FileContents, readZip } from "../../../solution/read/read-zip.ts";
import { solutionFiles } from "../../../solution/solution-files.ts";
import { verify } from "../../../solution/verify/verify.ts";
import { contentsOf, defaultModel, smallConnectors, smallFlows } from "../../unit/solution/hand-made.ts";

const path = fc
  .array(fc.stringMatching(/^[a-zé日_-]{1,8}$/u), { minLength: 1, maxLength: 4 })
  .map((names) => names.join("/"))
  .filter((name) => name !== "__proto__");
const content = fc.oneof(fc.string({ maxLength: 500 }), fc.uint8Array({ maxLength: 500 }));
const files = fc.dictionary(path, content, { maxKeys: 12 });

/** Buffers of one kind, whatever view they came as. */
const buffers = (contents: FileContents) =>
  Object.fromEntries([...contents].map(([name, bytes]) => [name, Buffer.from(bytes)]));

describe("reading a zip", () => {
  it("gives back the files that were packed", () => {
    fc.assert(
      fc.property(files, (given) => {
        const read = readZip("a.zip", zip(given));
        const found = buffers(read.ok ? read.files : new Map());

        expect(found).toEqual(buffers(contentsOf(given)));
      }),
    );
  });

  it("gives back the files of a zip that another program has packed, stored or deflated", () => {
    fc.assert(
      fc.property(files, fc.constantFrom<0 | 9>(0, 9), (given, level) => {
        const contents = contentsOf(given);
        const read = readZip("a.zip", zipSync(Object.fromEntries(contents), { level }));
        expect(buffers(read.ok ? read.files : new Map())).toEqual(buffers(contents));
      }),
    );
  });
});

const [main] = solutionsOf(defaultModel, "single", smallConnectors, smallFlows);
const whole = zip(main === undefined ? {} : solutionFiles(main).unmanaged);

describe("a zip of unknown origin", () => {
  it("ends in findings, whichever bytes are changed and wherever it is cut", () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(whole.length), (changes, cut) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const input = cut % 3 === 0 ? bytes.subarray(0, cut) : bytes;
        const { diagnostics } = verify([{ kind: "file", name: "a.zip", bytes: input }]);
        for (const { code } of diagnostics) expect(code).toMatch(/^(?:ZIP|SOL|EXPR|CONN)\./);
      }),
      { numRuns: 200 },
    );
  });

  it("ends in findings when changes hit the list of its files", () => {
    const directory = new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 6, true);
    const change = fc.tuple(fc.integer({ min: directory, max: whole.length - 1 }), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const read = readZip("a.zip", bytes);
        if (!read.ok) expect(read.finding.code).toMatch(/^ZIP\./);
      }),
      { numRuns: 500 },
    );
  });
});

describe("XML of unknown origin", () => {
  const piece = fc.constantFrom(
    "<a>",
    "</a>",
    "<b c='d'/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "&amp;",
    "&x;",
    "<",
    ">",
    '"',
    "<!DOCTYPE a>",
    "<constructor/>",
    "text",
  );

  it("is read or refused with a reason", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = parseXml(`<r>${pieces.join("")}</r>`);
        expect(read.ok ? read.root.name : read.reason).not.toBe("");
      }),
      { numRuns: 1000 },
    );
  });
});
