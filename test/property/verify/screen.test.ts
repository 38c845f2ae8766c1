import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../simulator/expressions/catalogue.ts";
import {
  compileTemplate,
  ExpressionError,
  fromPlain,
  resolveQuirks,
  type Scope,
} from "../../../simulator/expressions/index.ts";
import { anything, kindOfJson } from "../../../solution/verify/expressions/kinds.ts";
import { screen } from "../../../solution/verify/expressions/screen.ts";

// The quick look at expressions against the engine that carries them out: it must never let pass what the engine does
// not take, never say of a value what it is not, and never call a failure certain that does not come.

const names = [...catalogueFor(resolveQuirks()).values()].map(({ name }) => name);
const plain = names.filter((name) => !/^(?:guid|rand|utcNow|getFutureTime|getPastTime|range)$/.test(name));

const literal = fc.oneof(
  fc.constantFrom("'a'", "''", "'it''s'", "'2026-01-15T10:30:00Z'", "'5'", "'{}'", "true", "false", "null"),
  fc.constantFrom("0", "1", "-2", "+3", "1.5", "7.", "123456789012345"),
);

const expression = fc.letrec<{ value: string; call: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, literal, tie("call")),
  call: fc
    .tuple(
      fc.constantFrom(...plain),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.array(fc.oneof(fc.constantFrom("?['a']", "['b']", ".c", "?.d", "[0]", "?[ 1 ]")), { maxLength: 2 }),
      fc.constantFrom("", " ", "\n"),
    )
    .map(([name, values, steps, gap]) => `${name}${gap}(${values.join(`,${gap}`)})${steps.join("")}`),
})).call;

const template = fc.oneof(
  expression.map((text) => `@${text}`),
  expression.map((text) => `a @{${text}} b`),
);

/** A text as it is, or with a character changed, taken away or put in. */
const damaged = fc
  .tuple(template, fc.nat(), fc.constantFrom(..."'()[]{}@?., \u{a0}\"x0-\\"), fc.constantFrom(0, 1))
  .map(([text, at, character, cut]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + character + text.slice(place + cut);
  });

const scope: Scope = {
  parameter: () => "text",
  variable: () => 5,
  outputs: () => fromPlain({ body: { a: [1] } }),
  body: () => fromPlain({ a: "b" }),
  action: () => fromPlain({ status: "Succeeded" }),
  result: () => [],
  trigger: () => ({ name: "manual" }),
  triggerOutputs: () => fromPlain({ body: { a: 1 } }),
  triggerBody: () => fromPlain({ a: 1 }),
  item: () => 1,
  items: () => fromPlain({ a: null }),
  iterationIndexes: () => 2,
  workflow: () => ({ name: "flow" }),
};

const unknownKinds = () => anything;

function compileFailure(text: string): ExpressionError | undefined {
  try {
    compileTemplate(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** What a text gives, or undefined where it fails. */
function evaluate(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: compileTemplate(text)(scope) };
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

describe("the quick look at an expression", () => {
  it("lets nothing pass that the engine does not take", () => {
    fc.assert(
      fc.property(fc.oneof(template, damaged), (text) => {
        if (screen(text, unknownKinds).isSound) expect(compileFailure(text)).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
  });

  it("takes what flows are made of", () => {
    fc.assert(
      fc.property(template, (text) => {
        if (compileFailure(text) === undefined) expect(screen(text, unknownKinds).isSound).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("says of no value what it is not, and calls no failure certain that does not come", () => {
    fc.assert(
      fc.property(template, (text) => {
        const { isSound, kinds, wrong } = screen(text, unknownKinds);
        const given = evaluate(text);
        if (!isSound || given === undefined) return;
        expect(wrong).toEqual([]);
        const { value } = given;
        const isPlain = typeof value !== "object" || value === null || Array.isArray(value);
        if (isPlain) expect(kindOfJson(value) & kinds).not.toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  it("finds each name that is written out, once", () => {
    const text = "@concat(outputs('It''s'), BODY('b')?['c'], outputs('It''s'), variables(concat('d')))";
    expect(screen(text, unknownKinds).uses).toEqual([
      { by: "outputs", name: "It's", kinds: anything },
      { by: "body", name: "b", kinds: anything },
    ]);
  });

  it("asks once about each of many names, however often they stand in a text", () => {
    const names = Array.from({ length: 300 }, (_, number) => `N${number}`);
    const asked: string[] = [];
    const text = [...names, ...names].map((name) => `@{outputs('${name}')}@{body('${name}')}`).join("");
    const { uses } = screen(text, (by, name) => {
      asked.push(`${by} ${name}`);
      return anything;
    });
    expect(asked).toEqual(names.flatMap((name) => [`outputs ${name}`, `body ${name}`]));
    expect(uses.map(({ by, name }) => `${by} ${name}`)).toEqual(asked);
  });

  it("reads texts of any length and any characters, one after the other", () => {
    const long = `${"é☃ 'x' ".repeat(20_000)}@{variables('far')} @{outputs('☃')}`;
    const uses = [
      { by: "variables", name: "far", kinds: anything },
      { by: "outputs", name: "☃", kinds: anything },
    ];
    expect(screen(long, unknownKinds).uses).toEqual(uses);
    expect(screen("@body('after')", unknownKinds).uses).toEqual([
      { by: "body", name: "after", kinds: anything },
    ]);
    expect(screen(long, unknownKinds).uses).toEqual(uses);
  });
});
