import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { mapCodes } from "../../../generator/spec/checks/codes.ts";
import { readCodes, schemaCodes } from "../../../generator/spec/codes.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { withChanges, withField } from "./mapping.ts";

// The examples of the pages, run. `mapping` stands for changes of the default mapping, `field` for one line of its
// field map, `yaml` for a whole file, `hex` for its bytes, `size` for their number.

const folder = new URL("../../../docs/codes/", import.meta.url);
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
  const page = readFileSync(new URL(`${code}.md`, folder), "utf8");
  const example = (heading: string): readonly [string, string] => {
    const match = new RegExp(`## ${heading}\n\n\`\`\`(\\w+)\n([\\s\\S]*?)\n\`\`\``).exec(page);
    return [match?.[1] ?? "", match?.[2] ?? ""];
  };

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
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(pages.filter((name) => /^(?:READ|SCHEMA|MAP)\./.test(name)).sort()).toEqual([...codes].sort());
});
