import { describe, expect, it } from "vitest";
import {
  createScope,
  evaluateDeep,
  type Quirks,
  quirkTable,
  writeJson,
} from "../../../simulator/expressions/index.ts";
import { outcome } from "./evaluation.ts";

const scope = createScope({ outputs: { X: { "a/b": "whole", a: { b: "part" } } }, now: 0 });

/** What shows each setting: an expression, and what it gives under the first setting and under the second. */
const shown: Readonly<
  Record<Exclude<keyof Quirks, "expressions-in-keys">, readonly [string, string, string]>
> = {
  "slash-keys": ["@outputs('X')?['a/b']", '"whole"', '"part"'],
  "call-mistakes": ["@if(true, 1, nothing())", "! InvalidTemplate", "1"],
  "missing-action": ["@outputs('Nowhere')", "! InvalidTemplate", "null"],
  "equals-boolean-number": ["@equals(true, 1)", "false", "true"],
  "integer-overflow": ["@add(9223372036854775807, 1)", "! InvalidTemplate", "9.223372036854776E+18"],
  "rand-maximum": ["@rand(5, 5)", "! InvalidTemplate", "5"],
  "nth-from-the-end": ["@nthIndexOf('abab', 'b', -1)", "3", "-1"],
  "whole-floats-in-json": ["@json('[7.0]')", "[7.0]", "[7]"],
  "json-text": ["@json('[1,]')", "[1]", "! InvalidTemplate"],
  "single-xml-element": ["@json('<a><b>1</b></a>')", '{"a":{"b":"1"}}', '{"a":{"b":["1"]}}'],
  "iana-time-zones": [
    "@convertFromUtc('2026-01-01T00:00:00Z', 'Europe/Rome', 't')",
    "! InvalidTemplate",
    '"1:00 AM"',
  ],
  "sort-text": ["@sort(createArray('a', 'B', 'c'))", '["B","a","c"]', '["a","B","c"]'],
};

describe("every quirk, both ways", () => {
  it.each(Object.entries(shown))("%s", (id, [template, first, second]) => {
    const { settings } = quirkTable[id as keyof typeof shown];
    const given = settings.map(
      (setting) => outcome(template, scope, { quirks: { [id]: setting } }).split(": ")[0],
    );
    expect(given).toEqual([first, second]);
    expect(outcome(template, scope).split(": ")[0]).toBe(first);
  });

  it("expressions-in-keys", () => {
    const inputs = { "@{concat('a')}": 1, b: "@null" };
    const under = (quirks?: Partial<Quirks>) =>
      writeJson(evaluateDeep(inputs, scope, quirks === undefined ? {} : { quirks }));
    expect([
      under({ "expressions-in-keys": "evaluated" }),
      under({ "expressions-in-keys": "literal" }),
      under(),
    ]).toEqual(['{"a":1,"b":null}', '{"@{concat(\'a\')}":1,"b":null}', '{"a":1,"b":null}']);
  });

  it("has a source and two settings, the first of them the default", () => {
    for (const { source, description, settings, default: chosen } of Object.values(quirkTable)) {
      expect(source).not.toBe("");
      expect(description).toMatch(/^(Whether|What) .*\.$/);
      expect(settings).toHaveLength(2);
      expect(chosen).toBe(settings[0]);
    }
  });
});

describe("mistakes that show only where they are reached", () => {
  const quirks = { "call-mistakes": "when-evaluated" } as const;
  it("fails when it is reached, with the same message", () => {
    expect(outcome("@if(false, 1, add(1))", scope, { quirks })).toContain("expects 2 parameters");
    expect(outcome("@concat(nothing())", scope, { quirks })).toContain(
      "'nothing' is not defined or not valid",
    );
  });
});
