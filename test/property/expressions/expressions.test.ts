import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../simulator/expressions/catalogue.ts";
import {
  compileTemplate,
  createScope,
  type Expression,
  ExpressionError,
  equal,
  parseTemplate,
  printTemplate,
  readJson,
  resolveQuirks,
  type Template,
  toText,
  type WdlValue,
  writeJson,
} from "../../../simulator/expressions/index.ts";

const span = { start: 0, end: 0 };
const names = [...catalogueFor(resolveQuirks()).values()];
const identifier = fc
  .stringMatching(/^[A-Za-z_$#:=-][\w$-]{0,8}$/)
  .filter((name) => !/^([+-]|(true|false|null)$)/i.test(name));
const number = fc.stringMatching(/^[+-]?\d{1,15}(\.\d{0,4})?([eE][+-]?\d{1,2})?$/);

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }).map((value): Expression => ({ kind: "text", value, ...span })),
  number.map((text): Expression => ({ kind: "number", text, ...span })),
  fc.constantFrom(true, false, null).map((value): Expression => ({ kind: "constant", value, ...span })),
);

const { expression } = fc.letrec<{ expression: Expression; call: Expression; access: Expression }>((tie) => ({
  call: fc.record({
    kind: fc.constant("call" as const),
    name: identifier,
    arguments: fc.array(tie("expression"), { maxLength: 3 }),
    start: fc.constant(0),
    end: fc.constant(0),
  }),
  access: fc
    .tuple(fc.oneof(tie("call"), tie("access")), fc.boolean(), fc.oneof(tie("expression"), identifier))
    .map(([target, safe, key]): Expression => {
      const dotted = typeof key === "string";
      const keyed: Expression = dotted ? { kind: "text", value: key, ...span } : key;
      return { kind: "access", target, safe, dotted, key: keyed, ...span };
    }),
  expression: fc.oneof({ maxDepth: 4, depthIdentifier: "e" }, leaf, tie("call"), tie("access")),
}));

const template: fc.Arbitrary<Template> = fc.oneof(
  fc
    .string({ unit: fc.constantFrom("@", "{", "}", "'", "a", " "), maxLength: 8 })
    .map((value): Template => ({ kind: "literal", value })),
  expression.map((each): Template => ({ kind: "expression", expression: each })),
  fc.array(fc.tuple(fc.stringMatching(/^[a-z{}' ]{1,4}$/), expression), { minLength: 1, maxLength: 3 }).map(
    (pairs): Template => ({
      kind: "interpolation",
      parts: pairs.flatMap(([value, each]) => [
        { kind: "text", value, ...span } as const,
        { kind: "expression", expression: each, ...span } as const,
      ]),
    }),
  ),
);

/** A template without its places. */
function placeless(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each: unknown) => (key === "start" || key === "end" ? undefined : each)),
  );
}

