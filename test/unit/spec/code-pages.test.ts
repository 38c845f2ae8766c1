import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { mapCodes } from "../../../generator/spec/checks/codes.ts";
import { readCodes, schemaCodes } from "../../../generator/spec/codes.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { codePage, documentedCodes } from "../code-page.ts";
import { withChanges, withField } from "./mapping.ts";

// The examples of the pages, run. `mapping` stands for changes of the default mapping, `field` for one line of its
// field map, `yaml` for a whole file, `hex` for its bytes, `size` for their number.

const areas = [readCodes, schemaCodes, mapCodes];
const codes = areas.flatMap(({ area, declarations }) =>
  Object.keys(declarations).map((key) => `${area}.${key}`),
);

function found(language: string, example: string): readonly string[] {
  const file = "mapping.yaml";
  const read = () => {
    switch (language) {
      case "mapping":
        return withChanges(parse(example));
      case "field":
        return withField(parse(example));
      case "yaml":
        return readMapping({ file, text: example });
      case "hex":
        return readMapping({
          file,
          text: Uint8Array.from(example.split(" ").map((byte) => Number.parseInt(byte, 16))),
        });
      case "size":
        return readMapping({ file, text: "#".repeat(Number(example)) });
      default:
        return expect.fail(`no test knows examples in ${language}`);
    }
  };
  return read().diagnostics.map(({ code }) => code);
}

describe.each(codes)("%s", (code) => {
  const { text: page, example } = codePage(code);

  it("has a page of its name", () => {
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
  });

  it("is what the bad example gives", () => {
    expect(found(...example("Bad"))).toContain(code);
  });

  it("is not what the good example gives", () => {
    expect(found(...example("Good"))).not.toContain(code);
  });
});

it("has no page for a code that is gone", () => {
  expect(documentedCodes("READ", "SCHEMA", "MAP")).toEqual([...codes].sort());
});
