import { describe, expect, it } from "vitest";
import { parseLooseJson } from "../../../solution/read/loose-json.ts";
import { verify } from "../../../solution/verify/verify.ts";

const read = (text: string): unknown => {
  const reading = parseLooseJson(text);
  return reading.ok ? reading.value : "unreadable";
};

describe("JSON that is not strict", () => {
  it.each<readonly [what: string, text: string, value: unknown]>([
    ["a comma behind the last member", '{"a": [1, 2,], "b": {"c": 1,},}', { a: [1, 2], b: { c: 1 } }],
    ["a comment", '{// first\n"a": /* one */ 1}', { a: 1 }],
    ["a comment between a comma and the end", "[1, /* last */ // really\n]", [1]],
    [
      "several commas, comments and blanks",
      '[[1,\u{a0}],[2, /* 3 */ 4 , // 5\n],\t{"a": "\t,]",}, ]',
      [[1], [2, 4], { a: "\t,]" }],
    ],
    ["a control character in a text", '{"a": "b\tc\u{0}"}', { a: "b\tc\u{0}" }],
    ["a blank that JSON does not know", '{"a":\u{2003}1\u{a0}}', { a: 1 }],
    ["a mark at its start", '\u{feff}{"a": 1}', { a: 1 }],
    ["commas, brackets and comments in texts", '{"a": "x, ] // \\" /* y"}', { a: 'x, ] // " /* y' }],
    ["strict JSON", '{"a": [-1.5e3, true, null, "\\u0041"]}', { a: [-1500, true, null, "A"] }],
    ["characters beyond the first plane", '{"a": "\u{1f91d}"}', { a: "\u{1f91d}" }],
  ])("is read: %s", (_what, text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ["no comma", '{"a": 1 "b": 2}'],
    ["two commas", "[1,,]"],
    ["two commas around a comment", "[1, /* 2 */ ,]"],
    ["an end that is missing", '{"a": [1'],
    ["a text without end", '{"a": "b'],
    ["a comment without end", '{"a": 1 /*'],
    ["nothing", ""],
  ])("is not: %s", (_what, text) => {
    expect(read(text)).toBe("unreadable");
  });

  it.each([",/*", "//", '"', '\\"', "[,", "\t,"])("takes one look at %j without end", (part) => {
    expect(read(part.repeat(300_000))).toBe("unreadable");
  });
});

it("is told of a file that is not UTF-8 throughout, whatever it is", () => {
  const flow =
    '{"triggers": {"m": {"type": "Request", "kind": "Button"}}, "actions": {}, "description": "Caf\u{e9}"}';
  const definition = '{"swagger": "2.0", "info": {"title": "Caf\u{e9}", "version": "1"}, "paths": {},}';
  const codes = (text: string, encoding: "latin1" | "utf8") =>
    verify([{ kind: "file", name: "a.json", bytes: Buffer.from(text, encoding) }]).diagnostics.map(
      ({ code }) => code,
    );
  expect(codes(flow, "latin1")).toEqual(["SOL.ENCODING"]);
  expect(codes(flow, "utf8")).toEqual([]);
  expect(codes(definition, "latin1").slice(0, 2)).toEqual(["SOL.ENCODING", "SOL.JSON_LOOSE"]);
  expect(codes(definition, "utf8")[0]).toBe("SOL.JSON_LOOSE");
});
