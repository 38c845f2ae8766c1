import { describe, expect, it } from "vitest";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { defaultText } from "./mapping.ts";

// Texts that were made to exhaust a reader. Each is as long as the limit lets it be, or nearly.

const room = 299_000;
const fill = (part: string): string => part.repeat(Math.floor(room / part.length));
const lines = (line: (index: number) => string): string => {
  const all: string[] = [];
  for (let length = 0; length < room; length += (all.at(-1)?.length ?? 0) + 1) all.push(line(all.length));
  return all.slice(0, -1).join("\n");
};
const codes = (text: string | Uint8Array) => [
  ...new Set(readMapping({ file: "mapping.yaml", text }).diagnostics.map(({ code }) => code)),
];

/** Far above what any of them takes on an idle machine, far below what a step in the square of the length would. */
const patience = 30_000;

describe("ends soon, with a code", () => {
  it.each([
    ["brackets that are never closed", fill("["), ["READ.TOO_DEEP"]],
    ["braces that are never closed", fill("{a: "), ["READ.TOO_DEEP"]],
    ["lists in lists", fill("- "), ["READ.TOO_DEEP"]],
    ["keys that are keys", fill("? "), ["READ.TOO_DEEP"]],
    ["values that are keys", fill("a: b: "), ["READ.TOO_DEEP"]],
    ["steps to the right", lines((index) => `${" ".repeat(index)}a:`), ["READ.TOO_DEEP"]],
    [
      "thousands of keys",
      lines((index) => `k${index}:`),
      ["SCHEMA.MISSING_KEY", "SCHEMA.UNKNOWN_KEY", "SCHEMA.NOT_LISTED"],
    ],
    ["a key thousands of times", fill("key: 1\n"), ["READ.DUPLICATE_KEY"]],
    [
      "thousands of anchors",
      lines((index) => `k${index}: &a${index} x`),
      ["SCHEMA.MISSING_KEY", "SCHEMA.UNKNOWN_KEY", "SCHEMA.NOT_LISTED"],
    ],
    ["thousands of aliases", `a: &a x\nb:\n${fill("- *a\n").slice(0, -20)}`, ["READ.TOO_MANY_ALIASES"]],
    [
      "thousands of wrong values",
      `fields:\n${fill("- 1\n").slice(0, -20)}`,
      ["SCHEMA.MISSING_KEY", "SCHEMA.WRONG_TYPE", "SCHEMA.NOT_LISTED"],
    ],
    ["thousands of documents", fill("---\na: 1\n"), ["READ.SEVERAL_DOCUMENTS"]],
    ["thousands of mistakes", fill("a: ]\n"), ["READ.INVALID"]],
    ["thousands of tabs", fill("\ta: 1\n"), ["READ.TABS"]],
    ["thousands of quotes", fill('"'), ["READ.INVALID"]],
    ["thousands of tags", fill("! "), ["READ.INVALID"]],
    ["thousands of directives", fill("%a\n"), ["READ.INVALID"]],
    ["one long word", fill("x"), ["SCHEMA.WRONG_TYPE"]],
    ["one long comment", fill("#"), ["READ.EMPTY"]],
    ["zeros", new Uint8Array(1000), ["READ.NOT_TEXT"]],
    ["another encoding", new Uint8Array([0xff, 0xfe, 0x66, 0x00]), ["READ.NOT_TEXT"]],
  ])(
    "%s",
    (_, text, expected) => {
      const found = codes(text);
      expect([...found].sort()).toEqual([...expected].sort());
    },
    patience,
  );
});

describe("aliases", () => {
  it("may repeat what the file says", () => {
    const text = defaultText
      .replace(
        "requiredFor: [private, partnerLed, coSell] }",
        "requiredFor: &all [private, partnerLed, coSell] }",
      )
      .replaceAll("requiredFor: [private, partnerLed, coSell] }", "requiredFor: *all }");
    expect(text).toContain("*all");
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["of nothing", "a: *b\n", 4],
    ["of what comes later", "a: *b\nb: &b x\n", 4],
    ["of themselves", "a: &a [*a]\n", 8],
  ])("%s are a mistake at their place", (_, text, column) => {
    const [finding, ...others] = readMapping({ file: "mapping.yaml", text }).diagnostics;
    expect(finding).toMatchObject({ code: "READ.INVALID", where: { start: { line: 1, column } } });
    expect(others).toEqual([]);
  });

  it("that double in every line are not unfolded", () => {
    const text = Array.from(
      { length: 60 },
      (_, index) => `k${index + 1}: &k${index + 1} [*k${index}, *k${index}]`,
    );
    expect(codes(["k0: &k0 [x]", ...text].join("\n"))).toEqual(["READ.TOO_MANY_ALIASES"]);
  });
});

describe("what is YAML and no plain tree", () => {
  it.each([
    ["a list as a key", "? [a]\n: 1\n"],
    ["a group as a key", "? {a: 1}\n: 1\n"],
    ["a tag of its own", "a: !secret x\n"],
    ["a directive of its own", "%FOO\n---\na: 1\n"],
  ])("%s", (_, text) => {
    expect(codes(text)).toEqual(["READ.INVALID"]);
  });

  it("a key twice, once as a number", () => {
    expect(codes('1: a\n"1": b\n')).toEqual(["READ.DUPLICATE_KEY"]);
  });

  it.each(["~", "---\n", "---\n...\n", "# nothing\n", "null\n"])("nothing, written as %j", (text) => {
    expect(codes(text)).toEqual(["READ.EMPTY"]);
  });
});

it("counts bytes, not characters", () => {
  expect(codes(`# ${"é".repeat(150_000)}`)).toEqual(["READ.TOO_LARGE"]);
  expect(codes(`# ${"e".repeat(150_000)}`)).toEqual(["READ.EMPTY"]);
});