describe("parsing and printing", () => {
  it("parsing what was printed gives the same template", () => {
    fc.assert(
      fc.property(template, (given) => {
        const result = parseTemplate(printTemplate(given));
        expect(result.ok ? placeless(result.template) : result.error).toEqual(placeless(given));
      }),
      { numRuns: 2000 },
    );
  });

  it("places point at the text of what they tell of", () => {
    fc.assert(
      fc.property(expression, (given) => {
        const text = printTemplate({ kind: "expression", expression: given });
        const check = (each: Expression): void => {
          const piece = text.slice(each.start, each.end);
          const again = parseTemplate(`@${piece}`);
          expect(
            again.ok && again.template.kind === "expression" ? placeless(again.template.expression) : piece,
          ).toEqual(placeless(each));
          if (each.kind === "call") each.arguments.forEach(check);
          if (each.kind === "access") {
            check(each.target);
            if (!each.dotted) check(each.key);
          }
        };
        const result = parseTemplate(text);
        if (result.ok && result.template.kind === "expression") check(result.template.expression);
        else expect.unreachable(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("any text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "@",
      "@{",
      "}",
      "(",
      ")",
      "[",
      "]",
      "?",
      ".",
      ",",
      "'",
      "''",
      "1",
      "-2.5",
      "1e9",
      "null",
      "true",
      " ",
      "\u00a0",
      '"',
    ),
    fc.constantFrom(...names.map(({ name }) => `${name}(`)),
    fc.string({ unit: "binary", maxLength: 4 }),
  );
  const scope = createScope({
    outputs: { a: { b: [1, "2", null] } },
    trigger: { body: {} },
    item: 1,
    now: 0,
  });
  it("has a value or fails with a code", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        valueOrCode(`@${pieces.join("")}`, scope);
      }),
      { numRuns: 5000 },
    );
  });

  const argument = fc.oneof(
    fc.constantFrom("null", "true", "0", "-1", "2", "1.5", "1e300", "9223372036854775807", "decimal('1.5')"),
    fc.constantFrom(
      "''",
      "'a'",
      "'2026-01-15T10:30:00Z'",
      "'yyyy'",
      "'UTC'",
      "'0.0#;;'",
      "'D2'",
      "'<a/>'",
      "'de-DE'",
      "'{}'",
    ),
    fc.constantFrom(
      "createArray(1, 'a')",
      "json('{\"a\":1}')",
      "json('[]')",
      "base64ToBinary('aGk=')",
      "item()",
    ),
    fc.string({ maxLength: 6 }).map((text) => `'${text.replaceAll("'", "''")}'`),
  );
  const calls = fc.constantFrom(...names).chain(({ name, minimum, maximum }) => {
    const maxLength = Math.min(maximum, minimum + 3);
    return fc
      .array(argument, { minLength: minimum, maxLength })
      .map((given) => `@${name}(${given.join(", ")})`);
  });
  it("is safe as an argument of any function", () => {
    fc.assert(
      fc.property(calls, (text) => valueOrCode(text, scope)),
      { numRuns: 10_000 },
    );
  });
});

function valueOrCode(text: string, scope: ReturnType<typeof createScope>): void {
  try {
    const value = compileTemplate(text)(scope);
    expect(value).not.toBeUndefined();
    expect(typeof writeJson(value)).toBe("string");
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw new Error(`${text}: ${String(error)}`, { cause: error });
    expect(error.code).toMatch(/^(InvalidTemplate|EXPR\.(TOO_LONG|TOO_DEEP|RESULT_TOO_LARGE))$/);
    expect(error.message).toMatch(/\S/);
  }
}

describe("values", () => {
  const integer = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  it("integers of 64 bits keep their digits through JSON, text and arithmetic", () => {
    fc.assert(
      fc.property(integer, (value) => {
        const read = readJson(`[${value}]`);
        expect(writeJson(read)).toBe(`[${value}]`);
        expect(compileTemplate(`@string(add(${value}, 0))`)({})).toBe(String(value));
      }),
    );
  });

  it("arithmetic on integers is exact or fails", () => {
    const operations = {
      add: (a: bigint, b: bigint) => a + b,
      sub: (a: bigint, b: bigint) => a - b,
      mul: (a: bigint, b: bigint) => a * b,
      div: (a: bigint, b: bigint) => a / b,
      mod: (a: bigint, b: bigint) => a % b,
    };
    const small = fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(operations)),
        fc.oneof(integer, small),
        fc.oneof(integer, small),
        ([name, apply], a, b) => {
          fc.pre(b !== 0n || !/div|mod/.test(name));
          const exact = apply(a, b);
          const fits = exact >= -(2n ** 63n) && exact < 2n ** 63n;
          const evaluate = (): WdlValue => compileTemplate(`@${name}(${a}, ${b})`)({});
          if (fits) expect(toText(evaluate())).toBe(String(exact));
          else expect(evaluate).toThrow(ExpressionError);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("JSON written and read again is equal, and so is its text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readJson(JSON.stringify(value));
        expect(equal(readJson(writeJson(read)), read)).toBe(true);
        expect(writeJson(readJson(writeJson(read)))).toBe(writeJson(read));
      }),
    );
  });

  it("dates survive a round trip through any zone", () => {
    const zones = fc.constantFrom(
      "W. Europe Standard Time",
      "Pacific Standard Time",
      "India Standard Time",
      "Lord Howe Standard Time",
      "UTC",
    );
    // Half a day after midnight on the first of a month no clock is moved.
    const moments = fc.date({
      min: new Date("1980-01-01T00:00:00Z"),
      max: new Date("2037-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, zones, (date, zone) => {
        const noon = `${date.toISOString().slice(0, 8)}15T12:00:00.0000000Z`;
        const text = `@convertToUtc(convertFromUtc('${noon}', '${zone}'), '${zone}')`;
        expect(compileTemplate(text)({})).toBe(noon);
      }),
    );
  });
});
