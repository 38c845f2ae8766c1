import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../../simulator/scenario/match.ts";

it.each([
  ["equal texts", "a", "a", true],
  ["other texts", "a", "b", false],
  ["null is what is not there", undefined, null, true],
  ["an object may have more", { a: 1, b: 2 }, { a: 1 }, true],
  ["an object must have what is expected", { b: 2 }, { a: 1 }, false],
  ["a list may not have more", [1, 2], [1], false],
  ["the order of a list counts", [1, 2], [2, 1], false],
  ["a part of a text", "Deal closed", { $contains: "closed" }, true],
  ["an element of a list", [{ a: 1 }, { a: 2 }], { $contains: { a: 2 } }, true],
  ["no such element", [{ a: 1 }], { $contains: { a: 2 } }, false],
  ["a pattern", "2027-03-01T12:00:00Z", { $matches: "T12:00" }, true],
  ["at most", 3, { $atMost: 3 }, true],
  ["more than at most", 4, { $atMost: 3 }, false],
  ["at least", 3, { $atLeast: 4 }, false],
  ["a size", [1, 2], { $size: 2 }, true],
  ["not", "a", { $not: "b" }, true],
  ["not, but it is", "a", { $not: "a" }, false],
  ["absent", undefined, { $absent: true }, true],
  ["there after all", 1, { $absent: true }, false],
])("%s", (_, actual, expected, holds) => {
  expect(compare(actual, expected, "x").length === 0).toBe(holds);
});

it("names the place that differs", () => {
  expect(compare({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, "deal")).toEqual([
    { place: "deal.a[0].b", expected: 2, actual: 1 },
  ]);
});

it("holds for every value compared with a copy of itself", () => {
  const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("$"));
  fc.assert(
    fc.property(plain, (value) => {
      expect(compare(value, JSON.parse(JSON.stringify(value)), "x")).toEqual([]);
    }),
  );
});
