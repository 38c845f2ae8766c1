import { describe, expect, it } from "vitest";
import { ExpressionError, JsonTextError, readJson, writeJson } from "../../../simulator/expressions/index.ts";

describe("reading and writing JSON", () => {
  it.each([
    "9223372036854775807",
    "-9223372036854775808",
    "9007199254740992",
    "123456789012345678901234567890",
    "7.0",
    "-0.5",
    "1E+21",
    "1E-07",
    "0.0001",
    "12345678901234568.0",
    '{"id":9007199254740993,"a":[1,2.5,{"b":7.0}],"c":"\\u0000\\u2028\\"\\\\"}',
    '{"__proto__":{"x":1}}',
    "[]",
    "null",
  ])("%s keeps every digit", (text) => {
    expect(writeJson(readJson(text))).toBe(text);
  });

  it("takes what the platform's library takes, where it is asked to", () => {
    const text =
      "/* note */ {a: 'it\\'s', \"b\": [1, .5, 1.,], // end\n c: NaN, d: -Infinity, e: undefined,}";
    expect(writeJson(readJson(text, { lenient: true }))).toBe(
      '{"a":"it\'s","b":[1,0.5,1.0],"c":"NaN","d":"-Infinity","e":null}',
    );
    expect(() => readJson(text)).toThrow(JsonTextError);
  });

  it.each([
    ["", "Error reading JToken from JsonReader. Path '', line 0, position 0."],
    ["{", "Unexpected end of content while loading JToken. Path '', line 1, position 1."],
    [
      '{"a" 1}',
      "Invalid character after parsing property name. Expected ':' but got: 1. Path 'a', line 1, position 5.",
    ],
    [
      '{"a":[1,\n 2 3]}',
      "After parsing a value an unexpected character was encountered: 3. Path 'a[1]', line 2, position 3.",
    ],
    ['"abc', "Unterminated string. Expected delimiter: \". Path '', line 1, position 4."],
    ['"\\x"', "Bad JSON escape sequence: \\x. Path '', line 1, position 3."],
    ['"\\u12"', "Invalid Unicode escape sequence. Path '', line 1, position 3."],
    ["1.2.3", "Input string '1.2.3' is not a valid number. Path '', line 1, position 5."],
    ["[1,]", "Unexpected character encountered while parsing value: ]. Path '[1]', line 1, position 3."],
    ["nothing", "Unexpected character encountered while parsing value: n. Path '', line 1, position 7."],
    ["{a:1}", "Invalid property identifier character: a. Path '', line 1, position 1."],
  ])("%j is refused with its place", (text, message) => {
    expect(() => readJson(text)).toThrow(new JsonTextError(message));
  });

  it("refuses what is nested too deeply, however it is written", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(writeJson(readJson(nested(500)))).toBe(nested(500));
    for (const text of [nested(501), nested(501).replace("]", "1.5]")]) {
      expect(() => readJson(text)).toThrow(expect.objectContaining({ code: "EXPR.TOO_DEEP" }));
      expect(() => readJson(text)).toThrow(ExpressionError);
    }
    // Brackets in texts do not count.
    expect(readJson(JSON.stringify("[".repeat(600)))).toBe("[".repeat(600));
  });
});
