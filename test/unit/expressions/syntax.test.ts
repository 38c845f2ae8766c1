import { describe, expect, it } from "vitest";
import { parseTemplate, printTemplate, type Template } from "../../../simulator/expressions/index.ts";

function parsed(text: string): Template {
  const result = parseTemplate(text);
  if (!result.ok) throw result.error;
  return result.template;
}

describe("a string of a flow", () => {
  it.each([
    ["text", { kind: "literal", value: "text" }],
    ["", { kind: "literal", value: "" }],
    ["@", { kind: "literal", value: "@" }],
    [" @", { kind: "literal", value: " @" }],
    ["mail me @ home", { kind: "literal", value: "mail me @ home" }],
    ["@@concat('a')", { kind: "literal", value: "@concat('a')" }],
    ["@@{a} @{b}", { kind: "literal", value: "@{a} @{b}" }],
    ["a @@{b} c", { kind: "literal", value: "a @{b} c" }],
  ])("%j is text", (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it("is an expression behind a mark, with the places of everything", () => {
    expect(parsed("@ add( 1,-2.5e3 )")).toEqual({
      kind: "expression",
      expression: {
        kind: "call",
        name: "add",
        arguments: [
          { kind: "number", text: "1", start: 7, end: 8 },
          { kind: "number", text: "-2.5e3", start: 9, end: 15 },
        ],
        start: 2,
        end: 17,
      },
    });
  });

  it("is an interpolation with parts, whose braces may stand in quotes", () => {
    expect(parsed("a@{b('}')}@@{c@{TRUE}")).toEqual({
      kind: "interpolation",
      parts: [
        { kind: "text", value: "a", start: 0, end: 1 },
        {
          kind: "expression",
          expression: {
            kind: "call",
            name: "b",
            arguments: [{ kind: "text", value: "}", start: 5, end: 8 }],
            start: 3,
            end: 9,
          },
          start: 1,
          end: 10,
        },
        { kind: "text", value: "@{c", start: 10, end: 14 },
        {
          kind: "expression",
          expression: { kind: "constant", value: true, start: 16, end: 20 },
          start: 14,
          end: 21,
        },
      ],
    });
  });

  it("follows keys by name and by value, safely or not", () => {
    expect(parsed("@body('X')?['a'].b[0]")).toMatchObject({
      expression: {
        kind: "access",
        safe: false,
        dotted: false,
        key: { kind: "number", text: "0" },
        target: {
          kind: "access",
          safe: false,
          dotted: true,
          key: { kind: "text", value: "b" },
          target: { kind: "access", safe: true, dotted: false, key: { kind: "text", value: "a" } },
        },
        start: 1,
        end: 21,
      },
    });
  });
});

describe("what does not parse", () => {
  const token = (text: string, expected: string, actual: string) =>
    `Unable to parse template language expression '${text}': expected token '${expected}' and actual token '${actual}'.`;
  const character = (text: string, at: number) =>
    `The template language expression '${text}' is not valid: the string character '${text.charAt(at)}' at position '${at}' is not expected.`;
  it.each([
    ["@add(1", 6, token("add(1", "RightParenthesis", "EndOfData")],
    ["@add(1,)", 7, token("add(1,)", "Identifier", "RightParenthesis")],
    ["@add 1", 5, token("add 1", "LeftParenthesis", "IntegerLiteral")],
    ["@ ", 2, token(" ", "Identifier", "EndOfData")],
    ["@{}", 2, token("", "Identifier", "EndOfData")],
    ["@add(1) 2", 8, token("add(1) 2", "EndOfData", "IntegerLiteral")],
    ["@'a'.b", 4, token("'a'.b", "EndOfData", "Dot")],
    ["@a()?b", 5, token("a()?b", "LeftSquareBracket", "Identifier")],
    ["@a()[1", 6, token("a()[1", "RightSquareBracket", "EndOfData")],
    ["@a().'b'", 5, token("a().'b'", "Identifier", "StringLiteral")],
    ["@odata.type", 6, token("odata.type", "LeftParenthesis", "Dot")],
    ['@concat("a")', 8, character('concat("a")', 7)],
    ["@add(1x)", 6, character("add(1x)", 5)],
    ["@-a()", 1, character("-a()", 0)],
    ["@{a{b()}", 3, character("a{b()", 1)],
    [
      "@concat('a",
      8,
      "The template language expression 'concat('a' is not valid: the string literal at position '7' is not terminated.",
    ],
    [
      "x@{concat('a'",
      1,
      "The template language expression 'concat('a'' is not valid: the closing brace of '@{' is missing.",
    ],
  ])("%j", (text, offset, message) => {
    const result = parseTemplate(text);
    expect(result.ok ? undefined : { ...result.error, message: result.error.message }).toMatchObject({
      code: "InvalidTemplate",
      problem: "syntax",
      offset,
      message,
    });
  });

  it("is an expression beyond the limit of length, counted without its mark", () => {
    const filling = (length: number) => `@${"concat('".padEnd(length - 2, "x")}')`;
    expect(parseTemplate(filling(8192)).ok).toBe(true);
    const tooLong = parseTemplate(filling(8193));
    expect(tooLong).toMatchObject({
      ok: false,
      error: { code: "EXPR.TOO_LONG", problem: "limit", offset: 1 },
    });
  });

  it("is an expression beyond the limit of depth, in calls and in keys", () => {
    const calls = (depth: number) => `@${"a(".repeat(depth)}1${")".repeat(depth)}`;
    const keys = (depth: number) => `@a()${"[1]".repeat(depth)}`;
    expect([calls(499), keys(499)].map((text) => parseTemplate(text).ok)).toEqual([true, true]);
    for (const text of [calls(500), keys(500)]) {
      expect(parseTemplate(text)).toMatchObject({ ok: false, error: { code: "EXPR.TOO_DEEP" } });
    }
  });
});

describe("what is taken all the same", () => {
  it("takes the blanks of .NET between tokens, the no-break space among them", () => {
    expect(printTemplate(parsed("@\u00a0add(\u00851\u2003,\t2\n)\u3000"))).toBe("@add(1, 2)");
  });

  it("takes the mark before an inner call, as older designers wrote it", () => {
    expect(printTemplate(parsed("@not(@equals(1, 2))"))).toBe("@not(equals(1, 2))");
  });

  it("takes true, false and null in any case", () => {
    expect(printTemplate(parsed("@a(True, FALSE, Null)"))).toBe("@a(true, false, null)");
  });
});

describe("printing", () => {
  it.each([
    "@concat('it''s', -1, 1.50, +2, null)?['a'].b[add(1, 2)]",
    "a @{b()} c @@{d}",
    "@@literal",
    "@",
    "no expression @@{here}",
    "@{a()}@{b()}",
  ])("gives %j back as it was", (text) => {
    expect(printTemplate(parsed(text))).toBe(text);
  });

  it("quotes a text that would run into an expression", () => {
    const part = { kind: "text", value: "@", start: 0, end: 1 } as const;
    const hole = {
      kind: "expression",
      expression: { kind: "constant", value: null, start: 0, end: 0 },
      start: 0,
      end: 0,
    } as const;
    expect(printTemplate({ kind: "interpolation", parts: [part, hole] })).toBe("@{'@'}@{null}");
  });
});
